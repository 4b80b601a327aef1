"""People and engagements as directors' documents tell them: each whole history, folded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from pdflow import engagement, participation
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import engagement_of
from pdflow.engagement import Engagement
from pdflow.kernel.messages import Event
from pdflow.participation import Participation
from pdflow.people import PersonId


@attrs.frozen
class Life:
    """One person's participation: the name of its stream, what it still tells, and the state it led to."""

    stream: str
    told: Told
    state: Participation

    @property
    def name(self) -> PersonId:
        """Whose it is."""
        return self.state.person

    @property
    def site(self) -> str:
        """Where they work."""
        return self.state.site


@attrs.frozen
class Effort:
    """One engagement: the name of its stream, what it still tells, and the state it led to; it has no one site."""

    stream: str
    told: Told
    state: Engagement
    site: None = None

    @property
    def name(self) -> str:
        """The host's name for it."""
        return engagement_of(self.told)


def lives(participations: Mapping[str, Iterable[Event[Any]]]) -> Iterator[Life]:
    """Everybody who was enrolled, from the events of each person's stream."""
    for stream, events in participations.items():
        told = Told(events)
        state = participation.decider.fold(told.events)
        if state.enrolled_at is not None:
            yield Life(stream, told, state)


def efforts(engagements: Mapping[str, Iterable[Event[Any]]]) -> Iterator[Effort]:
    """Every engagement that was asked for, from the events of each one's stream."""
    for stream, events in engagements.items():
        told = Told(events)
        if told.events:
            yield Effort(stream, told, engagement.decider.fold(told.events))
