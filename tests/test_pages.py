"""Every ```python block of README.md and of the pages in docs/ runs, each page from top to bottom in one namespace."""

from contextlib import chdir
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).parent.parent
PAGES = [page for page in (ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))) if "```python" in page.read_text()]
READER = Sybil(parsers=[PythonCodeBlockParser()], pattern="*.md", path=str(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    with chdir(tmp_path):
        for example in READER.parse(page).examples():
            example.evaluate()
