"""The relay: reads the feed of a store, and carries out the reactions to its events."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from pdflow.coordination.directory import Directory
from pdflow.coordination.envelopes import AddressedCommand, EventInStream
from pdflow.coordination.feed_directory import HANDLERS, FeedDirectory
from pdflow.coordination.reactions import REACTIONS, react
from pdflow.desk import Desk
from pdflow.errors import StoreError
from pdflow.kernel.refusal import Reason, Refused
from pdflow.storage.bookmarks import Bookmark
from pdflow.storage.event_store import RecordedEvent

OnRefused = Callable[[AddressedCommand, Sequence[Reason], EventInStream[Any]], object]

EVENTS_READ: Final = frozenset(event.name for event in (*REACTIONS, *HANDLERS))
"""The stored names of the events that a relay decodes; it passes over all others."""


class Relay:
    """Reacts to every event of a store at least once, in order; run one relay at a time for each store.

    A position is kept only after the reactions to its event were carried out, so a crash loses none; and a desk carries
    out a command once, so none is doubled. A refused command is reported to ``on_refused`` and not tried again. Any
    other error is raised to the caller, and the next call begins with the event that led to it.
    """

    def __init__(
        self,
        desks: Sequence[Desk[Any]],
        bookmark: Bookmark,
        directory: Directory | None = None,
        on_refused: OnRefused | None = None,
    ) -> None:
        """Connect the desks of one store.

        Args:
            desks: One for each kind of aggregate, all of the same store.
            bookmark: Keeps the position of the last event reacted to.
            directory: Without one, a new ``FeedDirectory``; one that learns from the feed must be empty.
            on_refused: Called with the command that was refused, the reasons, and the event that caused it.
        """
        self._store = desks[0].store
        self._desks = {desk.decider.name: desk for desk in desks}
        self._desk_of = {kind: desk for desk in desks for kind in desk.decider.commands.values()}
        self._bookmark = bookmark
        self._directory = FeedDirectory() if directory is None else directory
        self._on_refused = on_refused
        self._learnt = 0

    def catch_up(self, limit: int = 1000) -> int:
        """React to everything after the last position kept, the events of the reactions included.

        Args:
            limit: Events to read at a time.

        Returns:
            How many events were read.
        """
        self._restore_directory(limit)
        read = 0
        while rows := self._store.feed(after=self._learnt, limit=limit):
            for row in rows:
                self._react(row)
            self._bookmark.keep(self._learnt)
            read += len(rows)
        return read

    def _restore_directory(self, limit: int) -> None:
        """Learn again what an earlier process had learnt by the position it kept."""
        position = self._bookmark.position()
        while self._learnt < position:
            rows = self._store.feed(after=self._learnt, limit=min(limit, position - self._learnt))
            if not rows:
                raise StoreError("bookmark", f"at position {position}, but the store ends at {self._learnt}")
            for event in filter(None, map(self._decode, rows)):
                self._directory.learn(event)
            self._learnt = rows[-1].position

    def _react(self, row: RecordedEvent) -> None:
        if event := self._decode(row):
            commands = react(event, self._directory)
            for addressed in commands:
                self._carry_out(addressed, event)
            self._directory.learn(event)
            if commands:
                self._bookmark.keep(row.position)
        self._learnt = row.position

    def _carry_out(self, addressed: AddressedCommand, cause: EventInStream[Any]) -> None:
        try:
            self._desk_of[type(addressed.command)].carry_out(addressed.stream, addressed.command)
        except Refused as refused:
            if self._on_refused is not None:
                self._on_refused(addressed, refused.reasons, cause)

    def _decode(self, row: RecordedEvent) -> EventInStream[Any] | None:
        """The event of a row; None for one that no reaction and no directory needs."""
        if row.type not in EVENTS_READ:
            return None
        desk = self._desks.get(row.type.partition(".")[0])
        return None if desk is None else EventInStream(row.id, row.stream, desk.codec.from_row(row))
