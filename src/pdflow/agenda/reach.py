"""Still reachable? Whether a person can yet meet a target by the planned end, and the latest moment to go on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum

import attrs

from pdflow.agenda.obligations.cadence import cadence, deadlines, supported_from
from pdflow.agenda.obligations.sessions import ahead
from pdflow.calendar import (
    DAY,
    Calendar,
    Deadlines,
    WorkingDays,
    with_zone,
)
from pdflow.participation.state.attendance import share
from pdflow.participation.state.state import LIVE, Participation
from pdflow.participation.state.summary import summary

HOURS_A_DAY = 6
"""Contact hours that fit into one day: a day of training."""
CATCHING_UP = 2
"""How many times as often as the policy asks check-ins can be held to catch up."""


class Target(StrEnum):
    """What somebody may still reach by the planned end."""

    ATTENDANCE = "ATTENDANCE"
    CYCLES = "CYCLES"
    DOSAGE = "DOSAGE"
    """Contact hours of training and support together."""
    CADENCE = "CADENCE"
    """Check-ins, as often as the policy asks."""


@attrs.frozen
class Reach:
    """How much of a target there is, how much is needed, and whether it can still be reached.

    ``latest`` is the moment after which it no longer can: when a session begins that must not be missed, or the
    midnight until which one has to go on. None: it is reached, or no longer reachable, or no planned end is set.
    """

    target: Target
    have: float
    needed: float
    reachable: bool
    latest: datetime | None = None

    @property
    def reached(self) -> bool:
        """Whether there is as much as is needed."""
        return self.have >= self.needed


def still_reachable(state: Participation, at: datetime, calendar: Calendar) -> list[Reach]:
    """The targets that the policy sets for a live participation."""
    if state.phase not in LIVE:
        return []
    days = deadlines(state, with_zone(at), WorkingDays.of(calendar))
    return [found for target in TARGETS for found in target(state, at, days)]


def _attendance(state: Participation, at: datetime, days: Deadlines) -> Iterator[Reach]:
    """The share of this cycle's minutes: credited, and still to come in sessions planned, those made up included."""
    has, needed = share(state, state.cycle), state.policy.attendance_share
    if not has.minutes:
        return
    to_come = ahead(state, state.cycle, at)
    have, left = has.of_all(has.credited), has.credited + sum(minutes for _, minutes in to_come)
    reachable, latest = has.of_all(left) >= needed, None
    if reachable and have < needed:
        for start, minutes in to_come:
            left -= minutes
            if has.of_all(left) < needed:
                latest = start
                break
    yield Reach(Target.ATTENDANCE, have, needed, reachable, latest)


def _cycles(state: Participation, at: datetime, days: Deadlines) -> Iterator[Reach]:
    """The cycles asked for, each with time between its coaching sessions to practise at work."""
    have, needed, policy = state.cycle, state.policy.fewest_cycles, state.policy
    between = policy.step_latest or policy.step_due
    each = between * max(policy.coaching_sessions(state.tier), 1)

    def fits(day: date, end: date) -> bool:
        for _ in range(needed - have):
            day = days.later(day, each)
        return day <= end

    yield _by_the_end(Target.CYCLES, have, needed, fits, state, at, days)


def _dosage(state: Participation, at: datetime, days: Deadlines) -> Iterator[Reach]:
    """Contact hours, as many as fit into the working days that are left."""
    needed = state.policy.dosage_note_hours
    if needed is None:
        return
    have = summary(state).contact_hours
    lacking = -((have - needed) // HOURS_A_DAY)

    def fits(day: date, end: date) -> bool:
        return days.working(day, int(lacking) - 1) <= end

    yield _by_the_end(Target.DOSAGE, have, needed, fits, state, at, days)


def _check_ins(state: Participation, at: datetime, days: Deadlines) -> Iterator[Reach]:
    """The check-ins of this cycle that the cadence asks for until the end, caught up at twice the pace."""
    since, every, end = supported_from(state), cadence(state), state.planned_end
    if since is None or every is None or end is None:
        return
    have, needed = len(state.check_ins), _paced(days, days.day(since), end, every)

    def fits(day: date, end: date) -> bool:
        return days.later(day, 0) <= end and 1 + _paced(days, day, end, -(-every // CATCHING_UP)) >= needed - have

    yield _by_the_end(Target.CADENCE, have, needed, fits, state, at, days)


def _paced(days: Deadlines, start: date, end: date, every: int) -> int:
    """How often something due every so many days falls due until the end."""
    count, day = 0, days.later(start, every)
    while day <= end:
        count, day = count + 1, days.later(day, every)
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
    """A target that is reachable while what lacks fits between a day and the planned end."""
    end, today = state.planned_end, days.day(at)
    if end is None or have >= needed:
        return Reach(target, have, needed, reachable=True)
    span = range((end - today).days + 1)
    fitting = bisect_left(span, 1, key=lambda n: not fits(today + n * DAY, end))
    latest = days.end_of(today + (fitting - 1) * DAY) if fitting else None
    return Reach(target, have, needed, reachable=fitting > 0, latest=latest)


TARGETS = (_attendance, _cycles, _dosage, _check_ins)
