"""The table of a participation: every chapter's moves, joined, and the rules that hold for all of them."""

from __future__ import annotations

from typing import Final

from pdflow.kernel.decider import Decider
from pdflow.participation import (
    action_steps as steps,
    check_ins as checking,
    coaching,
    coaching_moves,
    completion as closing,
    corrections,
    enrolment,
    enrolment_status as standing,
    evaluation as learning,
    growth_areas as growth,
    observations as observing,
    outcomes,
    priorities,
    support,
    training as sessions,
    visits,
)
from pdflow.participation.corrections import VoidRecord, Waive
from pdflow.participation.enrolment import (
    AdoptPolicy,
    AssignTeam,
    BriefParticipant,
    Enrol,
    Transfer,
)
from pdflow.participation.enrolment_status import (
    Pause,
    Reopen,
    Resume,
    Withdraw,
    before_enrolment,
    paused,
)
from pdflow.participation.outcomes import MeasureOutcome, TakeBaseline
from pdflow.participation.state.state import Participation, Phase
from pdflow.participation.training import DropSession, PlanSession, RecordAttendance
from pdflow.participation.visits import CancelVisit

CHAPTERS: Final = (
    enrolment,
    standing,
    corrections,
    sessions,
    learning,
    support,
    priorities,
    visits,
    observing,
    growth,
    steps,
    checking,
    coaching,
    coaching_moves,
    outcomes,
    closing,
)

NO_CONTACT: Final = frozenset(
    {
        Enrol, BriefParticipant, AssignTeam, Transfer, AdoptPolicy,
        Pause, Resume, Withdraw, Reopen, Waive, VoidRecord,
        PlanSession, DropSession, CancelVisit, TakeBaseline, MeasureOutcome,
    }
)  # fmt: skip
"""What goes on during a leave, since it is no contact with the person."""

decider: Final[Decider[Participation]] = Decider(
    "participation",
    Participation,
    Phase,
    [chapter.MOVES for chapter in CHAPTERS],
    wrong_phase="participation.not_in_phase",
    common_guards={before_enrolment: frozenset({Enrol}), paused: NO_CONTACT | {RecordAttendance}},
)
"""Decides the commands of a participation and folds its events."""
