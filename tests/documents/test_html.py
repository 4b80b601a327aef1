"""Pages as HTML."""

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.documents.all_documents import all_documents, empty_documents
from tests.documents.example_people import NAMES
from tests.documents.test_markdown import Odd

from pdflow import Audience
from pdflow.documents import Document
from pdflow.documents.render.html import to_html

VOID = {"meta"}
PICTURES = {"CadreTimeline", "Caseload", "ImpactReport", "ProgressBoard", "YearAtAGlance", "ImpactAggregate"}


class Tags(HTMLParser):
    """What a page is made of: every tag is closed, in its turn."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.texts.append(data)


def pages(reader: Audience = Audience.PAIR) -> list[tuple[Document, str]]:
    copies = [
        (document, document.for_reader(reader, "ana", names=NAMES))
        for document in (*all_documents(), *empty_documents())
    ]
    return [(document, to_html(page)) for document, page in copies]


@pytest.mark.parametrize("reader", Audience)
def test_every_tag_is_closed_and_a_table_is_as_wide_in_each_row(reader: Audience) -> None:
    for document, page in pages(reader):
        tags = Tags(page)
        assert page.startswith("<!DOCTYPE html>")
        assert tags.tags[0] == ("html", {"lang": "en"})
        names = [tag for tag, _ in tags.tags]
        assert names.count("h1") == names.count("style") == names.count("main") == 1, document
        for table in page.split("<table>")[1:]:
            widths = {row.count("</th>") + row.count("</td>") for row in table.split("</table>")[0].split("</tr>")[:-1]}
            assert len(widths) == 1, document


def test_a_page_needs_nothing_from_elsewhere() -> None:
    for _, page in pages():
        tags = Tags(page).tags
        assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in tags}
        assert not {"src", "href", "onclick", "onload"} & {name for _, attributes in tags for name in attributes}
        assert "http" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "url(" not in page
        assert "@import" not in page


def test_the_page_prints_on_any_paper_with_heads_repeated_and_rows_whole() -> None:
    page = pages()[0][1]
    assert "size:" not in page.replace("font-size:", "").replace("box-sizing:", "")
    assert "display: table-header-group" in page
    assert "break-inside: avoid" in page


def test_six_documents_have_a_picture_with_a_description() -> None:
    drawn = {type(document).__name__ for document, page in pages(Audience.TEAM) if "<svg" in page}
    assert drawn == PICTURES
    for document, page in pages(Audience.TEAM):
        for picture in page.split("<svg")[1:]:
            assert 'role="img"' in picture.split(">")[0]
            assert picture.split(">", 1)[1].startswith("<title>"), document
            assert "<desc>" in picture


def test_whatever_a_host_gives_is_escaped() -> None:
    wild = "<script>alert(1)</script> & \"quotes\" 'too' {{ 7 * 7 }}"
    page = to_html(Odd(wild).for_reader(Audience.TEAM))
    assert "<script" not in page
    assert Tags(page).texts.count(wild) == 4


def test_names_are_escaped_in_pictures_too() -> None:
    for document in all_documents():
        page = to_html(document.for_reader(Audience.TEAM, names=dict.fromkeys(NAMES, "<b>&</b>")))
        assert "<b>" not in page
        Tags(page)


def test_a_box_is_labelled_as_ticked_or_not() -> None:
    page = next(page for document, page in pages() if type(document).__name__ == "LogisticsChecklist")
    assert page.count('<span class="box ticked">yes</span>') == 3
    assert page.count('<span class="box">no</span>') == 1


def test_a_copy_says_for_whom_it_is() -> None:
    [(_, team), *_], [(_, everybody), *_] = pages(Audience.TEAM), pages(Audience.ALL)
    assert '<p class="copy">Copy for Ana Ruiz</p>' in team
    assert '<p class="copy">Copy for Ana Ruiz</p>' in everybody


def test_the_margins_of_a_printed_page_name_the_program_and_the_title_and_number_the_pages() -> None:
    page = to_html(all_documents()[0].for_reader(Audience.TEAM, names={"e1": 'Talk; "in" </style>'}))
    margins = page.split("@bottom-right { content: ")[1].split(" }")[0]
    assert margins == '"Page " counter(page) " of " counter(pages) ""'
    assert page.split("@top-right { content: ")[1].split(" }")[0] == '"Attendance roster"'
    assert page.split("@top-left { content: ")[1].split(" }")[0] == ('"Talk\\3b  \\22 in\\22  \\3c \\2f style\\3e "')
    assert page.count("</style>") == 1


def test_a_word_too_long_for_a_column_may_break_anywhere() -> None:
    page = to_html(Odd("x" * 140).for_reader(Audience.TEAM))
    assert f'<td class="long">{"x" * 140}</td>' in page
    assert "td.long { overflow-wrap: anywhere; }" in page
    assert '<td class="long">' not in to_html(Odd("several short words " * 9).for_reader(Audience.TEAM))


def test_without_jinja2_the_page_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "jinja2.py").write_text("raise ImportError")
    path = f"import sys; sys.path.insert(0, {str(tmp_path)!r})"
    line = f"{path}; import pdflow.documents; import pdflow.documents.render.html"
    run = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=False)
    assert "MissingExtra: jinja2 is not installed: pip install 'pdflow[documents]'" in run.stderr


def test_documents_do_without_jinja2() -> None:
    line = "import sys, pdflow.documents; print({'jinja2', 'markupsafe'} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
