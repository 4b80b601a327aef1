"""``pdflow check``: whether every stream can be read, and says the same as before an upgrade."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import Any, Final

from pdflow.command_line.arguments import add_store
from pdflow.command_line.damage import damage
from pdflow.command_line.exit_codes import ExitCode
from pdflow.command_line.places import require_free, write_text
from pdflow.command_line.progress import watched
from pdflow.command_line.readable_store import problem_line
from pdflow.command_line.stores import opened
from pdflow.deciders import DECIDERS
from pdflow.errors import DecodeError
from pdflow.storage.event_store import EventStore
from pdflow.storage.migration import Verdict, check, record

WRONG: Final = (Verdict.DIFFERS, Verdict.UNREADABLE, Verdict.MISSING)


def add_arguments(parser: ArgumentParser) -> None:
    """Add the store, and the file of what its streams say."""
    add_store(parser)
    files = parser.add_mutually_exclusive_group()
    files.add_argument("--record", type=Path, metavar="FILE", help="write down what the streams say, to compare later")
    files.add_argument("--compare", type=Path, metavar="FILE", help="compare with what was written down")
    parser.set_defaults(run=run)


def run(options: Namespace) -> ExitCode:
    """Check a store, or write down what its streams say."""
    digests = None if options.compare is None else _digests(options.compare)
    if options.record is not None:
        require_free(options.record, force=False)
    with opened(options.store) as store, watched(store, options.progress) as events:
        if options.record is not None:
            return _record(events, options.record)
        wrong = damage(options.store)
        for line in wrong:
            print(line, file=sys.stderr)
        found = _check(events, digests)
    return ExitCode.PROBLEMS if wrong else found


def _record(store: EventStore, file: Path) -> ExitCode:
    digests = record(store, DECIDERS)
    write_text([json.dumps(digests)], file)
    print(f"streams: {len(digests['streams']):,} written down")
    return ExitCode.DONE


def _check(store: EventStore, digests: dict[str, Any] | None) -> ExitCode:
    counts = Counter[Verdict]()
    for checked in check(store, DECIDERS, digests):
        counts[checked.verdict] += 1
        if checked.verdict in WRONG:
            print(problem_line(checked), file=sys.stderr)
    found = (f"{count:,} {verdict.lower().replace('_', ' ')}" for verdict, count in sorted(counts.items()))
    print(f"streams: {', '.join(found) or 'none'}")
    return ExitCode.PROBLEMS if any(counts[verdict] for verdict in WRONG) else ExitCode.DONE


def _digests(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise DecodeError(file.name, None, "", "not what check --record wrote")
    return found
