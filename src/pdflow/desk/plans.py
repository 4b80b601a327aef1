"""The plans of a desk: what it asks of its store, and what it makes of the answers, whoever fetches them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from inspect import iscoroutinefunction
from typing import ClassVar, Final, Generic, TypeVar

from pdflow.desk.arguments import check_arguments
from pdflow.desk.kept_states import KeptStates, KnownState
from pdflow.desk.receipt import Receipt
from pdflow.desk.repeats import has_texts, is_of_closed_cycle, other_texts, was_on_record
from pdflow.desk.snapshots import SnapshotCodec
from pdflow.errors import CommandIdReused, Conflict, OutOfRange, WrongType
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import AnyCommand, Command, Event
from pdflow.kernel.plans import Plan
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.storage.async_event_store import AsyncEventStore
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import ERASED, Clock, EventStore, Found, RecordedEvent, utc_now
from pdflow.storage.snapshots import Snapshot

S = TypeVar("S", bound=Aggregate)
E = TypeVar("E", bound=EventStore | AsyncEventStore)
OnRefused = Callable[[str, AnyCommand, Sequence[Reason]], object]
ATTEMPTS: Final = 50
"""How often a command is tried before Conflict is raised; each lost attempt means that another writer succeeded."""
NO_COMMAND: Final = ""
"""An id that no command has."""


class DeskPlans(Generic[S, E]):
    """Loads, folds, decides and appends, for the streams of one kind of aggregate in one store."""

    is_async: ClassVar[bool]
    """Whether the store's answers have to be awaited."""

    def __init__(
        self,
        decider: Decider[S],
        store: E,
        codec: Codec[S] | None = None,
        on_refused: OnRefused | None = None,
        *,
        clock: Clock | None = utc_now,
        tolerance: timedelta = timedelta(days=1),
        keep: int = 1000,
        snapshot_every: int | None = None,
    ) -> None:
        """Make a desk.

        Args:
            codec: Another than the decider's own, as with a host's JSON library.
            on_refused: Called with the stream, the command and the reasons of every refusal, for hosts that audit them.
            clock: Tells the present moment; a desk without one takes commands of any date, as a simulation has them.
            tolerance: How far from the present a command may be dated ahead, for clocks that differ.
            keep: How many states to keep in memory, those used last; 0 for none.
            snapshot_every: After how many events of a stream to keep a snapshot of its state in the store; without it,
                snapshots are neither kept nor asked for.
        """
        if not isinstance(decider, Decider):
            raise WrongType("decider", decider, "a Decider, such as participation.decider,")
        append = getattr(store, "append", None)
        if not callable(append) or iscoroutinefunction(append) is not self.is_async:
            raise WrongType("store", store, "an EventStore for a Desk, an AsyncEventStore for an AsyncDesk,")
        for name, function in (("on_refused", on_refused), ("clock", clock)):
            if function is not None and not callable(function):
                raise WrongType(name, function, "a function")
        for name, number, least in (("keep", keep, 0), ("snapshot_every", snapshot_every, 1)):
            if number is not None and number < least:
                raise OutOfRange(name, number, f"{least} or more")
        self.decider, self.store, self.codec = decider, store, codec or Codec(decider)
        self._on_refused, self._clock, self._tolerance = on_refused, clock, tolerance
        self._kept, self._snapshot_every = KeptStates[S](keep), snapshot_every
        self._snapshots = SnapshotCodec(self.codec)

    def _carry_out(
        self, stream: str, command: Command[S], expected: int | None, metadata: Mapping[str, object] | None
    ) -> Plan[Receipt]:
        check_arguments(stream, metadata)
        self.decider.check_known(command)
        kept = self._kept.take(stream)
        known = kept or (yield from self._begun(stream))
        try:
            if kept is not None and expected in (None, kept.version):
                receipt = yield from self._carry_out_at_once(stream, kept, command, metadata)
                if receipt is not None:
                    return receipt
            for _ in range(ATTEMPTS):
                known, found = yield from self._look_up(stream, known, command.header.id)
                if found.of_command:
                    return self._first_outcome(stream, command, found.of_command)
                self._fold(known, found.events)
                yield from self._keep_snapshot(stream, known)
                if expected is not None and expected != known.version:
                    raise Conflict(stream, expected, known.version)
                events = yield from self._decide(stream, known.state, command)
                if not events:
                    return Receipt((), known.version)
                try:
                    yield from self._append(stream, known, command, events, metadata)
                except Conflict as conflict:
                    lost = conflict
                else:
                    return Receipt(tuple(events), known.version)
            raise lost
        finally:
            self._kept.put(stream, known)

    def _carry_out_at_once(
        self,
        stream: str,
        known: KnownState[S],
        command: Command[S],
        metadata: Mapping[str, object] | None,
    ) -> Plan[Receipt | None]:
        """Carry a command out on a kept state without asking for more: the store says whether all is as it was seen.

        None where something came since, or where the command leaves no events, which may be so because it left some.
        """
        try:
            if self._too_early(command) or not (events := self.decider.decide(known.state, command)):
                return None
        except Refused:
            return None
        yield from self._keep_snapshot(stream, known)
        try:
            yield from self._append(stream, known, command, events, metadata)
        except Conflict:
            return None
        return Receipt(tuple(events), known.version)

    def _load(self, stream: str) -> Plan[tuple[S, int]]:
        known = self._kept.take(stream) or (yield from self._begun(stream))
        try:
            known, found = yield from self._look_up(stream, known, NO_COMMAND)
            self._fold(known, found.events)
            return known.state.copy(), known.version
        finally:
            self._kept.put(stream, known)

    def _history(self, stream: str) -> Plan[list[Event[S]]]:
        rows: Sequence[RecordedEvent] = yield self.store.load(stream)
        return self._events(rows)

    def _begun(self, stream: str) -> Plan[KnownState[S]]:
        """What a snapshot says of a stream; nothing where there is none."""
        known = None
        if self._snapshot_every is not None:
            snapshot: Snapshot | None = yield self.store.snapshot(stream)
            known = self._snapshots.read(snapshot)
        return known or KnownState(self.decider.state())

    def _look_up(self, stream: str, known: KnownState[S], command_id: str) -> Plan[tuple[KnownState[S], Found]]:
        """What the store has beyond what is known, or beyond nothing where that does not hold any more."""
        found: Found = yield self.store.look_up(stream, command_id, after=known.asked_after)
        if not known.is_current(found):
            known = KnownState(self.decider.state())
            found = yield self.store.look_up(stream, command_id)
        if known.version == 0:
            known.erasures = found.erasures
        return known, found

    def _keep_snapshot(self, stream: str, known: KnownState[S]) -> Plan[None]:
        """Keep a snapshot where one is due."""
        every, seen = self._snapshot_every, known.seen
        if every is not None and seen is not None and known.version - known.snapshot >= every:
            yield self.store.keep_snapshot(self._snapshots.write(stream, known, seen))
            known.snapshot = known.version

    def _append(
        self,
        stream: str,
        known: KnownState[S],
        command: Command[S],
        events: Sequence[Event[S]],
        metadata: Mapping[str, object] | None,
    ) -> Plan[None]:
        written = self.codec.written(events, metadata, self.codec.fingerprint(command))
        rows = [row for row, _ in written]
        append = self.store.append(stream, rows, expected=known.version, seen=known.seen)
        recorded: Sequence[RecordedEvent] = yield append
        # Folded as they will be read, so that a kept state equals one folded anew.
        self._change(known, [event for _, event in written], recorded[-1])

    def _fold(self, known: KnownState[S], rows: Sequence[RecordedEvent]) -> None:
        """Bring what is known up to date; the first row may be that of its version."""
        new = [row for row in rows if row.version > known.version]
        if new:
            self._change(known, self._events(new), new[-1])

    def _change(self, known: KnownState[S], events: Sequence[Event[S]], last: RecordedEvent) -> None:
        known.begin_change()
        self.decider.fold(events, onto=known.state)
        known.reach(last)

    def _first_outcome(self, stream: str, command: Command[S], rows: Sequence[RecordedEvent]) -> Receipt:
        first, by = rows[0], command.header.by
        same = first.stream == stream and (
            first.type == ERASED
            or ((first.actor, first.role) == (by.person, by.role) and self.codec.repeats(command, rows))
        )
        if not same:
            raise CommandIdReused(command.header.id, stream, first.stream)
        return Receipt(tuple(self._events(rows)), rows[-1].version, repeated=True)

    def _events(self, rows: Sequence[RecordedEvent]) -> list[Event[S]]:
        return [self.codec.from_row(row) for row in rows if row.type != ERASED]

    def _decide(self, stream: str, state: S, command: Command[S]) -> Plan[Sequence[Event[S]]]:
        try:
            if early := self._too_early(command):
                raise Refused(command, (early, *self.decider.why_not(state, command)))
            events = yield from self._decide_repeat(stream, state, command)
            return events
        except Refused as refused:
            if self._on_refused is not None:
                yield self._on_refused(stream, command, refused.reasons)
            raise

    def _decide_repeat(self, stream: str, state: S, command: Command[S]) -> Plan[Sequence[Event[S]]]:
        """What a command leads to; a repeat leads to nothing, as far as the events of the stream can tell one."""
        try:
            events = self.decider.decide(state, command)
            if events or not has_texts(command):
                return events
            rows: Sequence[RecordedEvent] = yield self.store.load(stream)
        except Refused:
            if not is_of_closed_cycle(state, command):
                raise
            rows = yield self.store.load(stream)
            if not was_on_record(self.decider, self._events(rows), command):
                raise
        if reason := other_texts(self.decider, self.codec, rows, command):
            raise Refused(command, (reason,))
        return ()

    def _too_early(self, command: Command[S]) -> Reason | None:
        """The reason against a command that is dated later than now and the tolerance."""
        if self._clock is None or command.at <= (latest := self._clock() + self._tolerance):
            return None
        return Reason(
            "record.in_the_future", {"field": "at", "day": command.at.date(), "at": command.at, "latest": latest}
        )
