"""Pages as CSV, read back."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from typing import ClassVar

import attrs
from hypothesis import given, strategies as st
from tests.documents.all_documents import all_documents
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.documents.example_people import AT, NAMES

from pdflow import Audience
from pdflow.documents import (
    Document,
    attendance_roster,
    progress_board,
    to_csv,
)
from pdflow.documents.page import (
    Cell,
    Fact,
    MonthCell,
    Section,
    ShareCell,
    Table,
)
from pdflow.language import NUMBER


def opened(document: Document, sheet: str) -> list[dict[str, str]]:
    text = to_csv(document.for_reader(Audience.TEAM, names=NAMES))[sheet]
    return list(csv.DictReader(StringIO(text, newline=""), strict=True))


@attrs.frozen
class OfCells(Document):
    title: ClassVar[str] = "Cells"
    cells: tuple[Cell, ...]

    def sections(self) -> Iterator[Section]:
        yield Section("Cells", (Table("Cells", map(str, range(len(self.cells))), [self.cells]),))


def written(*cells: Cell) -> list[str]:
    [row] = opened(OfCells(cells), "Cells")
    return list(row.values())


def test_the_sessions_of_a_roster_share_a_file() -> None:
    rows = opened(attendance_roster(engagement_year()), "Attendance")
    assert len(rows) == 4 * 12
    assert rows[0] == {
        "Session": "s1",
        "Subject": "Questioning that opens talk",
        "Start": "2026-09-10 09:00",
        "Name": "Ana Ruiz",
        "Role": "Teacher",
        "Site": "North",
        "Minutes there": "180",
        "Share": "1.0",
        "Time in": "",
        "Time out": "",
        "Signature": "",
    }
    assert {row["Minutes there"] for row in rows if row["Session"] == "s3"} == {""}


def test_a_board_is_a_file_that_can_be_sorted() -> None:
    rows = opened(progress_board(streams(), AT), "Progress")
    assert [row["Name"] for row in rows][:2] == ["Lou Castellanos-Whitmore", "Jon Abara"]
    assert {row["Since"] for row in rows if row["Name"] == "Ana Ruiz"} == {"2026-10-11"}


def test_days_numbers_and_shares_are_plain() -> None:
    moment = datetime(2026, 9, 1, 8, tzinfo=UTC)
    cells = written(date(2026, 9, 1), moment, MonthCell(2026, 9, 1), 1234, ShareCell(1 / 3), True, None)
    assert cells == ["2026-09-01", "2026-09-01 08:00", "2026-09", "1234", "0.3333", "yes", ""]


def test_text_with_commas_quotes_and_lines_comes_back_as_it_was() -> None:
    assert written('a, "b"', "one\ntwo", "ü; x") == ['a, "b"', "one\ntwo", "ü; x"]


def test_no_text_is_a_formula() -> None:
    assert written("=1+1", "+49", "-x", "@me", "a=b") == ["'=1+1", "'+49", "'-x", "'@me", "a=b"]


def test_what_shows_nothing_before_a_formula_does_not_hide_it() -> None:
    hidden = ("\n=1", " =1", "\t@a", "\u200b=1", "\ufeff+1", "\xa0-x", "\u2060 \r\n=1", "\uff1d1")
    assert all(cell.startswith("'") for cell in written(*hidden))
    assert [cell.replace("'", "") for cell in written(*hidden)] == [*hidden]


def test_numbers_stay_numbers() -> None:
    assert written(-1, -2.5, "-5", "-2.5", Decimal("47.83")) == ["-1", "-2.5", "-5", "-2.5", "47.83"]


def test_a_cell_with_another_locales_separator_is_quoted() -> None:
    text = to_csv(OfCells(("north; south", "a\tb", "plain")).for_reader(Audience.TEAM))["Cells"]
    assert text.splitlines()[1] == '"north; south","a\tb",plain'


@given(st.lists(st.text(st.sampled_from("=+-@;,\"'\n\r\t \u200b1a|"), max_size=12), min_size=1, max_size=4))
def test_however_a_spreadsheet_splits_it_no_cell_is_a_formula(cells: list[str]) -> None:
    text = to_csv(OfCells(tuple(cells)).for_reader(Audience.TEAM))["Cells"]
    for separator in (";", "\t", ","):
        for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
            for cell in row:
                start = cell.strip(" \u200b\t\r\n")[:1]
                assert start not in ("=", "+", "@") or (separator == ";" and "," in cell)
                assert start != "-" or NUMBER.fullmatch(cell.strip('"')) or "," in cell


def test_what_a_spanish_spreadsheet_runs_after_a_semicolon_is_text() -> None:
    for cell in ("x;=1+1", "x; =1+1", "x;\n@a", "x;;-1+cmd|' /C calc'!A0"):
        text = to_csv(OfCells(("Ana", cell)).for_reader(Audience.TEAM))["Cells"]
        for row in csv.reader(StringIO(text, newline=""), delimiter=";"):
            assert not [part for part in row if part.strip().startswith(("=", "+", "-", "@"))]


def test_no_name_a_host_gives_is_a_formula() -> None:
    page = progress_board(streams(), AT).for_reader(Audience.TEAM, names={"ana": "=HYPERLINK(1)"})
    assert "'=HYPERLINK(1)" in to_csv(page)["Progress"]


def test_every_file_opens_with_distinct_headings() -> None:
    sheets = 0
    for document in all_documents():
        for text in to_csv(document.for_reader(Audience.PAIR, "ana", names=NAMES)).values():
            [headings, *rows] = csv.reader(StringIO(text, newline=""), strict=True)
            assert len(set(headings)) == len(headings), document
            assert {len(row) for row in rows} <= {len(headings)}
            sheets += 1
    assert sheets > 60


def test_a_group_stands_before_the_columns() -> None:
    @attrs.frozen
    class Grouped(Document):
        title: ClassVar[str] = "Grouped"

        def sections(self) -> Iterator[Section]:
            for site in ("North", "South"):
                yield Section(site, (Table("Sites", ("Name",), [("x",)], group=(Fact("Site", site),)),))

    assert opened(Grouped(), "Sites") == [{"Site": "North", "Name": "x"}, {"Site": "South", "Name": "x"}]
