"""The table of a participation: the moves of all chapters, and the guards that apply to all of them."""

from __future__ import annotations

from typing import Final

from pdflow.kernel.decider import Decider
from pdflow.participation import (
    action_steps,
    attendance,
    check_ins,
    coaching,
    coaching_end,
    coaching_moves,
    commitment,
    completion,
    corrections,
    enrolment,
    enrolment_status,
    evaluation,
    follow_up_received,
    growth_areas,
    observations,
    outcomes,
    priorities,
    support,
    support_requests,
    team,
    training,
    visits,
)
from pdflow.participation.attendance import RecordAttendance
from pdflow.participation.corrections import VoidRecord, Waive
from pdflow.participation.enrolment import AdoptPolicy, BriefParticipant, Enrol, Transfer
from pdflow.participation.enrolment_status import Pause, Reopen, Resume, Withdraw, before_enrolment, paused
from pdflow.participation.outcomes import MeasureOutcome, TakeBaseline
from pdflow.participation.state import Participation, Phase
from pdflow.participation.team import AssignTeam
from pdflow.participation.training import DropSession, PlanSession
from pdflow.participation.visits import CancelVisit

CHAPTERS: Final = (
    enrolment,
    team,
    enrolment_status,
    corrections,
    training,
    attendance,
    evaluation,
    commitment,
    support,
    priorities,
    visits,
    support_requests,
    follow_up_received,
    observations,
    growth_areas,
    action_steps,
    check_ins,
    coaching,
    coaching_moves,
    coaching_end,
    outcomes,
    completion,
)

NO_CONTACT: Final = frozenset(
    {
        Enrol, BriefParticipant, AssignTeam, Transfer, AdoptPolicy,
        Pause, Resume, Withdraw, Reopen, Waive, VoidRecord,
        PlanSession, DropSession, CancelVisit, TakeBaseline, MeasureOutcome,
    }
)  # fmt: skip
"""The commands allowed during a leave, since they are no contact with the person."""

decider: Final[Decider[Participation]] = Decider(
    "participation",
    Participation,
    Phase,
    [chapter.MOVES for chapter in CHAPTERS],
    wrong_phase="participation.not_in_phase",
    common_guards={before_enrolment: frozenset({Enrol}), paused: NO_CONTACT | {RecordAttendance}},
)
"""Decides the commands of a participation and folds its events."""
