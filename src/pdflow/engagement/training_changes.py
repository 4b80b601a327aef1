"""Training changes: sessions given other dates, trainers or another site, and sessions cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import (
    DESIGN_ON,
    Booking,
    Engagement,
    LogisticsItem,
    Moves,
    ScheduledSession,
    are_cancelled,
    booking_of_session,
    last_recorded,
    reasons_of_change,
    scheduled_session,
    sessions_held,
    sessions_to_come,
    training_of_session,
)
from pdflow.engagement.training_design import no_training_designed
from pdflow.engagement.training_schedule import SCHEDULE_GUARDS, booking, held_among, wholly_held
from pdflow.engagement.upcasters import with_cycle_of_sessions
from pdflow.kernel.fields import RecordId, is_blank, names, restates_of
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import SessionId, SiteOrBlank


@command(by=a_trainer)
class RescheduleTraining(Command[Engagement]):
    """Reschedule sessions, cancelled ones too: other dates, trainers or another site.

    Gives each session in its new form; without any, all sessions not yet held move to the new site.
    """

    training: RecordId = names("trainings", unknown="training.unknown")
    sessions: tuple[ScheduledSession, ...] = restates_of(
        "training", lambda state, training: tuple(sessions_left(state, training)), default=()
    )
    site: SiteOrBlank | None = None
    logistics: tuple[LogisticsItem, ...] = ()
    reason: str
    note: TeamNote = None


@command(by=a_trainer)
class CancelTraining(Command[Engagement]):
    """Cancel sessions; without any named, all that are not yet held."""

    training: RecordId = names("trainings", unknown="training.unknown")
    sessions: tuple[SessionId, ...] = ()
    reason: str
    note: TeamNote = None


@event("engagement.training_rescheduled", version=2, upcasters={1: with_cycle_of_sessions})
class TrainingRescheduled(Event[Engagement]):
    """Sessions were rescheduled: other dates, trainers or another site."""

    training: Annotated[RecordId, Audience.ALL]
    sessions: Annotated[tuple[ScheduledSession, ...], Audience.ALL]
    site: Annotated[str, Audience.ALL]
    logistics: tuple[LogisticsItem, ...]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.bookings[self.header.id] = booking(self, self.site, self.reason)


@event("engagement.training_cancelled")
class TrainingCancelled(Event[Engagement]):
    """Sessions were cancelled."""

    training: Annotated[RecordId, Audience.ALL]
    sessions: Annotated[tuple[SessionId, ...], Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        sessions = dict.fromkeys(self.sessions)
        state.bookings[self.header.id] = Booking(self.at, sessions, "", (), (), self.training, (), self.reason)


TrainingChange = RescheduleTraining | CancelTraining


@detail("training.already_delivered")
def held_already(state: Engagement, change: TrainingChange) -> Objection:
    return held_among(state, _sessions_concerned(state, change))


@detail("training.not_scheduled", remedy="ScheduleTraining")
def not_scheduled(state: Engagement, change: TrainingChange) -> Objection:
    """Sessions that are named may be cancelled ones; without names only those in the calendar are concerned."""
    known = _sessions_designed(state, change)
    lookup = booking_of_session if _named(change) else scheduled_session
    unknown = tuple(
        name for name in _sessions_concerned(state, change) if name not in known or lookup(state, name) is None
    )
    return {"training": change.training, "sessions": unknown} if unknown else None


@detail("training.not_scheduled", remedy="ScheduleTraining")
def all_cancelled(state: Engagement, cancel: CancelTraining) -> Objection:
    """Sessions that are named and all cancelled already are not cancelled for another reason."""
    cancelled = are_cancelled(state, cancel.sessions)
    return {"training": cancel.training, "sessions": cancel.sessions} if cancelled else None


@detail("record.unchanged")
def not_changed(state: Engagement, change: RescheduleTraining) -> Objection:
    """A change gives another date, trainer or site, or logistics, unless the last one is repeated as it was."""
    return _is_so_already(state, change)


@detail("training.no_reason")
def no_reason(state: Engagement, change: TrainingChange) -> Objection:
    return is_blank(change.reason)


@detail("training.already_delivered")
def all_held(state: Engagement, change: TrainingChange) -> Objection:
    """Nothing of the training is left to change, whatever sessions are named."""
    return wholly_held(state, change.training)


@detail("training.not_scheduled", remedy="ScheduleTraining")
def none_booked(state: Engagement, change: TrainingChange) -> Objection:
    """No session of the training was ever in the calendar, whatever sessions are named."""
    designed = _sessions_designed(state, change)
    never = change.training in state.trainings and all(booking_of_session(state, name) is None for name in designed)
    return {"training": change.training, "sessions": designed} if never else None


@detail("training.not_scheduled", remedy="ScheduleTraining")
def none_left(state: Engagement, cancel: CancelTraining) -> Objection:
    """No session of the training is in the calendar, whatever sessions are named."""
    known = cancel.training in state.trainings and not wholly_held(state, cancel.training)
    if not known or sessions_left(state, cancel.training):
        return None
    return {"training": cancel.training, "sessions": _sessions_designed(state, cancel)}


def sessions_left(state: Engagement, training: RecordId) -> list[ScheduledSession]:
    """The sessions of a training that are in the calendar and not held."""
    return [session for session in sessions_to_come(state) if training_of_session(state, session.session) == training]


def _named(change: TrainingChange) -> tuple[RecordId, ...]:
    if isinstance(change, CancelTraining):
        return change.sessions
    return tuple(each.session for each in change.sessions)


def _sessions_concerned(state: Engagement, change: TrainingChange) -> Sequence[RecordId]:
    """The sessions named, else those left; where none is left all of them, none of which can be changed."""
    to_change = [session.session for session in sessions_left(state, change.training)]
    return _named(change) or to_change or _sessions_designed(state, change)


def _sessions_designed(state: Engagement, change: TrainingChange) -> tuple[RecordId, ...]:
    training = state.trainings.get(change.training)
    return () if training is None else training.sessions


def _site(state: Engagement, session: RecordId) -> str:
    """Where a session is, or was before it was cancelled."""
    name = last_recorded(state.bookings, lambda booking: booking.sessions.get(session) is not None)
    return "" if name is None else state.bookings[name].site


def cancelled_already(state: Engagement, cancel: CancelTraining) -> bool:
    if cancel.header.id in state.bookings:
        return True
    done = sessions_held(state)
    about = [name for name in _sessions_concerned(state, cancel) if cancel.sessions or name not in done]
    return (
        _are_of_its_training(state, cancel, about)
        and are_cancelled(state, about)
        and reasons_of_change(state, about) == {cancel.reason}
    )


def _are_of_its_training(state: Engagement, change: TrainingChange, names: Sequence[RecordId]) -> bool:
    """Whether there are names, all of them of sessions of the training that is changed."""
    return bool(names) and set(names) <= set(_sessions_designed(state, change))


def rescheduled_already(state: Engagement, change: RescheduleTraining) -> bool:
    if change.header.id in state.bookings:
        return True
    about = _named(change) or [session.session for session in sessions_left(state, change.training)]
    return _is_so_already(state, change) and reasons_of_change(state, about) == {change.reason}


def _is_so_already(state: Engagement, change: RescheduleTraining) -> bool:
    known = change.sessions or tuple(sessions_left(state, change.training))
    sites = {_site(state, each.session) for each in known}
    same = all(scheduled_session(state, each.session) == each for each in known)
    same_site = change.site is None or sites == {change.site}
    of_it = _are_of_its_training(state, change, [each.session for each in known])
    return of_it and same and same_site and not change.logistics


def rescheduled(state: Engagement, change: RescheduleTraining) -> Sequence[TrainingRescheduled]:
    sessions = change.sessions or tuple(sessions_left(state, change.training))
    site = _site(state, sessions[0].session) if change.site is None else change.site
    return (TrainingRescheduled.of(change, sessions=sessions, site=site),)


def cancelled(state: Engagement, cancel: CancelTraining) -> Sequence[TrainingCancelled]:
    return (TrainingCancelled.of(cancel, sessions=tuple(_sessions_concerned(state, cancel))),)


MOVES: Moves = (
    move(
        RescheduleTraining,
        DESIGN_ON,
        guards=[
            no_training_designed,
            not_scheduled,
            held_already,
            *SCHEDULE_GUARDS,
            not_changed,
            no_reason,
            none_booked,
            all_held,
        ],
        then=rescheduled,
        no_op_if=rescheduled_already,
    ),
    move(
        CancelTraining,
        DESIGN_ON,
        guards=[no_training_designed, not_scheduled, held_already, all_cancelled, no_reason, none_left, all_held],
        then=cancelled,
        no_op_if=cancelled_already,
    ),
)
