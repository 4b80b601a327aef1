"""Drift of one person: contact lost, commitments not reviewed, visits missed, a level fallen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.drift.drift import CausesByCode, Drift, drift_of_late
from pdflow.agenda.obligations.action_steps import REVIEW_STEP, steps_to_review
from pdflow.agenda.obligations.cadence import cadence, contacts, supported_from
from pdflow.agenda.obligations.commitments import REVIEW_COMMITMENT, commitments_to_review
from pdflow.agenda.obligations.first_follow_up import FOLLOW_UP_CHECK_IN, first_follow_up
from pdflow.agenda.obligations.leaves import RETURN, personal_deadlines, return_from_leave
from pdflow.calendar import Calendar, Deadlines, WorkingDays
from pdflow.kernel.fields import RecordId
from pdflow.participation import LIVE, Ending, Participation
from pdflow.people import COACH
from pdflow.values import Level

SCALE: Final = tuple(Level)


def participation_drifts(state: Participation, at: datetime, calendar: Calendar) -> list[Drift]:
    """Every cause of drift in a participation, those ahead too; during a leave only that it may go on for too long."""
    if state.phase not in LIVE:
        return []
    days = personal_deadlines(state, at, WorkingDays.of(calendar))
    if state.paused is not None and at >= state.paused.since:
        return list(drift_of_late(return_from_leave(state, at, days), LATE_CAUSES))
    late = (drift for obligations in WATCHED for drift in drift_of_late(obligations(state, at, days), LATE_CAUSES))
    return [*late, *(drift for cause in OTHER_CAUSES for drift in cause(state, at, days))]


def _no_contact(state: Participation, at: datetime, days: Deadlines) -> Iterator[Drift]:
    """No observation, check-in or coaching for two cadences."""
    since, every = supported_from(state), cadence(state, at)
    if since is not None and every is not None:
        lost = days.end_of(days.days_later(days.day(max([since, *contacts(state)])), 2 * every))
        yield Drift("no_contact", lost, str(state.cycle), "HoldCheckIn", COACH, state.coach_at(at))


def _visits_missed(state: Participation, at: datetime, days: Deadlines) -> Iterator[Drift]:
    """Visits missed in a row, since the last contact that took place."""
    most, last_contact = state.policy_at(at).missed_visits, max(contacts(state), default=None)
    missed = sorted(
        (state.visits[name].start, name)
        for name, end in state.ends.items()
        if end.how is Ending.MISSED and (last_contact is None or state.visits[name].start > last_contact)
    )
    if most is not None and len(missed) >= max(most, 1):
        (since, _), (_, last) = missed[max(most, 1) - 1], missed[-1]
        through = state.ends[last].through
        yield Drift("visits_missed", since, last, "HoldCheckIn", COACH, state.coach_at(at), through)


def _level_fallen(state: Participation, at: datetime, days: Deadlines) -> Iterator[Drift]:
    """Each practice seen below the best level it had reached, since the first such reading."""
    for practice, readings in _readings(state).items():
        best, fallen = -1, None
        for when, level in sorted(readings):
            if level >= best:
                best, fallen = level, None
            else:
                fallen = fallen or when
        if fallen is not None:
            yield Drift("level_fallen", fallen, practice, "RecordObservation", COACH, state.coach_at(at))


def _readings(state: Participation) -> dict[RecordId, list[tuple[datetime, int]]]:
    """The moment and level of each reading, by practice, without those given up."""
    given_up = {name for name, end in state.ends.items() if end.how in (Ending.DROPPED, Ending.RETIRED)}
    readings: dict[RecordId, list[tuple[datetime, int]]] = {}
    for ledger in (state.observations, state.artifacts, state.check_ins):
        for record in ledger.values():
            for practice, level in record.levels.items():
                if level is not None and practice not in given_up:
                    readings.setdefault(practice, []).append((record.at, SCALE.index(level)))
    return readings


LATE_CAUSES: Final[CausesByCode] = {
    REVIEW_COMMITMENT.code: ("commitment_unreviewed", False),
    REVIEW_STEP.code: ("step_breached", True),
    FOLLOW_UP_CHECK_IN.code: ("follow_up_breached", True),
    RETURN.code: ("return_overdue", False),
}
WATCHED: Final = (commitments_to_review, steps_to_review, first_follow_up)
OTHER_CAUSES: Final = (_no_contact, _visits_missed, _level_fallen)
PARTICIPATION_CAUSES: Final = (
    *(cause for cause, _ in LATE_CAUSES.values()),
    "no_contact",
    "visits_missed",
    "level_fallen",
)
"""Every cause of drift in a participation."""
