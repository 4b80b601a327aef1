"""Examples of trainings: designed, scheduled, changed, arranged and delivered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from pdflow.engagement.examples.values import (
    TRAINER,
    ExampleMaker,
    cancelled_sessions,
    days_later,
    free_name,
    unscheduled_sessions,
    upcoming_sessions,
)
from pdflow.engagement.facilitation_duties import AgreeDuties
from pdflow.engagement.logistics import TickLogistics
from pdflow.engagement.state import (
    Activity,
    Duty,
    DutyTime,
    Engagement,
    LogisticsItem,
    Objective,
    Presence,
    ScheduledSession,
    Trainer,
    cleared_until,
    is_partner_agreed,
    scheduled_session,
    sessions_held,
    sessions_to_come,
)
from pdflow.engagement.trainer_clearance import RecordClearance
from pdflow.engagement.training_changes import CancelTraining, RescheduleTraining
from pdflow.engagement.training_delivery import DeliverTraining
from pdflow.engagement.training_design import DesignTraining
from pdflow.engagement.training_schedule import ScheduleTraining
from pdflow.kernel.examples import first
from pdflow.kernel.fields import RecordId, within_years
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command

SUBJECT: Final = "open questions"


def a_training(state: Engagement, header: Header) -> DesignTraining:
    """A training of a morning and an afternoon."""
    return DesignTraining(
        header,
        training=free_name(state, "training", state.trainings),
        subject=SUBJECT,
        sessions=(free_name(state, "morning", state.trainings), free_name(state, "afternoon", state.trainings)),
        audience="teachers of grades 5 to 8",
        pre_assessment="a tally in one lesson",
        objectives=(Objective("asks open questions", "a tally"),),
        agenda=(Activity("model", 60), Activity("try it", 60, practice=True)),
        materials="cards",
        evaluation="a sheet",
        follow_up="visits",
    )


def duties(state: Engagement, header: Header) -> AgreeDuties:
    shared = {DutyTime.BEFORE: "book the room", DutyTime.DURING: "keep time", DutyTime.AFTER: "send the sheet"}
    return AgreeDuties(
        header,
        agreement=free_name(state, "duties", state.duties),
        training=first(reversed(state.trainings)),
        duties=tuple(Duty(time, text, TRAINER) for time, text in shared.items()),
    )


def a_clearance(state: Engagement, header: Header) -> RecordClearance:
    """A clearance of the trainer for the first subject still to be trained without one."""
    subjects = [state.trainings[name].subject for name in (*_to_book(state), *_with(state, upcoming_sessions))]
    needed = (subject for subject in subjects if cleared_until(state, TRAINER, subject) is None)
    return RecordClearance(
        header,
        clearance=free_name(state, "clearance", state.clearances),
        person=TRAINER,
        subject=next(iter((*needed, *subjects, SUBJECT))),
        until=days_later(header, 300),
    )


def a_schedule(state: Engagement, header: Header, *, training: RecordId | None = None) -> ScheduleTraining:
    """A schedule of the sessions never scheduled, else of those cancelled, else again of those to come."""
    training = training or first(_to_book(state), _with(state, upcoming_sessions))
    sessions = (
        unscheduled_sessions(state, training)
        or cancelled_sessions(state, training)
        or upcoming_sessions(state, training)
    )
    return ScheduleTraining(
        header,
        schedule=free_name(state, "schedule", state.bookings),
        training=training,
        sessions=_two_days_later(state, header, sessions),
        site="North",
        logistics=(LogisticsItem(free_name(state, "item", state.bookings), "book a room"),),
    )


def a_rescheduling(state: Engagement, header: Header, *, training: RecordId | None = None) -> RescheduleTraining:
    """A new schedule of the cancelled sessions, else of those to come."""
    training = training or first(
        _with(state, cancelled_sessions), _with(state, upcoming_sessions), reversed(state.trainings)
    )
    sessions = (
        cancelled_sessions(state, training)
        or upcoming_sessions(state, training)
        or unscheduled_sessions(state, training)
    )
    return RescheduleTraining(
        header,
        training=training,
        sessions=_two_days_later(state, header, sessions),
        site="South",
        reason="snow",
    )


def a_cancellation(state: Engagement, header: Header, *, training: RecordId | None = None) -> CancelTraining:
    """The cancellation of the last session to come of a training."""
    training = training or first(_with(state, upcoming_sessions), reversed(state.trainings))
    return CancelTraining(header, training=training, sessions=upcoming_sessions(state, training)[-1:], reason="snow")


def _to_book(state: Engagement) -> list[RecordId]:
    """The trainings with sessions never scheduled, then those with cancelled sessions."""
    return [*_with(state, unscheduled_sessions), *_with(state, cancelled_sessions)]


def _with(state: Engagement, left: Callable[[Engagement, RecordId], Sequence[RecordId]]) -> list[RecordId]:
    return [name for name in state.trainings if left(state, name)]


def _two_days_later(state: Engagement, header: Header, sessions: Sequence[RecordId]) -> tuple[ScheduledSession, ...]:
    """The sessions two days later, two hours each, by the trainer and one sent by an agreed partner."""
    sender = next((name for name in state.partners if is_partner_agreed(state, name)), None)
    trainers = (Trainer(TRAINER), *([Trainer("partner", sender)] if sender else []))
    start = header.at + timedelta(days=2)
    return tuple(
        ScheduledSession(name, within_years(start + place * timedelta(hours=3)), 120, trainers)
        for place, name in enumerate(sessions)
    )


def logistics_ticked(state: Engagement, header: Header) -> TickLogistics:
    items = (item for booking in state.bookings.values() for item in booking.items)
    return TickLogistics(header, item=first(item for item in items if item not in state.ticks))


def a_delivery(state: Engagement, header: Header, *, session: RecordId | None = None) -> DeliverTraining:
    """The delivery of the next session, with everybody on the roster present, or else one walk-in."""
    coming = sorted(sessions_to_come(state), key=lambda each: each.start)
    session = session or first((each.session for each in coming), _held(state), _designed(state))
    booked = scheduled_session(state, session)
    minutes = booked.minutes if booked else 120
    people = [person for person in state.roster if person not in state.ended] or ["participant-1"]
    return DeliverTraining(
        header,
        delivery=free_name(state, "delivery", state.deliveries),
        session=session,
        held=minutes,
        there=tuple(Presence(person, minutes) for person in people),
    )


def _held(state: Engagement) -> list[RecordId]:
    done = sessions_held(state)
    return [name for name in _designed(state) if name in done]


def _designed(state: Engagement) -> list[RecordId]:
    return [session for training in state.trainings.values() for session in training.sessions]


TRAINING_EXAMPLES: Final[Mapping[type[Command[Any]], ExampleMaker]] = {
    DesignTraining: a_training,
    AgreeDuties: duties,
    RecordClearance: a_clearance,
    ScheduleTraining: a_schedule,
    RescheduleTraining: a_rescheduling,
    CancelTraining: a_cancellation,
    TickLogistics: logistics_ticked,
    DeliverTraining: a_delivery,
}
