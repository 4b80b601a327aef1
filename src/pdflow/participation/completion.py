"""Completion: the end of a cycle and the beginning of the next, and the end of the participation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

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
    OutcomeWindow,
    Participation,
    ParticipationSummary,
    attendance_shortfalls,
    close_cycle,
    contact_shortfall,
    latest_fact_of_cycle,
    participation_summary,
    remeasure_window,
    training_of_cycle,
    unmeasured_outcomes,
    unreviewed_steps,
    visits_ahead,
)
from pdflow.policy import EvaluationBefore
from pdflow.values import CycleNumber

DAY: Final = timedelta(days=1)


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


@moment("cycle.too_soon", waivable=True)
def too_soon(state: Participation, at: datetime) -> Objection:
    """Rounds are weeks apart: so many days from the training of a cycle, or where it had none from its beginning."""
    days, cycle = state.policy_at(at).days_between_cycles, state.cycle
    if days is None:
        return None
    trained = training_of_cycle(state, cycle, at)
    since = (trained or state.cycles[-1]).date()
    earliest = since + days * DAY
    counted = {"begun": since} if trained is None else {"trained": since}
    return {"cycle": cycle, **counted, "earliest": earliest} if at.date() < earliest else None


@moment("support.no_contact", remedy="RecordObservation", waivable=True)
def no_contact(state: Participation, at: datetime) -> Objection:
    return contact_shortfall(state, state.cycle, at) or None


@moment("record.before")
def before_what_it_closes(state: Participation, at: datetime) -> Objection:
    """A cycle does not end before a fact on record in it, which would be filed under the closed one."""
    later = latest_fact_of_cycle(state, at)
    return None if later is None else {"record": later[0], "at": later[1]}


@detail("cycle.not_next")
def not_the_next(state: Participation, begin: BeginNextCycle) -> Objection:
    return {"asked": begin.cycle, "next": state.cycle + 1} if begin.cycle != state.cycle + 1 else None


@moment("support.not_begun", remedy="BeginSupport", waivable=True)
def never_supported(state: Participation, at: datetime) -> Objection:
    return state.policy_at(at).support_before_complete and state.supported_since is None


@moment("training.attendance_short", remedy="RecordAttendance", waivable=True)
def attendance_short_in_any_cycle(state: Participation, at: datetime) -> Objection:
    return tuple([{**short} for short in attendance_shortfalls(state, at).values()])


@moment("training.evaluation_missing", remedy="SubmitEvaluation", waivable=True)
def evaluation_missing_in_any_cycle(state: Participation, at: datetime) -> Objection:
    """Credit is given only after the evaluation was handed in."""
    if state.policy_at(at).evaluation_before is EvaluationBefore.NEVER:
        return None
    return tuple([{"cycle": cycle} for cycle in range(1, state.cycle + 1) if lacks_evaluation(state, cycle, at)])


@moment("support.no_contact", remedy="RecordObservation", waivable=True)
def no_contact_in_any_cycle(state: Participation, at: datetime) -> Objection:
    shortfalls = [contact_shortfall(state, cycle, at) for cycle in range(1, state.cycle + 1)]
    return tuple([shortfall for shortfall in shortfalls if shortfall])


@moment("commitment.unreviewed", remedy="HoldCheckIn", waivable=True)
def unreviewed(state: Participation, at: datetime) -> Objection:
    """Drift is the promise that nobody looked at (follow-through article)."""
    if not state.policy_at(at).commitment_reviewed:
        return None
    return tuple([{"cycle": cycle, "steps": steps} for cycle, steps in unreviewed_steps(state, at).items()])


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
    return _unmeasured(state, at, too_late=False) if state.policy_at(at).remeasure_before_complete else None


@moment("outcome.not_remeasured", remedy="Waive", waivable=True)
def no_longer_remeasured(state: Participation, at: datetime) -> Objection:
    """After the last day no new reading counts any more."""
    window = remeasure_window(state, at) if state.policy_at(at).remeasure_before_complete else None
    return _unmeasured(state, at, too_late=True) if _is_over(window, at) else None


def _unmeasured(state: Participation, at: datetime, *, too_late: bool) -> Objection:
    unmeasured, window = unmeasured_outcomes(state, at)
    if not unmeasured or _is_over(window, at) is not too_late:
        return None
    if window is None:
        days = state.policy_at(at).measured_when()
    else:
        days = {"last_day": window.last_day, "opens": window.opens}
    return tuple([{"outcome": each.outcome} | days for each in unmeasured])


def _is_over(window: OutcomeWindow | None, at: datetime) -> bool:
    return window is not None and window.last_day is not None and at.date() > window.last_day


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
        guards=[
            no_coaching,
            no_contact,
            too_soon,
            growth_area_open,
            was_the_last,
            not_the_next,
            before_what_it_closes,
            before_last_phase_change,
        ],
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
            no_contact_in_any_cycle,
            unreviewed,
            step_open,
            growth_area_open,
            not_remeasured,
            no_longer_remeasured,
            before_last_phase_change,
        ],
        then=participation_completed,
        no_op_if=is_completed,
    ),
)
