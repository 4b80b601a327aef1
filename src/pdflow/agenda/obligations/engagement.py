"""The agenda of an engagement: outcomes, partnerships, tasks, protected time, training and follow-up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from pdflow.agenda.obligations.kinds import (
    GROUP_BASELINE,
    GROUP_READING,
    GROUP_WAIVER,
    PARTNERSHIP_REVIEW,
    RESCHEDULE,
    SESSION,
    SLOT,
    STRATEGY,
    TASK,
    TOUCH_POINT,
)
from pdflow.agenda.obligations.obligation import Obligation, owed
from pdflow.calendar import Calendar, Deadlines, WorkingDays
from pdflow.engagement.partnership_agreement import agreement_with
from pdflow.engagement.resources import open_slots
from pdflow.engagement.review import remeasured
from pdflow.engagement.state.sessions import (
    booking_of,
    first_training,
    held,
    scheduled,
    to_come,
)
from pdflow.engagement.state.state import (
    DELIVERING,
    DESIGN_ON,
    Engagement,
    last,
)
from pdflow.engagement.timeline import open_tasks, place_of
from pdflow.kernel.fields import RecordId
from pdflow.values import OutcomeOf


def of_engagement(state: Engagement, at: datetime, calendar: Calendar) -> list[Obligation]:
    """Everything owed in an engagement from its design until it is closed, in the order of the story."""
    if state.phase not in DESIGN_ON:
        return []
    days = Deadlines(WorkingDays.of(calendar))
    return [owed for obligations in OBLIGATIONS for owed in obligations(state, at, days)]


def _baselines(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each that was only promised, on the day it was promised for."""
    latest = {baseline.outcome: baseline for baseline in state.baselines.values()}
    read = {reading.outcome for reading in state.readings.values() if reading.level is None}
    for outcome, baseline in latest.items():
        if baseline.value is None and outcome not in read:
            yield owed(GROUP_BASELINE, None, outcome, days, days.later(baseline.on, 0))


def _readings(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each outcome of the group, in the policy's window after the first training."""
    trained = first_training(state) if state.policy.remeasure_before_complete else None
    if trained is None:
        return
    for name, outcome in state.outcomes.items():
        waived = state.waives("outcome.not_remeasured", {"outcome": name})
        if outcome.whose is OutcomeOf.GROUP and not (waived or remeasured(state, name)):
            yield _to_read(state, name, trained, days.day(at), days)


def _to_read(state: Engagement, outcome: RecordId, trained: date, today: date, days: Deadlines) -> Obligation:
    opens, until = days.window(trained, state.policy.remeasure_from), state.policy.remeasure_until
    known = last(state.baselines, lambda baseline: baseline.outcome == outcome and baseline.value is not None)
    if known is not None:
        opens = max(opens, state.baselines[known].on)
    if until is None:
        due = days.later(opens, 0)
    elif (end := days.window(trained, until)) < max(opens, today):
        due = days.later(max(end, opens), state.policy.follow_up_due or 0)
        return owed(GROUP_WAIVER, None, outcome, days, due)
    else:
        due = days.days.open_until(end, opens)
    return Obligation(GROUP_READING, None, outcome, days.end_of(due), opens=days.begin_of(opens))


def _touch_points(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """The next on the days agreed, and after these one in every so many days."""
    for partner in state.partners.keys() - state.partner_ends.keys():
        name = agreement_with(state, partner)
        if name is not None:
            agreement, every = state.agreements[name], state.policy.touch_point_every
            met = sorted(point.at for point in state.touch_points.values() if point.agreement == name)
            planned = sorted(agreement.touch_points)[len(met) :]
            if planned:
                yield owed(TOUCH_POINT, None, partner, days, days.later(planned[0], 0))
            elif every is not None:
                since = days.day(max([agreement.at, *met]))
                yield owed(TOUCH_POINT, None, partner, days, days.later(since, every))


def _reviews(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """By each side that has not spoken: by the planned end, or a touch point's time after the partnership ended."""
    spoken = {(rating.partner, rating.side) for rating in state.ratings.values()}
    for partner in dict.fromkeys(agreement.partner for agreement in state.agreements.values()):
        due = _review_due(state, partner, days)
        if due is not None and not state.waives("partnership.not_reviewed", {"partner": partner}):
            for side, duty in PARTNERSHIP_REVIEW.items():
                if (partner, side) not in spoken:
                    yield owed(duty, None, partner, days, due)


def _review_due(state: Engagement, partner: RecordId, days: Deadlines) -> date | None:
    end = state.partner_ends.get(partner)
    due = [] if state.planned_end is None else [state.planned_end]
    if end is not None:
        due.append(days.later(days.day(end.at), state.policy.touch_point_every or 0))
    return min(due, default=None)


def _tasks(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each on its day, by whoever it was given to."""
    for name in open_tasks(state):
        _, due = place_of(state, name)
        yield owed(TASK, state.tasks[name].person, name, days, days.later(due, 0))


def _slots(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each protected slot of a delivered engagement is used, or recorded as lost, on its day."""
    for name, slot in open_slots(state).items() if state.phase in DELIVERING else ():
        yield Obligation(SLOT, None, name, days.end_of(days.later(days.day(slot.start), 0)), opens=slot.start)


def strategies(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each follow-up strategy in force, on its day, by its owner."""
    given = {done.plan for done in state.given.values()}
    for name in state.in_force():
        if name not in given and not state.waives("followup.outstanding", {"plan": name}):
            plan = state.plans[name]
            yield owed(STRATEGY, plan.owner, name, days, days.later(plan.on, 0))


def _sessions(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each session in the calendar, on its day, by its first trainer."""
    for session in to_come(state):
        trainer = next((trainer.person for trainer in session.trainers), None)
        end = session.start + timedelta(minutes=session.minutes)
        due = days.end_of(days.later(days.day(end), 0))
        yield Obligation(SESSION, trainer, session.session, due, opens=session.start)


def _rescheduling(state: Engagement, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Each training of which sessions were called off, by the day on which the first of them was to be held."""
    done = held(state)
    for training, designed in state.trainings.items():
        off = [name for name in designed.sessions if _is_called_off(state, name) and name not in done]
        if off:
            due = min(_was_to_be_held(state, name, days) for name in off)
            yield owed(RESCHEDULE, None, training, days, days.later(due, 0))


def _is_called_off(state: Engagement, session: RecordId) -> bool:
    return booking_of(state, session) is not None and scheduled(state, session) is None


def _was_to_be_held(state: Engagement, session: RecordId, days: Deadlines) -> date:
    """When a session called off stood in the calendar, or was called off if that was later."""
    bookings = [booking for booking in state.bookings.values() if session in booking.sessions]
    stood = [each.start for booking in bookings if (each := booking.sessions[session]) is not None]
    return max(days.day(moment) for moment in (bookings[-1].at, *stood[-1:]))


OBLIGATIONS: Final[tuple[Callable[[Engagement, datetime, Deadlines], Iterator[Obligation]], ...]] = (
    _baselines,
    _touch_points,
    _reviews,
    _tasks,
    _slots,
    _sessions,
    _rescheduling,
    strategies,
    _readings,
)
