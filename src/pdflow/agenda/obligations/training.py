"""What is owed around the training: a coach, baselines, sessions made up, evaluations, the way into support."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from pdflow.agenda.obligations.cadence import trained_on
from pdflow.agenda.obligations.kinds import (
    BEGIN_SUPPORT,
    EVALUATE,
    MAKE_UP,
    MEASURE,
    NAME_COACH,
    RETURN,
    TAKE_BASELINE,
    WAIVE_MEASURING,
)
from pdflow.agenda.obligations.obligation import Obligation, owed
from pdflow.agenda.obligations.sessions import ahead, missed_in
from pdflow.calendar import Deadlines
from pdflow.participation.completion import remeasured
from pdflow.participation.state.attendance import first_training, share
from pdflow.participation.state.state import ENROLLED, TRAINING, Participation
from pdflow.participation.support import short_in, unevaluated
from pdflow.people import PersonId, Role
from pdflow.policy import EvaluationBefore


def coach_to_name(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Where the tier asks for coaching, by the time a first follow-up would be due after the enrolment."""
    if state.coach is None and state.policy.coaching_sessions(state.tier) and state.enrolled_at is not None:
        due = days.later(days.day(state.enrolled_at), state.policy.follow_up_due or 0)
        yield owed(NAME_COACH, None, None, days, due)


def return_from_leave(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """On the day of return, or the day to look again."""
    if state.paused is not None and state.paused.until is not None:
        yield owed(RETURN, state.manager, None, days, days.days.open_from(state.paused.until))


def baselines(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """By the day set for it, else by the first training day, else by when a first follow-up would be due."""
    if not state.policy.baseline_before_support or state.enrolled_at is None:
        return
    taken, enrolled = {baseline.outcome for baseline in state.baselines.values()}, days.day(state.enrolled_at)
    for own in state.own_outcomes():
        if own.outcome in taken or state.waives("outcome.no_baseline", {"outcome": own.outcome}):
            continue
        if own.baseline_by is not None:
            due = days.kept(own.baseline_by, state.enrolled_at)
        elif (first := _first_session(state)) is not None:
            due = days.later(days.day(first), 0)
        else:
            due = days.later(enrolled, state.policy.follow_up_due or 0)
        yield owed(TAKE_BASELINE, state.coach, own.outcome, days, due)


def _first_session(state: Participation) -> datetime | None:
    ahead = (plan.start for name, plan in state.plans.items() if name not in state.ends)
    return first_training(state) or min(ahead, default=None)


def sessions_to_make_up(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """What was missed of a cycle whose sessions to come are not enough to reach the share."""
    for cycle in range(1, state.cycle + 1):
        short = short_in(state, cycle)
        if short and not _comes_up_to_it(state, cycle, at) and not state.waives("training.attendance_short", short):
            for session, start in missed_in(state, cycle, at):
                due = days.later(days.day(start), state.policy.follow_up_due or 0)
                yield owed(MAKE_UP, _somebody(state, MAKE_UP.role), session, days, due)


def _comes_up_to_it(state: Participation, cycle: int, at: datetime) -> bool:
    has = share(state, cycle)
    to_come = sum(minutes for _, minutes in ahead(state, cycle, at))
    return has.of_all(has.credited + to_come) >= state.policy.attendance_share


def _somebody(state: Participation, role: Role) -> PersonId | None:
    return next((supporter.person for supporter in state.team if supporter.role is role), None)


def evaluations(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """Of each cycle somebody was there for, be it ahead of its beginning, on the day they last were."""
    if state.policy.evaluation_before is EvaluationBefore.NEVER:
        return
    last: dict[int, tuple[datetime, str]] = {}
    for entry in (*state.earlier_attendance.values(), *state.attendance.values()):
        if entry.there:
            there = (entry.at, entry.session)
            last[entry.cycle] = max(there, last.get(entry.cycle, there))
    for cycle, (trained, session) in sorted(last.items()):
        if unevaluated(state, cycle) and not state.waives("training.evaluation_missing", {"cycle": cycle}):
            yield owed(EVALUATE, state.person, session, days, days.later(days.day(trained), 0))


def support_to_begin(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """After training, or from the beginning of a later cycle that has none."""
    policy, cycle = state.policy, state.cycle
    if state.phase not in (ENROLLED, TRAINING) or not policy.support_before_complete or policy.follow_up_due is None:
        return
    began = trained_on(state) or (state.cycles[-1] if cycle > 1 else None)
    short = short_in(state, cycle)
    if began is not None and (not short or state.waives("training.attendance_short", short)):
        since, last = days.day(began), policy.follow_up_breached
        breach = None if last is None else days.later(since, last)
        yield owed(BEGIN_SUPPORT, state.coach, str(cycle), days, days.later(since, policy.follow_up_due), breach)


def measuring(state: Participation, at: datetime, days: Deadlines) -> Iterator[Obligation]:
    """In the policy's window after the first training, after the baseline and the last coaching; a leave moves it."""
    policy = state.policy
    first = first_training(state) if policy.remeasure_before_complete else None
    if first is None:
        return
    trained, coached, missed = first.date(), None, list[str]()
    opens = days.window(trained, policy.remeasure_from)
    last = None if policy.remeasure_until is None else days.window(trained, policy.remeasure_until)
    if state.coached_at is not None:
        coached = state.coached_at.date()
        opens = max(opens, coached)
    for own in state.own_outcomes():
        if not (remeasured(state, own) or state.waives("outcome.not_remeasured", {"outcome": own.outcome})):
            began = [baseline.on for baseline in state.baselines.values() if baseline.outcome == own.outcome]
            since = max([opens, *began[-1:]])
            if last is not None and last < max(since, days.day(at)):
                missed.append(own.outcome)
            else:
                due = days.days.open_from(since) if last is None else days.days.open_until(last, since)
                yield Obligation(MEASURE, state.coach, own.outcome, days.end_of(due), opens=days.begin_of(since))
    if missed and last is not None:
        due = days.later(max(last, coached or last), policy.follow_up_due or 0)
        yield owed(WAIVE_MEASURING, None, missed[0], days, due)
