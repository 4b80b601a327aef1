"""Training schedule: sessions put into the calendar, each with a cleared trainer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated, Protocol

from pdflow.audience import Audience
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import (
    DESIGN_ON,
    Booking,
    Engagement,
    LogisticsItem,
    Moves,
    ScheduledSession,
    TrainingKind,
    has_cleared_trainer,
    last_recorded,
    part_name_taken,
    scheduled_session,
    sessions_held,
)
from pdflow.engagement.upcasters import with_cycle_of_sessions
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import SiteOrBlank


@command(by=a_trainer)
class ScheduleTraining(Command[Engagement]):
    """Schedule sessions of a training: when, where, with which trainers, and the logistics to be arranged."""

    schedule: RecordId = key("bookings")
    training: RecordId = names("trainings", unknown="training.not_designed")
    sessions: tuple[ScheduledSession, ...]
    site: SiteOrBlank = ""
    logistics: tuple[LogisticsItem, ...] = ()


class SchedulesSessions(Protocol):
    """A command or an event that schedules sessions."""

    @property
    def at(self) -> datetime: ...

    @property
    def training(self) -> RecordId: ...

    @property
    def sessions(self) -> tuple[ScheduledSession, ...]: ...

    @property
    def logistics(self) -> tuple[LogisticsItem, ...]: ...


@event("engagement.training_scheduled", version=2, upcasters={1: with_cycle_of_sessions})
class TrainingScheduled(Event[Engagement]):
    """Sessions were scheduled."""

    schedule: Annotated[RecordId, Audience.ALL]
    training: Annotated[RecordId, Audience.ALL]
    sessions: Annotated[tuple[ScheduledSession, ...], Audience.ALL]
    site: Annotated[str, Audience.ALL]
    logistics: tuple[LogisticsItem, ...]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.bookings[self.schedule] = booking(self, self.site)


def booking(schedule: SchedulesSessions, site: str) -> Booking:
    """The record of scheduled sessions."""
    sessions: dict[RecordId, ScheduledSession | None] = {each.session: each for each in schedule.sessions}
    partners = {trainer.sent_by for each in schedule.sessions for trainer in each.trainers if trainer.sent_by}
    items = tuple(item.item for item in schedule.logistics)
    return Booking(schedule.at, sessions, site, items, schedule.logistics, schedule.training, tuple(sorted(partners)))


@detail("training.already_delivered")
def delivered_already(state: Engagement, schedule: ScheduleTraining) -> Objection:
    return held_among(state, [each.session for each in schedule.sessions])


@fact("training.not_designed", remedy="DesignTraining")
def nothing_to_schedule(state: Engagement) -> Objection:
    return not state.trainings


@detail("training.not_designed", remedy="DesignTraining")
def session_not_designed(state: Engagement, schedule: SchedulesSessions) -> Objection:
    training = state.trainings.get(schedule.training)
    if training is None:
        return None
    unknown = tuple(each.session for each in schedule.sessions if each.session not in training.sessions)
    return {"training": schedule.training, "sessions": unknown} if unknown else None


@detail("training.not_designed", remedy="DesignTraining")
def no_session_named(state: Engagement, schedule: ScheduleTraining) -> Objection:
    return None if schedule.sessions else {"sessions": ()}


@detail("training.already_delivered")
def all_held(state: Engagement, schedule: ScheduleTraining) -> Objection:
    """Nothing of the training is left to schedule, whatever sessions are named."""
    return wholly_held(state, schedule.training)


@detail("training.not_designed", remedy="DesignTraining")
def designed_without_sessions(state: Engagement, schedule: ScheduleTraining) -> Objection:
    """Nothing of the training can be scheduled, whatever sessions are named."""
    training = state.trainings.get(schedule.training)
    return {"sessions": ()} if training is not None and not training.sessions else None


@detail("training.no_cleared_trainer", remedy="RecordClearance", waivable=True)
def no_cleared_trainer(state: Engagement, schedule: SchedulesSessions) -> Objection:
    """Each session needs a trainer who may lead it; the other trainers need no clearance."""
    training = state.trainings.get(schedule.training)
    needed = state.policy_at(schedule.at).cleared_trainer_needed
    if training is None or not needed or training.kind is TrainingKind.MEETING:
        return None
    led = ((each.session, has_cleared_trainer(state, training, each, schedule.at)) for each in schedule.sessions)
    return tuple({"training": schedule.training, "session": session} for session, ok in led if not ok)


@detail("training.in_the_past")
def in_the_past(state: Engagement, schedule: SchedulesSessions) -> Objection:
    """A session that keeps its date is left out: only its trainers or site change."""
    new = (each for each in schedule.sessions if _start(state, each.session) != each.start)
    past = tuple(each.session for each in new if each.start < schedule.at)
    return {"sessions": past} if past else None


@detail("partnership.not_proposed", remedy="ProposePartner")
def sender_unknown(state: Engagement, schedule: SchedulesSessions) -> Objection:
    senders = {trainer.sent_by for each in schedule.sessions for trainer in each.trainers if trainer.sent_by}
    unknown = tuple(sorted(senders - state.partners.keys()))
    return {"unknown": unknown} if unknown else None


@detail("record.name_taken")
def item_name_taken(state: Engagement, schedule: SchedulesSessions) -> Objection:
    if getattr(schedule, "schedule", None) in state.bookings:
        return None
    return part_name_taken(state, "bookings", (item.item for item in schedule.logistics))


@detail("record.name_taken")
def session_named_twice(state: Engagement, schedule: SchedulesSessions) -> Objection:
    named = Counter(each.session for each in schedule.sessions)
    return next(({"record": name, "kind": "bookings"} for name, times in named.items() if times > 1), None)


def held_among(state: Engagement, sessions: Iterable[RecordId]) -> Objection:
    """The sessions among these that were held, as an objection."""
    done = sessions_held(state)
    found = tuple(name for name in sessions if name in done)
    return {"sessions": found} if found else None


def wholly_held(state: Engagement, training: RecordId) -> Objection:
    """The sessions of a training, as an objection where all of them were held."""
    found = state.trainings.get(training)
    if found is None or not found.sessions or not sessions_held(state).issuperset(found.sessions):
        return None
    return {"sessions": found.sessions}


def _start(state: Engagement, session: RecordId) -> datetime | None:
    current = scheduled_session(state, session)
    return None if current is None else current.start


def training_scheduled(state: Engagement, schedule: ScheduleTraining) -> Sequence[TrainingScheduled]:
    named = {each.session for each in schedule.sessions}
    former = last_recorded(state.bookings, lambda booking: not named.isdisjoint(booking.sessions))
    return (TrainingScheduled.of(schedule, supersedes=former),)


SCHEDULE_GUARDS = (
    session_not_designed,
    in_the_past,
    no_cleared_trainer,
    sender_unknown,
    item_name_taken,
    session_named_twice,
)
"""The guards of every command that schedules sessions."""


MOVES: Moves = (
    move(
        ScheduleTraining,
        DESIGN_ON,
        guards=[
            nothing_to_schedule,
            no_session_named,
            *SCHEDULE_GUARDS,
            delivered_already,
            designed_without_sessions,
            all_held,
        ],
        then=training_scheduled,
    ),
)
