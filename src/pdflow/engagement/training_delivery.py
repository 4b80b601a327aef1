"""Training delivery: which session was held, and for how long each person was present."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import attrs

from pdflow.audience import Audience
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import (
    DELIVERING,
    Delivery,
    Engagement,
    Moves,
    booking_of_session,
    delivery_of_session,
    scheduled_session,
    sessions_to_come,
    training_of_session,
)
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId
from pdflow.values import Minutes, SessionMinutes


@attrs.frozen
class Presence:
    """The minutes for which a person was present; an absence is 0."""

    person: PersonId
    minutes: Minutes


@command(by=a_trainer)
class DeliverTraining(Command[Engagement]):
    """Record a session as held: for how many minutes, and how long each person was present, walk-ins too."""

    delivery: RecordId = key("deliveries")
    session: RecordId = names("trainings", unknown="training.not_scheduled", parts=True)
    held: SessionMinutes
    there: tuple[Presence, ...] = ()


@event("engagement.training_delivered")
class TrainingDelivered(Event[Engagement]):
    """A session was held, on the booking it names."""

    delivery: Annotated[RecordId, Audience.ALL]
    training: Annotated[RecordId, Audience.ALL]
    session: Annotated[RecordId, Audience.ALL]
    booking: Annotated[RecordId, Audience.ALL]
    held: Annotated[SessionMinutes, Audience.ALL]
    there: tuple[Presence, ...]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        present = sum(presence.minutes > 0 for presence in self.there)
        state.deliveries[self.delivery] = Delivery(self.at, self.held, present, self.session, self.booking)


@fact("training.not_scheduled", remedy="ScheduleTraining")
def none_scheduled(state: Engagement) -> Objection:
    return not state.deliveries and not sessions_to_come(state)


@detail("training.not_scheduled", remedy="ScheduleTraining")
def session_not_scheduled(state: Engagement, deliver: DeliverTraining) -> Objection:
    return {"session": deliver.session} if scheduled_session(state, deliver.session) is None else None


@detail("training.before_start")
def before_start(state: Engagement, deliver: DeliverTraining) -> Objection:
    session = scheduled_session(state, deliver.session)
    return {"start": session.start} if session is not None and deliver.at < session.start else None


@detail("attendance.more_than_held")
def more_than_held(state: Engagement, deliver: DeliverTraining) -> Objection:
    """Each participation would refuse it later."""
    return tuple(
        {"person": presence.person, "there": presence.minutes, "held": deliver.held}
        for presence in deliver.there
        if presence.minutes > deliver.held
    )


def delivered(state: Engagement, deliver: DeliverTraining) -> Sequence[TrainingDelivered]:
    session = deliver.session
    values = {"training": training_of_session(state, session), "booking": booking_of_session(state, session)}
    return (TrainingDelivered.of(deliver, supersedes=delivery_of_session(state, session), **values),)


MOVES: Moves = (
    move(
        DeliverTraining,
        DELIVERING,
        guards=[none_scheduled, session_not_scheduled, before_start, more_than_held],
        then=delivered,
    ),
)
