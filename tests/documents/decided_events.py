"""The events that commands lead to."""

from collections.abc import Iterable
from typing import Any

from pdflow import Command, Event, engagement, participation


def events_of(decider: Any, commands: Iterable[Command]) -> tuple[Event, ...]:
    """What happens as these commands, none of which is refused, are decided one after the other."""
    state, events = decider.state(), []
    for command in commands:
        decided = decider.decide(state, command)
        decider.fold(decided, onto=state)
        events += decided
    return tuple(events)


def story(*commands: Command) -> tuple[Event, ...]:
    """The events of an engagement."""
    return events_of(engagement.decider, commands)


def ana_stream(*commands: Command) -> dict[str, tuple[Event, ...]]:
    """The events of a participation, by the name of its stream."""
    return {"ana": events_of(participation.decider, commands)}
