"""The desk: carries commands out on stored streams, each at most once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pdflow.desk.plans import DeskPlans
from pdflow.desk.receipt import Receipt
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.plans import carry_through
from pdflow.kernel.records import Aggregate
from pdflow.storage.event_store import EventStore

S = TypeVar("S", bound=Aggregate)


class Desk(DeskPlans[S, EventStore]):
    """Loads, folds, decides and appends, for the streams of one kind of aggregate in one store.

    Any number of threads may use one desk.
    """

    is_async = False

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
        return carry_through(self._carry_out(stream, command, expected, metadata))

    def load(self, stream: str) -> tuple[S, int]:
        """The state of a stream and its version; the empty state and 0 where there is no such stream."""
        return carry_through(self._load(stream))

    def history(self, stream: str) -> list[Event[S]]:
        """The events of a stream, in order; those that were erased are left out."""
        return carry_through(self._history(stream))
