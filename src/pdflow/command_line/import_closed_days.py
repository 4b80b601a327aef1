"""``pdflow import closed-days``: the closed days of an iCalendar file, and what in it closes none."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

from pdflow.command_line.arguments import UsageError, add_strict, day
from pdflow.command_line.exit_codes import ExitCode
from pdflow.errors import DecodeError

ABOUT: Final = "the closed days of an iCalendar file, and what in it closes none"


def add_arguments(parser: ArgumentParser) -> None:
    """Add the file, and which days."""
    add = parser.add_argument
    add("file", type=Path, metavar="CALENDAR", help="an iCalendar file")
    add("--first", type=day, required=True, metavar="DAY", help="the first day asked for")
    add("--last", type=day, required=True, metavar="DAY", help="the last day asked for")
    add("--closes", metavar="TEXT", default="", help="that the title of an event has which closes its days")
    add_strict(parser)
    parser.set_defaults(run=run)


def run(options: Namespace) -> ExitCode:
    """List the closed days of a calendar file."""
    from pdflow.exchange.icalendar import closed_days

    def closes(summary: str) -> bool:
        return options.closes.lower() in summary.lower()

    if options.last < options.first:
        raise UsageError("--last", f"{options.last} is before --first, {options.first}")
    try:
        found = closed_days(options.file.read_bytes(), options.first, options.last, closes)
    except DecodeError as error:
        raise DecodeError(str(options.file), None, "", str(error)) from None
    for closed in sorted(found.days):
        print(closed)
    for passed_over in found.passed_over:
        print(f"passed over: {passed_over}", file=sys.stderr)
    return ExitCode.PROBLEMS if options.strict and found.passed_over else ExitCode.DONE
