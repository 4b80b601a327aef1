"""``pdflow documents``: the documents of a store, each for one reader, in a folder."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime
from typing import Final

from pdflow.command_line.arguments import add_output, add_pass_over, add_reader, add_store, moment, names_in, person_id
from pdflow.command_line.exit_codes import ExitCode
from pdflow.command_line.made_files import MadeFiles
from pdflow.command_line.places import require_free
from pdflow.command_line.readable_store import readable_store
from pdflow.command_line.store_documents import KINDS, StoreDocuments, file_name
from pdflow.credit import CLOCK_HOURS, RULES, Provider
from pdflow.documents import Page, to_csv, to_markdown

FORMATS: Final = ("html", "md", "csv")
Rendered = Iterable[tuple[str, str]]
"""The files of a page: the endings of their names, and their text."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the store, which documents, for whom and how."""
    add_store(parser)
    add = parser.add_argument
    add(
        "--kind",
        action="append",
        choices=KINDS,
        metavar="KIND",
        help=f"may be repeated; by default all: {', '.join(KINDS)}",
    )
    add("--as", dest="format", choices=FORMATS, default="html", help="by default html")
    add("--reader", type=person_id, metavar="PERSON", help="who reads it, for what is for the pair of a record")
    add("--at", type=moment, metavar="MOMENT", help="of the lists of what is due; by default now")
    add("--provider", metavar="NAME", default="", help="who provided it, on certificates and transcripts")
    add("--provider-number", metavar="NUMBER", default="", help="under which the provider is approved")
    add("--rule", choices=[*RULES], default=CLOCK_HOURS.code, help="by which hours are credited")
    add_reader(parser)
    add_output(parser, "FOLDER")
    add_pass_over(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> ExitCode:
    """Write documents, each file when it is whole."""
    require_free(options.out, force=options.force)
    render, unreadable = _renderer(options.format), list[str]()
    with readable_store(options, unreadable) as events:
        provider = Provider(options.provider, options.provider_number)
        material = StoreDocuments.in_store(events, provider, RULES[options.rule], options.at or datetime.now(UTC))
    options.out.mkdir(exist_ok=True)
    files = MadeFiles(options.out)
    print(f"documents: {_write(material, files, render, options):,}", file=sys.stderr)
    if not unreadable:
        _remove_stale(files, options.kind or KINDS)
    return ExitCode.PROBLEMS if unreadable else ExitCode.DONE


def _write(material: StoreDocuments, files: MadeFiles, render: Callable[[Page], Rendered], options: Namespace) -> int:
    """Write the documents; how many."""
    names, written = names_in(options.names), 0
    for kind in options.kind or KINDS:
        for name, document in material.of_kind(kind):
            page = document.for_reader(options.audience, options.reader, names=names, language=options.language)
            for ending, text in render(page):
                files.write(f"{name}{ending}", kind, name, text)
            written += 1
    return written


def _remove_stale(files: MadeFiles, kinds: Collection[str]) -> None:
    removed, left = files.remove_stale(kinds)
    if removed:
        print(f"removed, of documents that there are no more: {len(removed):,}", file=sys.stderr)
    for file in left:
        print(f"{file}: of a document that there is no more, but changed since it was made", file=sys.stderr)


def _renderer(form: str) -> Callable[[Page], Rendered]:
    if form == "html":
        from pdflow.documents.render.html import to_html

        return lambda page: [(".html", to_html(page))]
    return _csv_files if form == "csv" else lambda page: [(".md", to_markdown(page))]


def _csv_files(page: Page) -> Rendered:
    return [(f"-{file_name(table)}.csv", text) for table, text in to_csv(page).items()]
