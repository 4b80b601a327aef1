"""Pages as Markdown, read back by a Markdown parser, which comes with rich."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.documents.example_people import AT, NAMES
from tests.participation.stories import day

from pdflow import Audience
from pdflow.credit import CLOCK_HOURS, NEW_YORK_CTLE, Provider
from pdflow.documents import (
    Document,
    attendance_roster,
    blank_workshop_request,
    certificate,
    commissioning_brief,
    drift_report,
    impact_report,
    person_record,
    progress_board,
    to_markdown,
    transcript,
    week_sheet,
)
from pdflow.documents.page import (
    Fact,
    Facts,
    Items,
    Paragraph,
    Section,
    Table,
)
from pdflow.language.locale_formats import ByLocale

GOLDEN = Path(__file__).parent / "golden"
PROVIDER = Provider("Northern County", "500123", "1 Example Road")
READ = MarkdownIt("commonmark").enable("table")


def copies() -> dict[str, str]:
    """The copies that are compared with files; ``python -m tests.documents.test_markdown`` writes them anew."""
    documents: dict[str, Document] = {
        "attendance_roster": attendance_roster(engagement_year()),
        "commissioning_brief": commissioning_brief(engagement_year()),
        "drift_report": drift_report(streams(), AT, engagements={"e": engagement_year()}),
        "drift_report_for_a_governing_board": drift_report(
            streams(), AT, engagements={"e": engagement_year()}
        ).aggregate(),
        "impact_report": impact_report(engagement_year(), streams()),
        "person_record": person_record(streams()["participation-ana"]),
        "progress_board": progress_board(streams(), AT),
        "progress_board_for_a_governing_board": progress_board(streams(), AT).aggregate({"North": "Upper"}),
        "certificate": certificate(streams()["participation-ana"], PROVIDER, engagement=engagement_year()),
        "transcript": transcript(
            {"ana": streams()["participation-ana"]},
            PROVIDER,
            rules=(CLOCK_HOURS, NEW_YORK_CTLE),
            engagements={"e": engagement_year()},
            language_acquisition={"s1"},
            participant_id="1234567",
        ),
        "blank_workshop_request": blank_workshop_request(),
    }
    printed: dict[str, Any] = {"names": NAMES | {"e1": "Talk in every lesson"}, "formats": ByLocale()}
    pages = {name: document.for_reader(Audience.TEAM, **printed) for name, document in documents.items()}
    pages["person_record_of_the_pair"] = documents["person_record"].for_reader(Audience.PAIR, "kim", **printed)
    week = week_sheet("kim", streams(until=day(47, 7)), day(47, 7))
    pages["week_sheet_of_the_coach"] = week.for_reader(Audience.PAIR, "kim", **printed)
    pages["week_sheet_in_spanish"] = week.for_reader(Audience.PAIR, "kim", language="es", **printed)
    pages["commissioning_brief_in_spanish"] = documents["commissioning_brief"].for_reader(
        Audience.TEAM, language="es", **printed
    )
    pages["transcript_in_spanish"] = documents["transcript"].for_reader(Audience.TEAM, language="es", **printed)
    return {name: to_markdown(page) for name, page in pages.items()}


@pytest.mark.parametrize("name", copies())
def test_a_copy_reads_as_before(name: str) -> None:
    assert copies()[name] == (GOLDEN / f"{name}.md").read_text(encoding="utf-8")


@attrs.frozen
class Odd(Document):
    """A document of one odd text."""

    title: ClassVar[str] = "Odd"
    text: str

    def sections(self) -> Iterator[Section]:
        yield Section("Here", (Paragraph("{text}", {"text": self.text}), Facts((Fact("Fact", self.text),))))
        yield Section("There", (Items((self.text,)), Table("Odd", ("Text", "Number"), [(self.text, 1)])))


def plain(markdown: str) -> list[str]:
    """The texts of a page as a reader sees them."""
    inline = (token for token in READ.parse(markdown) if token.type == "inline")
    texts = [
        "".join(child.content or "\n" * (child.type == "softbreak") for child in token.children or ())
        for token in inline
    ]
    return [text for text in texts if text != "For those who run the program"]


ODD = (
    *("*stars*", "a | b", "<b>bold</b>", "[link](x)", "# no heading", "1. no list", "- no list", "`code`", "a\\b"),
    *("~~no~~", "2.5", "_under_", "&amp;", "![x](y)", "> no quote", "= = =", "***", "a_b_c", "+ 1", "http://a.b/c_d"),
)


@pytest.mark.parametrize("text", ODD)
def test_a_text_reads_as_it_stands(text: str) -> None:
    page = to_markdown(Odd(text).for_reader(Audience.TEAM))
    assert plain(page) == ["Odd", "Here", text, f"Fact: {text}", "There", text, "Text", "Number", text, "1"]


WORDS = st.text(st.sampled_from("ab 1.-+=*_|<>[]()#!`~\\&;:/'\""), min_size=1, max_size=12).map(str.strip).filter(bool)


@given(WORDS)
def test_no_character_of_a_text_is_markup(text: str) -> None:
    page = to_markdown(Odd(text).for_reader(Audience.TEAM))
    assert plain(page)[2] == " ".join(text.split("\n"))
    assert plain(page)[-2:] == [text, "1"]


def test_several_lines_stay_in_their_cell() -> None:
    page = to_markdown(Odd("one\ntwo").for_reader(Audience.TEAM))
    assert "| one<br>two | 1 |" in page


def test_numbers_are_aligned_to_the_right() -> None:
    assert "| --- | --: |" in to_markdown(Odd("x").for_reader(Audience.TEAM))


if __name__ == "__main__":
    for name, text in copies().items():
        (GOLDEN / f"{name}.md").write_text(text, encoding="utf-8")
