"""Obligations of a participation: which kinds may be owed, in the order of an agenda."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from pdflow.agenda.obligations.action_steps import REVIEW_STEP, steps_to_review
from pdflow.agenda.obligations.baselines import TAKE_BASELINE, baselines_to_take
from pdflow.agenda.obligations.check_ins import CHECK_IN, check_ins_to_hold
from pdflow.agenda.obligations.coach_assignment import NAME_COACH, coach_to_name
from pdflow.agenda.obligations.coaching_sessions import OPEN_COACHING, coaching_to_open
from pdflow.agenda.obligations.commitments import REVIEW_COMMITMENT, commitments_to_review
from pdflow.agenda.obligations.debriefs import DEBRIEF, HAND_OVER, observations_to_debrief
from pdflow.agenda.obligations.evaluations import EVALUATE, evaluations_to_submit
from pdflow.agenda.obligations.first_follow_up import (
    FOLLOW_UP_CHECK_IN,
    FOLLOW_UP_COACHING,
    FOLLOW_UP_OBSERVATION,
    FOLLOW_UP_STRATEGY,
    first_follow_up,
)
from pdflow.agenda.obligations.growth_areas import (
    IDENTIFY_GROWTH_AREA,
    SETTLE_GROWTH_AREA,
    growth_area_to_identify,
    growth_areas_to_settle,
)
from pdflow.agenda.obligations.leaves import RETURN, personal_deadlines, return_from_leave
from pdflow.agenda.obligations.make_ups import MAKE_UP, sessions_to_make_up
from pdflow.agenda.obligations.measurement import MEASURE, WAIVE_MEASURING, outcomes_to_measure
from pdflow.agenda.obligations.obligation import Obligation, ObligationKind
from pdflow.agenda.obligations.observations import OBSERVE, observations_to_record
from pdflow.agenda.obligations.support_requests import ANSWER_REQUEST, requests_to_answer
from pdflow.agenda.obligations.support_start import BEGIN_SUPPORT, support_to_begin
from pdflow.agenda.obligations.visits import RETURN_VISIT, VISIT, visits_to_record
from pdflow.calendar import Calendar, Deadlines, WorkingDays
from pdflow.participation import LIVE, Participation


def participation_obligations(state: Participation, at: datetime, calendar: Calendar) -> list[Obligation]:
    """Everything owed in a participation at a moment; nothing before it and once it has ended."""
    if state.phase not in LIVE:
        return []
    days = personal_deadlines(state, at, WorkingDays.of(calendar))
    return [obligation for obligations in OBLIGATIONS for obligation in obligations(state, at, days)]


OBLIGATIONS: Final[tuple[Callable[[Participation, datetime, Deadlines], Sequence[Obligation]], ...]] = (
    coach_to_name,
    return_from_leave,
    baselines_to_take,
    sessions_to_make_up,
    evaluations_to_submit,
    support_to_begin,
    first_follow_up,
    commitments_to_review,
    requests_to_answer,
    observations_to_debrief,
    growth_area_to_identify,
    coaching_to_open,
    visits_to_record,
    steps_to_review,
    check_ins_to_hold,
    observations_to_record,
    growth_areas_to_settle,
    outcomes_to_measure,
)
PARTICIPATION_KINDS: Final[tuple[ObligationKind, ...]] = (
    NAME_COACH,
    RETURN,
    TAKE_BASELINE,
    MAKE_UP,
    EVALUATE,
    BEGIN_SUPPORT,
    MEASURE,
    WAIVE_MEASURING,
    FOLLOW_UP_OBSERVATION,
    FOLLOW_UP_CHECK_IN,
    FOLLOW_UP_COACHING,
    FOLLOW_UP_STRATEGY,
    REVIEW_COMMITMENT,
    ANSWER_REQUEST,
    DEBRIEF,
    HAND_OVER,
    REVIEW_STEP,
    CHECK_IN,
    OBSERVE,
    *VISIT.values(),
    IDENTIFY_GROWTH_AREA,
    OPEN_COACHING,
    *RETURN_VISIT.values(),
    SETTLE_GROWTH_AREA,
)
"""Every kind of obligation in a participation."""
