"""Completion: the end of a cycle and the beginning of the next, and the end of the participation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.guards import Objection, detail, fact, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import before_last_phase_change
from pdflow.participation.evaluation import lacks_evaluation
from pdflow.participation.rights import the_coach_or_coordinator
from pdflow.participation.state import (
    COMPLETED,
    SUPPORT,
    TRAINING,
    Moves,
    Participation,
    ParticipationSummary,
    attendance_shortfall,
    close_cycle,
    first_training_attended,
    is_remeasured,
    participation_summary,
    visits_ahead,
)
from pdflow.policy import EvaluationBefore
from pdflow.values import CycleNumber


@command(by=the_coach_or_coordinator)
class BeginNextCycle(Command[Participation]):
    """Go back to training for another cycle, named by its number."""

    cycle: CycleNumber


@command(by=the_coach_or_coordinator)
class Complete(Command[Participation]):
    """End a participation that has what its policy requires."""


@event("participation.cycle_begun")
class CycleBegun(Event[Participation]):
    """Another cycle began."""

    cycle: CycleNumber

    def apply(self, state: Participation) -> None:
        close_cycle(state)
        state.phase, state.turned = TRAINING, Turn("CycleBegun", self.at)
        state.cycles = (*state.cycles, self.at)


@event("participation.completed")
class ParticipationCompleted(Event[Participation]):
    """The participation was completed; carries its frozen summary, and the visits removed from the calendar."""

    summary: ParticipationSummary
    visits_dropped: tuple[RecordId, ...]

    def apply(self, state: Participation) -> None:
        state.left, state.phase, state.turned = state.phase, COMPLETED, Turn("ParticipationCompleted", self.at)
        state.named_by_turns.update(dict.fromkeys(self.visits_dropped, "ParticipationCompleted"))


@moment("cycle.no_coaching", remedy="OpenCoaching", waivable=True)
def no_coaching(state: Participation, at: datetime) -> Objection:
    needed, have = state.policy_at(at).coaching_sessions(state.team_at(at).tier), len(state.counted)
    return {"needed": needed, "have": have} if have < needed else None


@fact("growth_area.open", remedy="CloseGrowthArea")
def growth_area_open(state: Participation) -> Objection:
    areas = tuple(state.open_growth_areas())
    return {"growth_areas": areas} if areas else None


@moment("cycle.was_the_last", remedy="Complete", waivable=True)
def was_the_last(state: Participation, at: datetime) -> Objection:
    most = state.policy_at(at).most_cycles
    return {"most": most, "have": state.cycle} if most is not None and state.cycle >= most else None


@detail("cycle.not_next")
def not_the_next(state: Participation, begin: BeginNextCycle) -> Objection:
    return {"asked": begin.cycle, "next": state.cycle + 1} if begin.cycle != state.cycle + 1 else None


@moment("support.not_begun", remedy="BeginSupport", waivable=True)
def never_supported(state: Participation, at: datetime) -> Objection:
    return state.policy_at(at).support_before_complete and state.supported_since is None


@moment("training.attendance_short", remedy="RecordAttendance", waivable=True)
def attendance_short_in_any_cycle(state: Participation, at: datetime) -> Objection:
    shortfalls = [attendance_shortfall(state, cycle, at) for cycle in range(1, state.cycle + 1)]
    return tuple([shortfall for shortfall in shortfalls if shortfall])


@moment("training.evaluation_missing", remedy="SubmitEvaluation", waivable=True)
def evaluation_missing_in_any_cycle(state: Participation, at: datetime) -> Objection:
    """Credit is given only after the evaluation was handed in."""
    if state.policy_at(at).evaluation_before is EvaluationBefore.NEVER:
        return None
    return tuple([{"cycle": cycle} for cycle in range(1, state.cycle + 1) if lacks_evaluation(state, cycle, at)])


@moment("cycle.short", remedy="BeginNextCycle", waivable=True)
def too_few_cycles(state: Participation, at: datetime) -> Objection:
    needed = state.policy_at(at).fewest_cycles
    return {"needed": needed, "have": state.cycle} if state.cycle < needed else None


@fact("step.open", remedy="CompleteActionStep")
def step_open(state: Participation) -> Objection:
    steps = tuple(state.open_steps())
    return {"steps": steps} if steps else None


@moment("outcome.not_remeasured", remedy="MeasureOutcome", waivable=True)
def not_remeasured(state: Participation, at: datetime) -> Objection:
    if not state.policy_at(at).remeasure_before_complete:
        return None
    owed = [own.outcome for own in state.own_outcomes() if not is_remeasured(state, own, at)]
    first = first_training_attended(state) if owed else None
    window = state.policy_at(at).measured_when(None if first is None else first.date())
    return tuple([{"outcome": outcome} | window for outcome in owed])


def cycle_has_begun(state: Participation, begin: BeginNextCycle) -> bool:
    return begin.cycle <= state.cycle


def is_completed(state: Participation, complete: Complete) -> bool:
    return state.phase is COMPLETED


def participation_completed(state: Participation, complete: Complete) -> Sequence[ParticipationCompleted]:
    summary, dropped = participation_summary(state), tuple(visits_ahead(state, complete.at))
    return (ParticipationCompleted(complete.header, summary=summary, visits_dropped=dropped),)


MOVES: Moves = (
    move(
        BeginNextCycle,
        SUPPORT,
        to=TRAINING,
        guards=[no_coaching, growth_area_open, was_the_last, not_the_next, before_last_phase_change],
        then=CycleBegun,
        no_op_if=cycle_has_begun,
    ),
    move(
        Complete,
        (TRAINING, SUPPORT),
        to=COMPLETED,
        guards=[
            never_supported,
            attendance_short_in_any_cycle,
            evaluation_missing_in_any_cycle,
            too_few_cycles,
            no_coaching,
            step_open,
            growth_area_open,
            not_remeasured,
            before_last_phase_change,
        ],
        then=participation_completed,
        no_op_if=is_completed,
    ),
)
