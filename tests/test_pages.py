"""Every ```python block of README.md and of the pages in docs/ runs, each page from top to bottom in one namespace."""

import re
import runpy
from contextlib import chdir
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from tests.language import refusals, refusals_of_engagements, refusals_of_trainers

ROOT = Path(__file__).parent.parent
PAGES = [page for page in (ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))) if "```python" in page.read_text()]
CATALOGUE = runpy.run_path(str(ROOT / "docs" / "catalogue.py"))
READER = Sybil(parsers=[PythonCodeBlockParser()], pattern="*.md", path=str(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    with chdir(tmp_path):
        for example in READER.parse(page).examples():
            example.evaluate()


def test_the_readme_prints_what_it_says_it_prints(capsys: pytest.CaptureFixture[str]) -> None:
    page = ROOT / "README.md"
    for example in READER.parse(page).examples():
        example.evaluate()
    assert f"```text\n{capsys.readouterr().out}```" in page.read_text()


def test_what_pages_repeat_of_the_tables_is_written_anew() -> None:
    for page in CATALOGUE["PAGES"].glob("*.md"):
        assert page.read_text() == CATALOGUE["written"](page.read_text()), f"{page.name}: python docs/catalogue.py"


REFUSED = {
    "participation": refusals.refusals,
    "engagement": refusals_of_engagements.refusals,
    "cadre": refusals_of_trainers.refusals,
}


@pytest.mark.parametrize("aggregate", REFUSED)
def test_a_page_names_every_reason_that_is_ever_given(aggregate: str) -> None:
    section = (ROOT / "docs" / f"{aggregate}.md").read_text().partition(f"<!-- reasons of {aggregate} -->")[2]
    named = set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", section.partition("<!-- end -->")[0], re.MULTILINE))
    assert {reason.code for reason in REFUSED[aggregate]()} <= named
