"""Reach: which targets of the policy a person can still meet by the planned end, and the latest moment to continue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum

import attrs

from pdflow.agenda.obligations.cadence import cadence, supported_from
from pdflow.agenda.obligations.cycle_sessions import sessions_ahead, share_if_attended
from pdflow.agenda.obligations.leaves import personal_deadlines
from pdflow.calendar import (
    DAY,
    Calendar,
    Deadlines,
    WorkingDays,
    require_moment,
)
from pdflow.participation import LIVE, Participation, attendance_share, participation_summary

HOURS_PER_DAY = 6
"""Contact hours that fit into one working day."""
CATCH_UP_PACE = 2
"""How many times as often as the policy asks check-ins can be held to catch up with missed ones."""


class Target(StrEnum):
    """What a policy asks a person to reach by the planned end."""

    ATTENDANCE = "ATTENDANCE"
    CYCLES = "CYCLES"
    DOSAGE = "DOSAGE"
    """Contact hours of training and support together."""
    CADENCE = "CADENCE"
    """Check-ins, as often as the policy asks."""


@attrs.frozen
class Reach:
    """How much of a target a person has, how much is needed, and whether it can still be reached.

    Args:
        target: Which target.
        have: What the person has so far: a share, a number of cycles or check-ins, or hours.
        needed: What the policy asks for, in the same unit.
        reachable: Whether it can still be reached by the planned end.
        latest: The moment after which it no longer can: the start of a session that must not be missed, or a midnight.
            None where it is reached, is out of reach, or has no planned end.
    """

    target: Target
    have: float
    needed: float
    reachable: bool
    latest: datetime | None = None

    @property
    def reached(self) -> bool:
        """Whether the person has as much as is needed."""
        return self.have >= self.needed


def still_reachable(state: Participation, at: datetime, calendar: Calendar) -> list[Reach]:
    """Each target that the policy sets for a live participation.

    Raises:
        NaiveTime: ``at`` has no offset from UTC.
        OutOfRange: ``at`` lies in a year that no command may have.
    """
    days = personal_deadlines(state, require_moment(at), WorkingDays.of(calendar))
    if state.phase not in LIVE:
        return []
    return [reach for target in TARGETS for reach in target(state, at, days)]


def _attendance(state: Participation, at: datetime, days: Deadlines) -> Iterator[Reach]:
    """The share of this cycle's minutes credited so far; planned sessions and make-ups can still add to it."""
    attendance, needed = attendance_share(state, state.cycle, at), state.policy_at(at).attendance_share
    if not attendance.minutes:
        return
    ahead, have = sessions_ahead(state, state.cycle, at), attendance.of_all(attendance.credited)

    def reaches(since: int) -> bool:
        """Whether being there from one of the sessions ahead on is enough."""
        then = share_if_attended(state, state.cycle, ahead[since:], at)
        return then.of_all(then.credited) >= needed

    reachable = reaches(0) if ahead else have >= needed
    latest = None
    if reachable and have < needed:
        latest = ahead[next(since for since in range(len(ahead)) if not reaches(since + 1))].start
    yield Reach(Target.ATTENDANCE, have, needed, reachable, latest)


def _cycles(state: Participation, at: datetime, days: Deadlines) -> Iterator[Reach]:
    """The cycles that the policy asks for, each with time to practise at work between its coaching sessions."""
    have, needed, policy = state.cycle, state.policy_at(at).fewest_cycles, state.policy_at(at)
    between = policy.step_latest or policy.step_due
    each = max(between * max(policy.coaching_sessions(state.team_at(at).tier), 1), policy.days_between_cycles or 0)

    def fits(day: date, end: date) -> bool:
        for _ in range(needed - have):
            day = days.days_later(day, each)
        return day <= end

    yield _by_the_end(Target.CYCLES, have, needed, fits, state, at, days)


def _dosage(state: Participation, at: datetime, days: Deadlines) -> Iterator[Reach]:
    """The contact hours that the policy asks for, as many as fit into the working days left."""
    needed = state.policy_at(at).dosage_note_hours
    if needed is None:
        return
    have = participation_summary(state).contact_hours
    days_needed = -((have - needed) // HOURS_PER_DAY)

    def fits(day: date, end: date) -> bool:
        return days.working_days_later(day, int(days_needed) - 1) <= end

    yield _by_the_end(Target.DOSAGE, have, needed, fits, state, at, days)


def _check_ins(state: Participation, at: datetime, days: Deadlines) -> Iterator[Reach]:
    """The check-ins that the cadence asks for in this cycle until the end; missed ones caught up at twice the pace."""
    since, every, end = supported_from(state), cadence(state, at), state.planned_end
    if since is None or every is None or end is None:
        return
    have, needed = len(state.check_ins), _times_due(days, days.day(since), end, every)

    def fits(day: date, end: date) -> bool:
        return (
            days.days_later(day, 0) <= end
            and 1 + _times_due(days, day, end, -(-every // CATCH_UP_PACE)) >= needed - have
        )

    yield _by_the_end(Target.CADENCE, have, needed, fits, state, at, days)


def _times_due(days: Deadlines, start: date, end: date, every: int) -> int:
    """How many times something due every so many days falls due from a start until the end."""
    count, day = 0, days.days_later(start, every)
    while day <= end:
        count, day = count + 1, days.days_later(day, every)
    return count


def _by_the_end(
    target: Target,
    have: float,
    needed: float,
    fits: Callable[[date, date], bool],
    state: Participation,
    at: datetime,
    days: Deadlines,
) -> Reach:
    """A target that stays reachable as long as what is missing fits between a day and the planned end."""
    end, today = state.planned_end, days.day(at)
    if end is None or have >= needed:
        return Reach(target, have, needed, reachable=True)
    span = range((end - today).days + 1)
    fitting = bisect_left(span, 1, key=lambda n: not fits(today + n * DAY, end))
    latest = days.end_of(today + (fitting - 1) * DAY) if fitting else None
    return Reach(target, have, needed, reachable=fitting > 0, latest=latest)


TARGETS = (_attendance, _cycles, _dosage, _check_ins)
