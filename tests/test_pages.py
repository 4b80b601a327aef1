"""The Python of README.md and of the pages in docs/ runs, and what they repeat of the code is up to date."""

import inspect
import re
import runpy
from code import InteractiveConsole
from contextlib import chdir
from pathlib import Path

import attrs
import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from tests.language import refusals_of_engagements, refusals_of_participations, refusals_of_trainers

import pdflow.errors
from pdflow import PROFILES, EvaluationLevel, Policy

ROOT = Path(__file__).parent.parent
WALKED = {"django.md": "needs a project: tests/contrib/test_django_page.py"}
"""Pages that another test follows, and why."""
PAGES = [
    page
    for page in (ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md")))
    if "```python" in page.read_text() and page.name not in WALKED
]
CATALOGUE = runpy.run_path(str(ROOT / "docs" / "catalogue.py"))
READER = Sybil(parsers=[PythonCodeBlockParser()], pattern="*.md", path=str(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    with chdir(tmp_path):
        for example in READER.parse(page).examples():
            example.evaluate()


@pytest.mark.parametrize("name", ["tutorial", "privacy", "read-models"])
def test_the_blocks_of_a_page_can_be_pasted_into_a_session_of_python(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = InteractiveConsole()
    with chdir(tmp_path):
        for block in re.findall(r"```python\n(.*?)```", (ROOT / "docs" / f"{name}.md").read_text(), re.DOTALL):
            for line in (*block.splitlines(), ""):
                session.push(line)
    assert "Error" not in capsys.readouterr().err


def test_the_readme_shows_the_output_of_its_python(capsys: pytest.CaptureFixture[str]) -> None:
    page = ROOT / "README.md"
    for example in READER.parse(page).examples():
        example.evaluate()
    assert f"```text\n{capsys.readouterr().out}```" in page.read_text()


def test_the_tables_in_the_pages_are_up_to_date() -> None:
    for page in CATALOGUE["PAGES"].glob("*.md"):
        assert page.read_text() == CATALOGUE["written"](page.read_text()), f"{page.name}: python docs/catalogue.py"


def test_the_page_of_sources_names_fields_and_codes_that_exist() -> None:
    known = {*PROFILES, "EvaluationLevel", *EvaluationLevel, *(field.name for field in attrs.fields(Policy))}
    known |= {code for decider in CATALOGUE["DECIDERS"].values() for code in decider.reason_codes}
    assert set(re.findall(r"`([^`]+)`", (ROOT / "docs" / "sources.md").read_text())) <= known


def test_every_name_of_the_front_door_and_every_error_is_on_a_page() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    written = {word for page in pages for word in re.findall(r"\w+", page.read_text())}
    errors = {
        name for name, kind in vars(pdflow.errors).items() if inspect.isclass(kind) and issubclass(kind, Exception)
    }
    assert {*pdflow.__all__, *errors} - written == set()


def test_the_glossary_is_in_the_order_of_its_words() -> None:
    words = re.findall(r"^(\w.*)\n: ", (ROOT / "docs" / "glossary.md").read_text(), re.MULTILINE)
    assert len(words) > 100
    assert words == sorted(words, key=lambda word: word.lower().replace("-", " "))


REFUSED = {
    "participation": refusals_of_participations.refusals,
    "engagement": refusals_of_engagements.refusals,
    "cadre": refusals_of_trainers.refusals,
}


@pytest.mark.parametrize("aggregate", REFUSED)
def test_a_page_names_every_reason_that_is_ever_given(aggregate: str) -> None:
    section = (ROOT / "docs" / f"{aggregate}.md").read_text().partition(f"<!-- reasons of {aggregate} -->")[2]
    named = set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", section.partition("<!-- end -->")[0], re.MULTILINE))
    assert {reason.code for reason in REFUSED[aggregate]()} <= named
