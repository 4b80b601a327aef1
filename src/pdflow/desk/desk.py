"""The desk: carries commands out on stored streams, each at most once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from pdflow.desk.receipt import Receipt
from pdflow.errors import CommandIdReused, Conflict
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore, RecordedEvent

S = TypeVar("S", bound=Aggregate)
ATTEMPTS = 50
"""How often a command is tried before a Conflict is told; each lost attempt means that another writer got through."""


class Desk(Generic[S]):
    """Loads, folds, decides and appends, for the streams of one kind of aggregate in one store.

    ``on_refused(stream, command, reasons)`` is told of every refused attempt, for hosts that audit them.
    """

    def __init__(
        self,
        decider: Decider[S],
        store: EventStore,
        codec: Codec[S] | None = None,
        on_refused: Callable[[str, Command[Any], Sequence[Reason]], object] | None = None,
    ) -> None:
        self.decider, self.store, self.codec = decider, store, codec or Codec(decider)
        self._on_refused = on_refused

    def carry_out(
        self,
        stream: str,
        command: Command[Any],
        *,
        expected: int | None = None,
        metadata: Mapping[str, Any] | None = None,
    ) -> Receipt:
        """Carry a command out once, however often it is sent.

        A command whose id left events in this stream is not judged again: its first outcome is given, whatever
        ``expected`` says. Refused and silent commands leave nothing, so they are judged anew each time. ``expected`` is
        the version the caller has seen, and any other a Conflict; without it a lost race is tried again, 50 times.
        ``metadata`` is the host's own and is kept beside the events.

        Raises Refused, Conflict, or CommandIdReused where the id left events in another stream or was somebody else's.
        """
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
                self.store.append(stream, self.codec.to_rows(events, metadata), expected=version)
            except Conflict as conflict:
                lost = conflict
            else:
                return Receipt(tuple(events), version + len(events))
        raise lost

    def load(self, stream: str) -> tuple[S, int]:
        """The state of a stream and its version; the empty state and 0 where there is no such stream."""
        return self._fold(self.store.load(stream), self.decider.state(), 0)

    def history(self, stream: str) -> list[Event[Any]]:
        """The events of a stream, in order."""
        return [self.codec.from_row(row) for row in self.store.load(stream)]

    def _first_outcome(self, stream: str, command: Command[Any], rows: Sequence[RecordedEvent]) -> Receipt:
        by = command.header.by
        if (rows[0].stream, rows[0].actor, rows[0].role) != (stream, by.person, by.role):
            raise CommandIdReused(command.header.id, stream, rows[0].stream)
        return Receipt(tuple(map(self.codec.from_row, rows)), rows[-1].version, repeated=True)

    def _fold(self, rows: Sequence[RecordedEvent], state: S, version: int) -> tuple[S, int]:
        self.decider.fold(map(self.codec.from_row, rows), onto=state)
        return state, rows[-1].version if rows else version

    def _decide(self, stream: str, state: S, command: Command[Any]) -> Sequence[Event[Any]]:
        try:
            return self.decider.decide(state, command)
        except Refused as refused:
            if self._on_refused is not None:
                self._on_refused(stream, command, refused.reasons)
            raise
