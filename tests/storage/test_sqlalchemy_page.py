"""The page on SQLAlchemy, which every page's test runs on SQLite, runs on PostgreSQL as well."""

from contextlib import chdir
from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
from tests.postgres import for_sqlalchemy

PAGE = Path(__file__).parents[2] / "docs" / "sqlalchemy.md"
SQLITE = ('"sqlite:///host.sqlite"', '"sqlite+aiosqlite:///host.sqlite"')


def test_the_python_of_the_page_runs_on_postgresql(postgres: str, tmp_path: Path) -> None:
    page = PAGE.read_text()
    for url in SQLITE:
        assert page.count(url) == 1
        page = page.replace(url, f'"{for_sqlalchemy(postgres)}"')
    place = tmp_path / PAGE.name
    place.write_text(page)
    with chdir(tmp_path):
        for example in Sybil(parsers=[PythonCodeBlockParser()], path=str(tmp_path)).parse(place).examples():
            example.evaluate()
