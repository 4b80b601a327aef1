"""Closing: a cycle ends and the next begins, or the participation is complete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.guards import (
    Objection,
    detail,
    fact,
    moment,
)
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import before_the_last_turn
from pdflow.participation.rights import the_coach_or_coordinator
from pdflow.participation.state.attendance import first_training
from pdflow.participation.state.closed_cycles import leave_behind
from pdflow.participation.state.records import Measurement
from pdflow.participation.state.state import (
    COMPLETED,
    SUPPORT,
    TRAINING,
    Moves,
    Participation,
)
from pdflow.participation.state.summary import Summary, summary
from pdflow.participation.support import short_in, unevaluated
from pdflow.participation.visits import is_open
from pdflow.policy import EvaluationBefore
from pdflow.values import EvaluationLevel, Outcome, OutcomeKind

AT_USE = frozenset({EvaluationLevel.USE, EvaluationLevel.LEARNER_OUTCOME})
LEARNT = frozenset({OutcomeKind.ATTITUDE, OutcomeKind.SKILL})


@command(by=the_coach_or_coordinator)
class BeginNextCycle(Command[Participation]):
    """Go back to training for another round; names the number of the cycle it begins."""

    cycle: int


@command(by=the_coach_or_coordinator)
class Complete(Command[Participation]):
    """End a participation that did what its policy asks."""


@event("participation.cycle_begun")
class CycleBegun(Event[Participation]):
    """Another round began."""

    cycle: int

    def apply(self, state: Participation) -> None:
        leave_behind(state)
        state.phase, state.turned = TRAINING, Turn("CycleBegun", self.at)
        state.cycles = (*state.cycles, self.at)


@event("participation.completed")
class ParticipationCompleted(Event[Participation]):
    """The participation was completed; carries its frozen summary, and the visits that fall away."""

    summary: Summary
    visits_dropped: tuple[RecordId, ...]

    def apply(self, state: Participation) -> None:
        state.left, state.phase, state.turned = state.phase, COMPLETED, Turn("ParticipationCompleted", self.at)
        state.named_by_turns.update(dict.fromkeys(self.visits_dropped, "ParticipationCompleted"))


@fact("cycle.no_coaching", remedy="OpenCoaching", waivable=True)
def no_coaching(state: Participation) -> Objection:
    needed, have = state.policy.coaching_sessions(state.tier), len(state.counted)
    return {"needed": needed, "have": have} if have < needed else None


@fact("growth_area.open", remedy="CloseGrowthArea")
def growth_area_open(state: Participation) -> Objection:
    unsettled = tuple(state.open_growth_areas())
    return {"growth_areas": unsettled} if unsettled else None


@fact("cycle.was_the_last", remedy="Complete", waivable=True)
def was_the_last(state: Participation) -> Objection:
    most = state.policy.most_cycles
    return {"most": most, "have": state.cycle} if most is not None and state.cycle >= most else None


@detail("cycle.not_next")
def not_the_next(state: Participation, begin: BeginNextCycle) -> Objection:
    return {"asked": begin.cycle, "next": state.cycle + 1} if begin.cycle != state.cycle + 1 else None


@fact("support.not_begun", remedy="BeginSupport", waivable=True)
def never_supported(state: Participation) -> Objection:
    return state.policy.support_before_complete and state.supported_since is None


@moment("training.attendance_short", remedy="RecordAttendance", waivable=True)
def attendance_short_in_any_cycle(state: Participation, at: datetime) -> Objection:
    return tuple([short for cycle in range(1, state.cycle + 1) if (short := short_in(state, cycle, at))])


@moment("training.evaluation_missing", remedy="SubmitEvaluation", waivable=True)
def evaluation_missing_in_any_cycle(state: Participation, at: datetime) -> Objection:
    """Credit is held until the evaluation is in."""
    if state.policy.evaluation_before is EvaluationBefore.NEVER:
        return None
    return tuple([{"cycle": cycle} for cycle in range(1, state.cycle + 1) if unevaluated(state, cycle, at)])


@fact("cycle.short", remedy="BeginNextCycle", waivable=True)
def too_few_cycles(state: Participation) -> Objection:
    needed = state.policy.fewest_cycles
    return {"needed": needed, "have": state.cycle} if state.cycle < needed else None


@fact("step.open", remedy="CompleteActionStep")
def step_open(state: Participation) -> Objection:
    steps = tuple(state.open_steps())
    return {"steps": steps} if steps else None


@moment("outcome.not_remeasured", remedy="MeasureOutcome", waivable=True)
def not_remeasured(state: Participation, at: datetime) -> Objection:
    if not state.policy.remeasure_before_complete:
        return None
    owed = [own.outcome for own in state.own_outcomes() if not remeasured(state, own, at)]
    first = first_training(state) if owed else None
    when = state.policy.measured_when(None if first is None else first.date())
    return tuple([{"outcome": outcome} | when for outcome in owed])


def remeasured(state: Participation, outcome: Outcome, by: datetime | None = None) -> bool:
    """Whether a reading, of all or of those by then, in the policy's window and after the last coaching, shows use.

    Learning does for an attitude or a skill where it was read at the workplace; reaction never does.
    """
    counting = {(reading.outcome, reading.on, reading.level): reading for reading in state.measurements.values()}
    return any(
        reading.outcome == outcome.outcome
        and (by is None or reading.on <= by.date())
        and _counts(outcome, reading)
        and _in_the_window(state, reading.on)
        for reading in counting.values()
    )


def _counts(outcome: Outcome, reading: Measurement) -> bool:
    if reading.level is EvaluationLevel.LEARNING:
        return reading.at_workplace and outcome.kind in LEARNT
    return reading.level in AT_USE


def _in_the_window(state: Participation, day: date) -> bool:
    trained = first_training(state)
    if trained is None or (state.coached_at is not None and day < state.coached_at.date()):
        return False
    elapsed = (day - trained.date()).days - days_on_leave(state, trained.date(), day)
    return state.policy.measures_after(elapsed)


def days_on_leave(state: Participation, start: date, end: date) -> int:
    """Days between these two on which the person was on leave; the clock stood still."""
    leaves = [(since.date(), until.date()) for since, until in state.pauses]
    if state.paused is not None:
        leaves.append((state.paused.since.date(), end))
    days: set[int] = set()
    for since, until in leaves:
        days.update(range(max(since, start).toordinal(), min(until, end).toordinal()))
    return len(days)


def begun_already(state: Participation, begin: BeginNextCycle) -> bool:
    return begin.cycle <= state.cycle


def completed_already(state: Participation, complete: Complete) -> bool:
    return state.phase is COMPLETED


def completed(state: Participation, complete: Complete) -> Sequence[ParticipationCompleted]:
    at = complete.at
    ahead = tuple([name for name, visit in state.visits.items() if visit.start > at and is_open(state, name)])
    return (ParticipationCompleted(complete.header, summary=summary(state), visits_dropped=ahead),)


MOVES: Moves = (
    move(
        BeginNextCycle,
        SUPPORT,
        to=TRAINING,
        guards=[no_coaching, growth_area_open, was_the_last, not_the_next, before_the_last_turn],
        then=CycleBegun,
        no_op_if=begun_already,
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
            before_the_last_turn,
        ],
        then=completed,
        no_op_if=completed_already,
    ),
)
