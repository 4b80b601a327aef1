"""Training delivery: which session was held, and for how long each person was present."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import (
    DELIVERING,
    Delivery,
    Engagement,
    Moves,
    Presence,
    booking_of_session,
    kept,
    part_delivered,
    scheduled_session,
    sessions_to_come,
    training_of_session,
)
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event, with_fields
from pdflow.values import SessionId, SessionMinutes


@command(by=a_trainer)
class DeliverTraining(Command[Engagement]):
    """Record a session as held: for how many minutes, and how long each person was present, walk-ins too.

    A second sheet of the same session corrects the first, which keeps its day; a further part of it, such as the
    afternoon, ``continues`` the delivery of the part before.
    """

    delivery: RecordId = key("deliveries")
    session: SessionId = names("trainings", unknown="training.not_scheduled", parts=True)
    held: SessionMinutes
    there: tuple[Presence, ...] = ()
    continues: RecordId | None = names("deliveries", default=None)


@event("engagement.training_delivered", version=2, upcasters={1: with_fields(continues=None)})
class TrainingDelivered(Event[Engagement]):
    """A session, or a further part of one, was held, on the booking it names."""

    delivery: Annotated[RecordId, Audience.ALL]
    training: Annotated[RecordId, Audience.ALL]
    session: Annotated[SessionId, Audience.ALL]
    booking: Annotated[RecordId, Audience.ALL]
    held: Annotated[SessionMinutes, Audience.ALL]
    there: tuple[Presence, ...]
    continues: Annotated[RecordId | None, Audience.ALL]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        present = sum(presence.minutes > 0 for presence in self.there)
        state.deliveries[self.delivery] = kept(Delivery, self, there=present, sheet=self.there)


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
    there = Counter[str]()
    for presence in deliver.there:
        there[presence.person] += presence.minutes
    return tuple(
        {"person": person, "there": minutes, "held": deliver.held}
        for person, minutes in there.items()
        if minutes > deliver.held
    )


@detail("record.unknown")
def continues_another_session(state: Engagement, deliver: DeliverTraining) -> Objection:
    former = state.deliveries.get(deliver.continues or "")
    return {"unknown": (deliver.continues,)} if former is not None and former.session != deliver.session else None


def delivered(state: Engagement, deliver: DeliverTraining) -> Sequence[TrainingDelivered]:
    session = deliver.session
    values = {"training": training_of_session(state, session), "booking": booking_of_session(state, session)}
    former = part_delivered(state, session, deliver.continues)
    return (TrainingDelivered.of(deliver, supersedes=former, **values),)


MOVES: Moves = (
    move(
        DeliverTraining,
        DELIVERING,
        guards=[none_scheduled, session_not_scheduled, before_start, more_than_held, continues_another_session],
        then=delivered,
    ),
)
