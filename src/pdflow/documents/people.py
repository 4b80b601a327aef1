"""People as directors' documents tell them: one person's whole participation, folded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from pdflow.documents.told import Told
from pdflow.kernel.declare import Event
from pdflow.participation import Participation, decider


@attrs.frozen
class Life:
    """One person's participation: the name of its stream, what it still tells, and the state it led to."""

    stream: str
    told: Told
    state: Participation


def lives(participations: Mapping[str, Iterable[Event]]) -> Iterator[Life]:
    """Everybody who was enrolled, from the events of each person's stream."""
    for stream, events in participations.items():
        told = Told(events)
        state = decider.fold(told.events)
        if state.enrolled_at is not None:
            yield Life(stream, told, state)
