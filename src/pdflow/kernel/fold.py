"""The fold: the state of one kind of aggregate after its events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from pdflow.kernel.messages import Event, require_events
from pdflow.kernel.records import Aggregate, copier
from pdflow.kernel.unknown import foreign_event

S = TypeVar("S", bound=Aggregate)


class Fold(Generic[S]):
    """Applies the events of one kind of aggregate to a state."""

    def __init__(self, name: str, state: type[S]) -> None:
        """Know the aggregate by its name, and the class of its state."""
        self.name, self.state = name, state

    def evolve(self, state: S, *events: Event[S]) -> S:
        """A new state after these events; for looking ahead, since it copies."""
        return self.fold(events, onto=copier(type(state))(state))

    def fold(self, events: Iterable[Event[S]], onto: S | None = None) -> S:
        """The state after these events, from nothing or applied in place to ``onto``; asks no guard, cannot refuse.

        Events of a host's own chapter that this decider does not know are passed over.

        Raises:
            UnknownEvent: An event is not one of this aggregate; those before it have been applied.
            WrongType: ``events`` is one event, or holds something else.
        """
        state = self.state() if onto is None else onto
        ours = self.state
        try:
            for event in events:
                if event.aggregate is ours or self._is_applied(event):
                    event.apply(state)
        except (AttributeError, TypeError):
            require_events(events)
            raise
        return state

    def _is_applied(self, event: Event[Any]) -> bool:
        """Whether an event is one of this state; those that a host declared on its own form of it are passed over."""
        if issubclass(self.state, event.aggregate):
            return True
        if issubclass(event.aggregate, self.state):
            return False
        raise foreign_event(event, self.name)
