"""Implementation support: its beginning, and what has to be in place before it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.guards import Objection, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import before_last_phase_change
from pdflow.participation.evaluation import lacks_evaluation
from pdflow.participation.rights import a_supporter
from pdflow.participation.state import COACHING, ENROLLED, SUPPORT, TRAINING, Moves, Participation, attendance_shortfall
from pdflow.policy import EvaluationBefore


@command(by=a_supporter)
class BeginSupport(Command[Participation]):
    """Go from training to implementation support at the workplace."""


@event("participation.support_begun")
class SupportBegun(Event[Participation]):
    """Implementation support began, relying on these records."""

    granted_on: tuple[RecordId, ...]

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = SUPPORT, Turn("SupportBegun", self.at)
        state.supported_since, state.granted_on = state.supported_since or self.at, self.granted_on


@moment("training.attendance_short", remedy="RecordAttendance", waivable=True)
def attendance_short(state: Participation, at: datetime) -> Objection:
    return attendance_shortfall(state, state.cycle, at) or None


@moment("training.evaluation_missing", remedy="SubmitEvaluation", waivable=True)
def evaluation_missing(state: Participation, at: datetime) -> Objection:
    required = state.policy_at(at).evaluation_before is EvaluationBefore.SUPPORT
    return {"cycle": state.cycle} if required and lacks_evaluation(state, state.cycle, at) else None


@moment("training.no_commitment", remedy="CommitToPractice", waivable=True)
def no_commitment(state: Participation, at: datetime) -> Objection:
    if not state.policy_at(at).commitment_before_support:
        return None
    return not any(state.cycles[-1] <= commitment.at <= at for commitment in state.commitments.values())


@moment("support.no_supporter", remedy="AssignTeam", waivable=True)
def no_supporter(state: Participation, at: datetime) -> Objection:
    team = state.team_at(at)
    return state.policy_at(at).supporter_before_support and not (team.supporters or team.coach)


@moment("team.only_line_manager", remedy="AssignTeam", waivable=True)
def only_line_manager(state: Participation, at: datetime) -> Objection:
    """The line manager alone, in whatever role, is not follow-up (follow-through article)."""
    asked = state.policy_at(at).supporter_beyond_manager
    return asked and state.team_at(at).is_manager_alone(state.manager_at(at))


@moment("support.not_planned", remedy="BriefParticipant", waivable=True)
def not_planned(state: Participation, at: datetime) -> Objection:
    return state.policy_at(at).follow_up_before_support and not state.strategies


@moment("outcome.no_baseline", remedy="TakeBaseline", waivable=True)
def no_baseline(state: Participation, at: datetime) -> Objection:
    """A reading counts from its own day on, whenever it was recorded."""
    if not state.policy_at(at).baseline_before_support:
        return None
    today = at.date()
    taken = {baseline.outcome for baseline in state.baselines.values() if baseline.on <= today}
    return tuple([{"outcome": own.outcome} for own in state.own_outcomes() if own.outcome not in taken])


@moment("support.not_begun", remedy="BeginSupport", waivable=True)
def support_not_begun(state: Participation, at: datetime) -> Objection:
    """Support does not stop between cycles, so this applies only before its first beginning."""
    return state.supported_since is None or at < state.supported_since


def is_in_support(state: Participation, begin: BeginSupport) -> bool:
    return state.phase in (SUPPORT, COACHING)


def support_begun(state: Participation, begin: BeginSupport) -> Sequence[SupportBegun]:
    cycle, began, at = state.cycle, state.cycles[-1], begin.at
    own = {outcome.outcome for outcome in state.own_outcomes()}
    granted_on = (
        *[name for name, r in state.attendance.items() if r.cycle == cycle and r.there and r.at <= at],
        *[name for name, r in state.evaluations.items() if r.cycle == cycle and r.at <= at],
        *[name for name, r in state.commitments.items() if began <= r.at <= at],
        *[name for name, r in state.baselines.items() if r.outcome in own and r.on <= at.date()],
    )
    return (SupportBegun(begin.header, granted_on=granted_on),)


MOVES: Moves = (
    move(
        BeginSupport,
        (ENROLLED, TRAINING),
        to=SUPPORT,
        guards=[
            attendance_short,
            evaluation_missing,
            no_commitment,
            no_supporter,
            only_line_manager,
            not_planned,
            no_baseline,
            before_last_phase_change,
        ],
        then=support_begun,
        no_op_if=is_in_support,
    ),
)
