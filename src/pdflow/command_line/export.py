"""``pdflow export``: a store of events, or a lifecycle, in a form that other systems take."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pdflow.command_line.arguments import add_output, add_pass_over, add_reader, add_store, add_strict, names_in
from pdflow.command_line.calendar_form import CALENDAR_FORM
from pdflow.command_line.event_forms import EVENT_FORMS
from pdflow.command_line.exit_codes import ExitCode
from pdflow.command_line.export_form import ExportForm, ExportResult
from pdflow.command_line.lifecycle_forms import AGGREGATES, LIFECYCLE_FORMS
from pdflow.command_line.message_forms import MESSAGE_FORMS
from pdflow.command_line.places import require_free, unfinished, write_text
from pdflow.command_line.readable_store import readable_store
from pdflow.command_line.record_forms import RECORD_FORMS
from pdflow.command_line.stores import file_of
from pdflow.storage.event_store import EventStore

FORMS: Final[Mapping[str, ExportForm]] = {**RECORD_FORMS, **MESSAGE_FORMS, **CALENDAR_FORM, **EVENT_FORMS}
"""The forms of a store, by name."""


def add_arguments(parser: ArgumentParser) -> None:
    """Add the forms, each with its own arguments."""
    forms = parser.add_subparsers(metavar="FORM", dest="form", required=True)
    for name, form in FORMS.items():
        _add_form(forms.add_parser(name, help=form.about, description=form.about), form)
    for name, (about, _) in LIFECYCLE_FORMS.items():
        lifecycle = forms.add_parser(name, help=about, description=about)
        lifecycle.add_argument("aggregate", choices=[*AGGREGATES], help="whose lifecycle")
        add_output(lifecycle)
        lifecycle.set_defaults(export=_export_lifecycle, strict=False)
    parser.set_defaults(run=run)


def _add_form(parser: ArgumentParser, form: ExportForm) -> None:
    add_store(parser)
    form.add_arguments(parser)
    parser.add_argument("--people", type=Path, metavar="CSV", help="people's ids in the other system: columns id, name")
    add_reader(parser)
    add_output(parser, "FILE" if form.make else "FOLDER" if form.is_folder else "DATABASE")
    add_strict(parser)
    add_pass_over(parser)
    parser.set_defaults(export=_export_store)


def run(options: Namespace) -> ExitCode:
    """Export, and say on standard error how much there is and what was passed over."""
    result = exported(options)
    print(*result.lines(), sep="\n", file=sys.stderr)
    return ExitCode.PROBLEMS if result.unreadable or (options.strict and result.passed_over) else ExitCode.DONE


def exported(options: Namespace) -> ExportResult:
    """Export as these arguments say; what came of it.

    Raises:
        StoreError: The store cannot be read, or there is something at the place already.
        DecodeError: An event or a file cannot be read.
    """
    if options.out is not None:
        store = getattr(options, "store", None)
        require_free(options.out, force=options.force, but=None if store is None else file_of(store))
    result: ExportResult = options.export(options)
    return result


def _export_store(options: Namespace) -> ExportResult:
    wrong = list[str]()
    read = Namespace(**{**vars(options), "people": names_in(options.people), "names": names_in(options.names)})
    with readable_store(options, wrong) as events:
        result = write(FORMS[options.form], events, read)
    result.unreadable += wrong
    return result


def write(form: ExportForm, store: EventStore, options: Namespace) -> ExportResult:
    """Write a store in a form to ``options.out``; a text without a place to standard output.

    Args:
        options: With ``people`` and ``names`` as they were read.
    """
    result = ExportResult()
    if form.make is not None:
        write_text(form.make(store, options, result), options.out)
    elif form.write is not None and form.is_folder:
        form.write(store, options, result, options.out)
    elif form.write is not None:
        with unfinished(options.out) as beside:
            form.write(store, options, result, beside)
    return result


def _export_lifecycle(options: Namespace) -> ExportResult:
    _, make = LIFECYCLE_FORMS[options.form]
    decider = AGGREGATES[options.aggregate]
    write_text([make(decider)], options.out)
    result = ExportResult()
    result.counts["phases"] = len(decider.table.phases)
    return result
