"""Training calendars: of each engagement, the events that set its training, and who is named as a trainer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from pdflow.coordination.envelopes import EventInStream
from pdflow.engagement import TrainingDelivered, TrainingRescheduled, TrainingScheduled
from pdflow.people import PersonId


class TrainingCalendars:
    """What is known of the training of all engagements."""

    def __init__(self) -> None:
        """Begin empty."""
        self._events: defaultdict[str, list[EventInStream[Any]]] = defaultdict(list)
        self._engagements_of_trainer: defaultdict[PersonId, dict[str, None]] = defaultdict(dict)
        self._closed: set[str] = set()

    def of(self, engagement: str) -> Sequence[EventInStream[Any]]:
        """The events that scheduled, rescheduled, cancelled or delivered training, in order, without voided ones."""
        return self._events[engagement]

    def naming(self, trainer: PersonId) -> list[str]:
        """The engagements under way with a session, a task or a clearance of this trainer."""
        return [engagement for engagement in self._engagements_of_trainer[trainer] if engagement not in self._closed]

    def add(self, engagement: str, event: EventInStream[Any]) -> None:
        """Take in an event of an engagement's training."""
        self._events[engagement].append(event)
        if isinstance(event.event, (TrainingScheduled, TrainingRescheduled)):
            for session in event.event.sessions:
                for trainer in session.trainers:
                    self.name(trainer.person, engagement)

    def void(self, engagement: str, record: str) -> None:
        """Leave out the event that recorded this."""
        self._events[engagement] = [event for event in self._events[engagement] if record_of(event) != record]

    def name(self, trainer: PersonId, engagement: str) -> None:
        """Note that an engagement names a trainer."""
        self._engagements_of_trainer[trainer][engagement] = None

    def close(self, engagement: str) -> None:
        """Note that an engagement is over."""
        self._closed.add(engagement)

    def reopen(self, engagement: str) -> None:
        """Note that an engagement goes on."""
        self._closed.discard(engagement)


def record_of(event: EventInStream[Any]) -> str:
    """The name under which an event of the calendar is voided."""
    match event.event:
        case TrainingScheduled(schedule=name) | TrainingDelivered(delivery=name):
            return name
    command: str = event.event.header.id
    return command
