"""The histories of participations and engagements: the effective events of each stream, folded once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property

import attrs

from pdflow import engagement, participation
from pdflow.engagement import Engagement
from pdflow.history.effective_events import EffectiveEvents
from pdflow.history.engagement_name import engagement_name
from pdflow.kernel.messages import Event
from pdflow.participation import Participation
from pdflow.people import PersonId


@attrs.frozen
class ParticipationHistory:
    """The name of a participation's stream, its effective events, and the state that they lead to."""

    stream: str
    events: EffectiveEvents[Participation]
    state: Participation

    @property
    def name(self) -> PersonId:
        """The person who takes part."""
        return self.state.person

    @property
    def until(self) -> datetime:
        """The moment of the latest event."""
        return max(event.at for event in self.events.all)

    def site_at(self, at: datetime) -> str:
        """Where they worked on the day of a moment."""
        return self.state.site_at(at)


@attrs.frozen
class EngagementHistory:
    """The name of an engagement's stream, its effective events, and the state that they lead to."""

    stream: str
    events: EffectiveEvents[Engagement]
    state: Engagement

    @property
    def name(self) -> str:
        """The host's name for it."""
        return engagement_name(self.events)

    def site_at(self, at: datetime) -> None:
        """None, since an engagement has many sites."""


class FoldedParticipations(Mapping[str, Sequence[Event[Participation]]]):
    """The events of each person's stream, folded once however many documents are made of them."""

    def __init__(self, participations: Mapping[str, Iterable[Event[Participation]]]) -> None:
        self._events = {stream: (*events,) for stream, events in participations.items()}

    def __getitem__(self, stream: str) -> tuple[Event[Participation], ...]:
        return self._events[stream]

    def __iter__(self) -> Iterator[str]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)

    @cached_property
    def histories(self) -> tuple[ParticipationHistory, ...]:
        """The history of everybody who was enrolled."""
        return (*participation_histories(self._events),)


def participation_histories(
    participations: Mapping[str, Iterable[Event[Participation]]],
) -> Iterator[ParticipationHistory]:
    """The history of everybody who was enrolled, from the events of each person's stream."""
    if isinstance(participations, FoldedParticipations):
        yield from participations.histories
        return
    for stream, recorded in participations.items():
        events = EffectiveEvents(recorded)
        state = participation.decider.fold(events.all)
        if state.enrolled_at is not None:
            yield ParticipationHistory(stream, events, state)


def engagement_histories(engagements: Mapping[str, Iterable[Event[Engagement]]]) -> Iterator[EngagementHistory]:
    """The history of every engagement that was requested, from the events of each one's stream."""
    for stream, recorded in engagements.items():
        events = EffectiveEvents(recorded)
        if events.all:
            yield EngagementHistory(stream, events, engagement.decider.fold(events.all))


def programme_names(histories: Iterable[ParticipationHistory | EngagementHistory]) -> tuple[str, ...]:
    """The engagements of these histories, each once."""
    named = (each.name if isinstance(each, EngagementHistory) else each.state.engagement for each in histories)
    return tuple(dict.fromkeys(name for name in named if name))
