"""The folder with the documents of a year: a page for each, and an index."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Final

from pdflow.documents.render.html import to_html
from pdflow.simulation.cohort import Run
from pdflow.simulation.engagement.programme import NAME
from pdflow.simulation.report.documents import year_documents
from pdflow.simulation.report.histories import histories
from pdflow.simulation.report.names import names_of
from pdflow.simulation.report.translation import ENGLISH, Translator

GENERATOR: Final = '<meta name="generator" content="pdflow">'
INDEX: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="generator" content="pdflow">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #1a1a1a }}
h2 {{ font-size: 1.1rem; margin: 1.5rem 0 0.3rem }}
ul {{ margin: 0; padding-left: 1.2rem }}
</style>
</head>
<body>
<h1>{title}</h1>
<p>{about}</p>
{groups}
</body>
</html>
"""


def write_documents(
    run: Run, folder: Path, translate: Translator = ENGLISH, people: Mapping[str, str] | None = None
) -> Path:
    """Write the documents of a commissioned year, replacing the pages of an earlier index; return the new index.

    Args:
        people: The name of everybody on the roster by their id.
    """
    names = names_of(run.cast, people or {})
    folder.mkdir(parents=True, exist_ok=True)
    index = folder / "index.html"
    written = defaultdict[str, list[tuple[str, str]]](list)
    for former in _linked_pages(index):
        (folder / former).unlink(missing_ok=True)
    for planned in year_documents(histories(run.file), run.cohort.year, run.cast):
        page = planned.make().for_reader(
            planned.reader,
            planned.person,
            names=names,
            language=translate.language,
            formats=translate.formats,
            programme=names(NAME),
        )
        (folder / planned.file).write_text(to_html(page), encoding="utf-8")
        about = planned.about and (names(planned.about) or translate(planned.about))
        title = f"{page.title}, {about}" if about else page.title
        written[planned.group].append((planned.file, title))
    index.write_text(_index(run, written, translate), encoding="utf-8")
    return index


def _linked_pages(index: Path) -> list[str]:
    """Return the pages that an index links, if pdflow generated it."""
    page = index.read_text(encoding="utf-8") if index.exists() else ""
    return re.findall(r'href="([\w-]+\.html)"', page) if GENERATOR in page else []


def _index(run: Run, written: Mapping[str, list[tuple[str, str]]], translate: Translator) -> str:
    groups = "\n".join(_group(translate(name), links) for name, links in written.items())
    people = translate("{count} person", count=len(run.cast.seats))
    weeks = translate("{count} week from {start}", count=run.cohort.year.weeks, start=run.cohort.year.start)
    about = translate("{people}, {weeks}, made from {file}.", people=people, weeks=weeks, file=run.file.name)
    title = translate("Documents of the year")
    return INDEX.format(language=translate.language, title=escape(title), about=escape(about), groups=groups)


def _group(name: str, links: Sequence[tuple[str, str]]) -> str:
    items = "\n".join(f'<li><a href="{escape(file)}">{escape(title)}</a></li>' for file, title in links)
    return f"<h2>{escape(name)}</h2>\n<ul>\n{items}\n</ul>"
