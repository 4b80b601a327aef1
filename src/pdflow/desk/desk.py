"""The desk: carries commands out on stored streams, each at most once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final, Generic, TypeVar

from pdflow.desk.receipt import Receipt
from pdflow.errors import CommandIdReused, Conflict, OutOfRange, WrongType
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import TextLimit
from pdflow.kernel.messages import AnyCommand, Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import ERASED, Clock, EventStore, RecordedEvent, utc_now

S = TypeVar("S", bound=Aggregate)
ATTEMPTS: Final = 50
"""How often a command is tried before Conflict is raised; each lost attempt means that another writer succeeded."""


class Desk(Generic[S]):
    """Loads, folds, decides and appends, for the streams of one kind of aggregate in one store."""

    def __init__(
        self,
        decider: Decider[S],
        store: EventStore,
        codec: Codec[S] | None = None,
        on_refused: Callable[[str, AnyCommand, Sequence[Reason]], object] | None = None,
        *,
        clock: Clock | None = utc_now,
        tolerance: timedelta = timedelta(days=1),
    ) -> None:
        """Make a desk.

        Args:
            codec: Another than the decider's own, as with a host's JSON library.
            on_refused: Called with the stream, the command and the reasons of every refusal, for hosts that audit them.
            clock: Tells the present moment; a desk without one takes commands of any date, as a simulation has them.
            tolerance: How far from the present a command may be dated ahead, for clocks that differ.
        """
        if not isinstance(decider, Decider):
            raise WrongType("decider", decider, "a Decider, such as participation.decider,")
        self.decider, self.store, self.codec = decider, store, codec or Codec(decider)
        self._on_refused, self._clock, self._tolerance = on_refused, clock, tolerance

    def carry_out(
        self,
        stream: str,
        command: Command[S],
        *,
        expected: int | None = None,
        metadata: Mapping[str, object] | None = None,
    ) -> Receipt:
        """Carry a command out once, however often it is sent.

        A command whose id left events in this stream is not judged again: its first outcome is returned, whatever
        ``expected`` says, and without events where the stream was erased since. Commands that were refused or changed
        nothing leave no event, so they are judged each time.

        Args:
            expected: The version of the stream that the caller has seen; at any other, Conflict is raised. Without it
                a lost race is tried again, 50 times.
            metadata: The host's own, kept beside the events.

        Raises:
            Refused: Guards stand in the way, or the command is dated later than now (``record.in_the_future``); it
                holds every reason.
            Conflict: The stream is not at the version expected, or the race was lost 50 times.
            CommandIdReused: The id left events in another stream, by somebody else, or of another content.
            UnknownCommand: The command is none of this aggregate.
            WrongType: The stream is no text, as when the two are swapped.
        """
        _check_arguments(stream, metadata)
        self.decider.check_known(command)
        state, version = self.decider.state(), 0
        for _ in range(ATTEMPTS):
            rows = self.store.load(stream, after=version)
            # Asked after loading: a racing retry that the state knows of is then known here too.
            if known := self.store.of_command(command.header.id):
                return self._first_outcome(stream, command, known)
            state, version = self._fold(rows, state, version)
            if expected is not None and expected != version:
                raise Conflict(stream, expected, version)
            events = self._decide(stream, state, command)
            if not events:
                return Receipt((), version)
            try:
                new = self.codec.to_rows(events, metadata, self.codec.fingerprint(command))
                self.store.append(stream, new, expected=version)
            except Conflict as conflict:
                lost = conflict
            else:
                return Receipt(tuple(events), version + len(events))
        raise lost

    def load(self, stream: str) -> tuple[S, int]:
        """The state of a stream and its version; the empty state and 0 where there is no such stream."""
        return self._fold(self.store.load(stream), self.decider.state(), 0)

    def history(self, stream: str) -> list[Event[S]]:
        """The events of a stream, in order; those that were erased are left out."""
        return self._events(self.store.load(stream))

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

    def _fold(self, rows: Sequence[RecordedEvent], state: S, version: int) -> tuple[S, int]:
        self.decider.fold(self._events(rows), onto=state)
        return state, rows[-1].version if rows else version

    def _decide(self, stream: str, state: S, command: Command[S]) -> Sequence[Event[S]]:
        try:
            if early := self._too_early(command):
                raise Refused(command, (early, *self.decider.why_not(state, command)))
            return self.decider.decide(state, command)
        except Refused as refused:
            if self._on_refused is not None:
                self._on_refused(stream, command, refused.reasons)
            raise

    def _too_early(self, command: Command[S]) -> Reason | None:
        """The reason against a command that is dated later than now and the tolerance."""
        if self._clock is None or command.at <= (latest := self._clock() + self._tolerance):
            return None
        return Reason(
            "record.in_the_future", {"field": "at", "day": command.at.date(), "at": command.at, "latest": latest}
        )


def _check_arguments(stream: object, metadata: object) -> None:
    if not isinstance(stream, str):
        raise WrongType("stream", stream, "the name of a stream, before the command,")
    if not TextLimit().allows(stream):
        raise OutOfRange("stream", stream, str(TextLimit()))
    if metadata is not None and not isinstance(metadata, Mapping):
        raise WrongType("metadata", metadata, "a mapping")
