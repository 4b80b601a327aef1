"""``pdflow catch-up``: what follows from new events, in other streams and in read models."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pdflow import cadre, engagement, participation
from pdflow.calendar import Terms
from pdflow.command_line.arguments import UsageError, add_store, add_strict, moment
from pdflow.command_line.exit_codes import ExitCode
from pdflow.command_line.progress import watched
from pdflow.command_line.stores import engine_of, opened
from pdflow.coordination import Bookmark, Relay, SqliteBookmark
from pdflow.desk import Desk
from pdflow.errors import DecodeError
from pdflow.projections import Runner
from pdflow.storage.event_store import EventStore


def add_arguments(parser: ArgumentParser) -> None:
    """Add the store, the relay's secret and the place of the read models."""
    add_store(parser)
    add = parser.add_argument
    add("--secret", type=Path, metavar="FILE", help="with the relay's secret, of 16 bytes or more: reactions, too")
    add(
        "--read-models", metavar="PLACE", help="where read models are kept, a file or an address: bring them up to date"
    )
    add("--at", type=moment, metavar="MOMENT", help="of the read models; by default now")
    add_strict(parser)
    parser.set_defaults(run=run)


class _Unread:
    """What was passed over, printed as it comes: what cannot be read, and how many reactions were refused."""

    def __init__(self) -> None:
        self.streams, self.reactions = set[str](), 0

    def stream(self, stream: str, error: Exception) -> None:
        """Of a runner."""
        self.streams.add(stream)
        print(f"{stream}: {error}", file=sys.stderr)

    def reaction(self, cause: Any, error: Exception, addressed: Any) -> None:
        """Of a relay."""
        if isinstance(error, DecodeError):
            self.stream(cause.stream, error)
        else:
            self.reactions += 1


def run(options: Namespace) -> ExitCode:
    """Catch up once."""
    if options.secret is None and options.read_models is None:
        raise UsageError("catch-up", "nothing to do: give --secret FILE, --read-models PLACE or both")
    unread = _Unread()
    with opened(options.store) as store, watched(store, options.progress) as events:
        if options.secret is not None:
            print(f"events reacted to: {_react(events, options, unread):,}")
        if options.read_models is not None:
            with _runner(events, options.read_models, unread) as runner:
                print(f"events in the read models: {runner.catch_up(options.at or datetime.now(UTC)):,}")
    if unread.reactions:
        print(f"passed over: reactions refused: {unread.reactions:,}", file=sys.stderr)
    return ExitCode.PROBLEMS if unread.streams or (options.strict and unread.reactions) else ExitCode.DONE


def _react(store: EventStore, options: Namespace, unread: _Unread) -> int:
    desks = [Desk(module.decider, store) for module in (engagement, participation, cadre)]
    secret = options.secret.read_bytes().strip()
    with _bookmark(options.store) as bookmark:
        return Relay(desks, bookmark, on_error=unread.reaction, secret=secret).catch_up()


@contextmanager
def _bookmark(place: str) -> Iterator[Bookmark]:
    """The relay's bookmark, which is kept in the store's own file or database."""
    if "://" in place:
        with engine_of(place) as engine:
            from pdflow.storage.sqlalchemy import SqlAlchemyBookmark

            yield SqlAlchemyBookmark(engine)
    else:
        with SqliteBookmark(place) as bookmark:
            yield bookmark


@contextmanager
def _runner(store: EventStore, place: str, unread: _Unread) -> Iterator[Runner]:
    with engine_of(place, may_be_new=True) as engine:
        from pdflow.projections.sqlalchemy import SqlAlchemyReadModels, metadata

        metadata.create_all(engine)
        yield Runner(store, SqlAlchemyReadModels(engine), Terms(), on_error=unread.stream)
