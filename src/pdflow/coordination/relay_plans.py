"""The plans of a relay: what it asks of store, desks and bookmark to carry out the reactions to a feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

from pdflow.coordination.command_ids import COORDINATION, reaction_id
from pdflow.coordination.directory import Directory
from pdflow.coordination.envelopes import AddressedCommand, EventInStream
from pdflow.coordination.feed_directory import HANDLERS, FeedDirectory
from pdflow.coordination.reactions import REACTIONS, makers
from pdflow.coordination.stream_names import begins_with
from pdflow.desk import AsyncDesk, Desk
from pdflow.engagement import AddToRoster, CollectEvaluation, RecordReading, RosterJoined
from pdflow.errors import Conflict, DecodeError, PdflowError, StoreError, UnknownCommand
from pdflow.kernel.plans import Plan, computed
from pdflow.participation import Enrolled
from pdflow.people import PersonId, is_forgotten
from pdflow.storage.bookmarks import AsyncBookmark, Bookmark
from pdflow.storage.event_store import ERASED, Found, RecordedEvent

OnError = Callable[[EventInStream[Any] | RecordedEvent, Exception, AddressedCommand | None], object]
T = TypeVar("T")

EVENTS_READ: Final = frozenset(event.name for event in (*REACTIONS, *HANDLERS))
"""The stored names of the events that a relay decodes; it passes over all others."""
WITHOUT_PERSON: Final = (CollectEvaluation, RecordReading)
"""The commands that hand something on without its person."""
NO_VERSION: Final = 2**31 - 1
"""A version that no stream gets to."""
PASSED_OVER: Final = (PdflowError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""Errors of an event or a command. All others, as those of a database's driver, are a store's that is away."""


class RelayPlans:
    """Reacts to every event of a store at least once, in order."""

    def __init__(
        self,
        desks: Sequence[Desk[Any] | AsyncDesk[Any]],
        bookmark: Bookmark | AsyncBookmark,
        directory: Directory | None = None,
        on_error: OnError | None = None,
        *,
        secret: bytes | None = None,
    ) -> None:
        """Connect the desks of one store.

        Args:
            desks: One for each kind of aggregate, all of the same store.
            bookmark: Keeps the position of the last event reacted to.
            directory: Without one, a new ``FeedDirectory``; one that learns from the feed must be empty.
            on_error: Called with the event that was passed over, in whole or in part, the error, and the command where
                one was made. The error is Refused, with its reasons, or CommandIdReused, FieldError and others. An
                event that cannot be read is given as it is stored.
            secret: What the directory made here keys ids with; see ``FeedDirectory``.

        Raises:
            FieldError: There is neither a directory nor a secret of 16 bytes or more.
        """
        self._store = desks[0].store
        self._desks = {desk.decider.name: desk for desk in desks}
        self._desk_of = {kind: desk for desk in desks for kind in desk.decider.commands.values()}
        self._bookmark = bookmark
        if directory is None:
            directory = FeedDirectory(secret)  # type: ignore[arg-type]
        self._directory, self._on_error = directory, on_error
        self._erasures: int | None = None
        self._begin()

    def _begin(self) -> None:
        """Know nothing of the feed."""
        self._erased: dict[str, datetime] = {}
        self._erased_events: list[str] = []
        self._learnt = 0

    def _catch_up(self, limit: int) -> Plan[int]:
        read = 0
        while True:
            yield from self._notice_erasures()
            yield from self._restore_directory(limit)
            rows = yield from self._feed(limit)
            if not rows:
                return read
            for row in rows:
                yield from self._react(row)
            yield self._bookmark.keep(self._learnt)
            read += len(rows)

    def _notice_erasures(self) -> Plan[None]:
        """Learn everything anew where anything was erased or rewritten since: what was learnt may hold it."""
        found: Found = yield self._store.look_up("", "", after=NO_VERSION)
        if self._erasures not in (None, found.erasures) and isinstance(self._directory, FeedDirectory):
            self._directory = FeedDirectory(*self._directory.begun_with)
            self._begin()
        self._erasures = found.erasures

    def _feed(self, limit: int) -> Plan[Sequence[RecordedEvent]]:
        rows: Sequence[RecordedEvent] = yield self._store.feed(after=self._learnt, limit=limit)
        return rows

    def _restore_directory(self, limit: int) -> Plan[None]:
        """Learn again what an earlier process had learnt by the position it kept."""
        position: int = yield self._bookmark.position()
        while self._learnt < position:
            rows = yield from self._feed(min(limit, position - self._learnt))
            if not rows:
                raise StoreError("bookmark", f"at position {position}, but the store ends at {self._learnt}")
            for row in rows:
                event = yield from self._decoded(row, report=False)
                if event is not None and isinstance(event.event, RosterJoined):
                    yield from self._look_for_former_stream(event.event.person, event.stream)
                yield from self._learn(row, event)
            self._learnt = rows[-1].position

    def _react(self, row: RecordedEvent) -> Plan[None]:
        event = yield from self._decoded(row, report=True)
        if event is not None and isinstance(event.event, RosterJoined):
            yield from self._look_for_former_stream(event.event.person, event.stream)
            yield from self._look_for_erasure(self._directory.participation_of(event.event.person, event.stream))
        if (
            event is not None
            and not self._is_of_the_erased(row, event)
            and (yield from self._carry_out_reactions(event))
        ):
            yield self._bookmark.keep(row.position)
        yield from self._learn(row, event)
        self._learnt = row.position

    def _learn(self, row: RecordedEvent, event: EventInStream[Any] | None) -> Plan[None]:
        if row.type == ERASED:
            self._forget(row)
        elif event is not None:
            is_erased = self._is_of_the_erased(row, event)
            yield from self._attempt(event, computed(partial(self._directory.learn, event)))
            if is_erased:
                self._directory.forget(self._participation_of(event))

    def _look_for_former_stream(self, person: PersonId, engagement: str) -> Plan[None]:
        """Take notice of a participation that began under a name of before."""
        directory = self._directory
        if isinstance(directory, FeedDirectory) and (former := directory.names.former(engagement, person)):
            rows: Sequence[RecordedEvent] = yield self._store.load(former)
            if begins_with(rows, person):
                directory.names.take(former, engagement, person)

    def _look_for_erasure(self, stream: str) -> Plan[None]:
        """Take notice of a stream that was erased after its events were read."""
        rows: Sequence[RecordedEvent] = yield self._store.load(stream)
        for last in rows[-1:]:
            if last.type == ERASED:
                self._forget(last)

    def _forget(self, row: RecordedEvent) -> None:
        self._erased[row.stream] = row.occurred_at
        self._erased_events.append(row.id)
        self._directory.forget(row.stream)

    def _is_of_the_erased(self, row: RecordedEvent, event: EventInStream[Any]) -> bool:
        """Whether somebody was forgotten, or joined a roster before they were erased: they are not enrolled again."""
        if self._is_of_the_forgotten(event):
            return True
        if not isinstance(event.event, RosterJoined):
            return False
        erased = self._erased.get(self._participation_of(event))
        if erased is not None and row.recorded_at <= erased:
            return True
        ids = (reaction_id(id, event.stream, AddToRoster) for id in self._erased_events)
        return event.event.by == COORDINATION and event.event.header.id in ids

    def _is_of_the_forgotten(self, event: EventInStream[Any]) -> bool:
        """Whether somebody who was forgotten joins, or an event is of their participation."""
        if isinstance(event.event, RosterJoined | Enrolled):
            return is_forgotten(event.event.person)
        member = self._directory.member(event.stream)
        return member is not None and is_forgotten(member.person)

    def _participation_of(self, event: EventInStream[Any]) -> str:
        """The stream of whoever joined a roster; of all other events, their own."""
        if isinstance(event.event, RosterJoined):
            return self._directory.participation_of(event.event.person, event.stream)
        return event.stream

    def _carry_out_reactions(self, event: EventInStream[Any]) -> Plan[int]:
        """Carry out the commands that an event causes; how many there were."""
        count = 0
        made = yield from self._attempt(event, computed(partial(makers, event, self._directory)))
        makers_left = iter(made or ())
        while make := (yield from self._attempt(event, computed(partial(next, makers_left, None)))):
            count += 1
            if addressed := (yield from self._attempt(event, computed(make))):
                yield from self._attempt(event, self._carry_out(addressed, event), addressed)
        return count

    def _carry_out(self, addressed: AddressedCommand, cause: EventInStream[Any]) -> Plan[None]:
        kind = type(addressed.command)
        # Under its former id it was carried out already; it would be counted again under the new one.
        former = reaction_id(cause.id, addressed.stream, kind) if kind in WITHOUT_PERSON else addressed.former_id
        if former not in ("", addressed.command.header.id) and (yield self._store.of_command(former)):
            return
        desk = self._desk_of.get(kind)
        if desk is None:
            raise UnknownCommand(kind.__name__, None, "", "the relay has no desk for it")
        yield desk.carry_out(addressed.stream, addressed.command)

    def _attempt(
        self, cause: EventInStream[Any] | RecordedEvent, work: Plan[T], addressed: AddressedCommand | None = None
    ) -> Plan[T | None]:
        """Do a part of the work on an event; what goes wrong is reported, unless the store is away."""
        try:
            return (yield from work)
        except (StoreError, Conflict):
            raise
        except PASSED_OVER as error:
            if self._on_error is not None:
                yield self._on_error(cause, error, addressed)
        return None

    def _decoded(self, row: RecordedEvent, *, report: bool) -> Plan[EventInStream[Any] | None]:
        """The event of a row; None for one that no reaction and no directory needs, or that cannot be read."""
        desk = self._desks.get(row.type.partition(".")[0])
        if desk is None or row.type not in EVENTS_READ:
            return None
        try:
            return EventInStream(row.id, row.stream, desk.codec.from_row(row))
        except DecodeError as error:
            if report and self._on_error is not None:
                yield self._on_error(row, error, None)
        return None
