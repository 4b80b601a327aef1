"""The drift of one person: contact lost, commitments gone by, visits missed, a level fallen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pdflow.agenda.drift.drift import Drift, Slips, slipped
from pdflow.agenda.obligations.cadence import (
    cadence,
    contacts,
    deadlines,
    supported_from,
)
from pdflow.agenda.obligations.kinds import (
    FOLLOW_UP_SPOKEN,
    RETURN,
    REVIEW_COMMITMENT,
    REVIEW_STEP,
)
from pdflow.agenda.obligations.support import commitments_to_review, first_follow_up, steps_to_review
from pdflow.agenda.obligations.training import return_from_leave
from pdflow.calendar import Calendar, Deadlines, WorkingDays
from pdflow.kernel.fields import RecordId
from pdflow.participation.state.records import Ending
from pdflow.participation.state.state import LIVE, Participation
from pdflow.people import COACH
from pdflow.values import Level

SCALE: Final = tuple(Level)


def of_participation(state: Participation, at: datetime, calendar: Calendar) -> list[Drift]:
    """Every cause of drift in a participation at a moment. A leave is not drift; a return date passed is."""
    if state.phase not in LIVE:
        return []
    days = deadlines(state, at, WorkingDays.of(calendar))
    if state.paused is not None and at >= state.paused.since:
        return list(slipped(return_from_leave(state, at, days), SLIPS, at))
    committed = (drift for obligations in COMMITTED for drift in slipped(obligations(state, at, days), SLIPS, at))
    sliding = (drift for cause in SLIDING for drift in cause(state, days) if at >= drift.since)
    return [*committed, *sliding]


def _no_contact(state: Participation, days: Deadlines) -> Iterator[Drift]:
    """No observation, check-in or coaching for two cadences."""
    since, every = supported_from(state), cadence(state)
    if since is not None and every is not None:
        missed = days.end_of(days.later(days.day(max([since, *contacts(state)])), 2 * every))
        yield Drift("no_contact", missed, str(state.cycle), "HoldCheckIn", COACH, state.coach)


def _visits_missed(state: Participation, days: Deadlines) -> Iterator[Drift]:
    """Visits missed in a row, since the last contact that took place."""
    most, met = state.policy.missed_visits, max(contacts(state), default=None)
    missed = sorted(
        (state.visits[name].start, name)
        for name, end in state.ends.items()
        if end.how is Ending.MISSED and (met is None or state.visits[name].start > met)
    )
    if most is not None and len(missed) >= max(most, 1):
        (since, _), (_, last) = missed[max(most, 1) - 1], missed[-1]
        through = state.ends[last].through
        yield Drift("visits_missed", since, last, "HoldCheckIn", COACH, state.coach, through)


def _level_fallen(state: Participation, days: Deadlines) -> Iterator[Drift]:
    """A practice below the best level it was seen at, since it was first seen so."""
    for practice, readings in _readings(state).items():
        best, fallen = -1, None
        for when, level in sorted(readings):
            if level >= best:
                best, fallen = level, None
            else:
                fallen = fallen or when
        if fallen is not None:
            yield Drift("level_fallen", fallen, practice, "RecordObservation", COACH, state.coach)


def _readings(state: Participation) -> dict[RecordId, list[tuple[datetime, int]]]:
    """The levels seen of each practice nobody has given up."""
    given_up = {name for name, end in state.ends.items() if end.how in (Ending.DROPPED, Ending.RETIRED)}
    found: dict[RecordId, list[tuple[datetime, int]]] = {}
    for ledger in (state.observations, state.artifacts, state.check_ins):
        for record in ledger.values():
            for practice, level in record.levels.items():
                if level is not None and practice not in given_up:
                    found.setdefault(practice, []).append((record.at, SCALE.index(level)))
    return found


SLIPS: Final[Slips] = {
    REVIEW_COMMITMENT.code: ("commitment_unreviewed", False),
    REVIEW_STEP.code: ("step_breached", True),
    FOLLOW_UP_SPOKEN.code: ("follow_up_breached", True),
    RETURN.code: ("return_overdue", False),
}
COMMITTED: Final = (commitments_to_review, steps_to_review, first_follow_up)
SLIDING: Final = (_no_contact, _visits_missed, _level_fallen)
CAUSES: Final = (*(cause for cause, _ in SLIPS.values()), "no_contact", "visits_missed", "level_fallen")
"""Why a participation may drift."""
