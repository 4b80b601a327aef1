"""The relay: reads the feed of a store and carries what follows from its events to the other streams."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from pdflow.coordination.directory import Addressed, Directory, Happened
from pdflow.coordination.feed_directory import LESSONS, Register
from pdflow.coordination.reactions import ARROWS, react
from pdflow.errors import StoreError
from pdflow.kernel.refusal import Reason, Refused
from pdflow.storage.bookmarks import Bookmark
from pdflow.storage.event_store import RecordedEvent

if TYPE_CHECKING:
    from pdflow.desk import Desk

OnRefused = Callable[[Addressed, Sequence[Reason], Happened[Any]], object]
HEEDED = frozenset(event.name for event in (*ARROWS, *LESSONS))


class Relay:
    """Reacts to every event of a store once at least, in order; let one relay at a time read a store.

    A position is kept only after all that follows from its event was carried out, so a crash loses nothing; and a
    desk carries out a command once, so it doubles nothing either. What is refused is told to ``on_refused(addressed,
    reasons, cause)`` and not tried again. Any other error goes to the caller, and the next call begins with its event.
    """

    def __init__(
        self,
        desks: Sequence[Desk[Any]],
        bookmark: Bookmark,
        directory: Directory | None = None,
        on_refused: OnRefused | None = None,
    ) -> None:
        """The desks are those of one store, one for each kind of aggregate; a directory that learns is given empty."""
        self._store = desks[0].store
        self._desks = {desk.decider.name: desk for desk in desks}
        self._carriers = {kind: desk for desk in desks for kind in desk.decider.commands.values()}
        self._bookmark = bookmark
        self._directory = Register() if directory is None else directory
        self._on_refused = on_refused
        self._learnt = 0

    def catch_up(self, limit: int = 1000) -> int:
        """React to everything that happened since the last position kept; returns how many events were read.

        Reads ``limit`` events at a time, what follows from them among them, until there are no more.
        """
        self._remember(limit)
        read = 0
        while rows := self._store.feed(after=self._learnt, limit=limit):
            for row in rows:
                self._follow(row)
            self._bookmark.keep(self._learnt)
            read += len(rows)
        return read

    def _remember(self, limit: int) -> None:
        """Learn again what an earlier process had learnt by the position it kept."""
        position = self._bookmark.position()
        while self._learnt < position:
            rows = self._store.feed(after=self._learnt, limit=min(limit, position - self._learnt))
            if not rows:
                raise StoreError("bookmark", f"at position {position}, but the store ends at {self._learnt}")
            for happened in filter(None, map(self._happened, rows)):
                self._directory.learn(happened)
            self._learnt = rows[-1].position

    def _follow(self, row: RecordedEvent) -> None:
        if happened := self._happened(row):
            following = react(happened, self._directory)
            for addressed in following:
                self._carry_out(addressed, happened)
            self._directory.learn(happened)
            if following:
                self._bookmark.keep(row.position)
        self._learnt = row.position

    def _carry_out(self, addressed: Addressed, cause: Happened[Any]) -> None:
        try:
            self._carriers[type(addressed.command)].carry_out(addressed.stream, addressed.command)
        except Refused as refused:
            if self._on_refused is not None:
                self._on_refused(addressed, refused.reasons, cause)

    def _happened(self, row: RecordedEvent) -> Happened[Any] | None:
        """The event of a row; None where nobody here asks for it."""
        if row.type not in HEEDED:
            return None
        desk = self._desks.get(row.type.partition(".")[0])
        return None if desk is None else Happened(row.id, row.stream, desk.codec.from_row(row))
