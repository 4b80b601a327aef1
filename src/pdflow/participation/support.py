"""From training to implementation support: what must be in place before support begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pdflow.kernel.fields import RecordId
from pdflow.kernel.guards import Objection, fact, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.participation.enrolment_status import before_the_last_turn
from pdflow.participation.rights import a_supporter
from pdflow.participation.state.attendance import attended, share
from pdflow.participation.state.state import (
    COACHING,
    ENROLLED,
    SUPPORT,
    TRAINING,
    Moves,
    Participation,
)
from pdflow.people import MANAGER
from pdflow.policy import EvaluationBefore


@command(by=a_supporter)
class BeginSupport(Command[Participation]):
    """Go from training to implementation support at the workplace."""


@event("participation.support_begun")
class SupportBegun(Event[Participation]):
    """Implementation support began, granted on these records."""

    granted_on: tuple[RecordId, ...]

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = SUPPORT, Turn("SupportBegun", self.at)
        state.supported_since, state.granted_on = state.supported_since or self.at, self.granted_on


@moment("training.attendance_short", remedy="RecordAttendance", waivable=True)
def attendance_short(state: Participation, at: datetime) -> Objection:
    return short_in(state, state.cycle, at) or None


@moment("training.evaluation_missing", remedy="SubmitEvaluation", waivable=True)
def evaluation_missing(state: Participation, at: datetime) -> Objection:
    asked = state.policy.evaluation_before is EvaluationBefore.SUPPORT
    return {"cycle": state.cycle} if asked and unevaluated(state, state.cycle, at) else None


@moment("training.no_commitment", remedy="CommitToPractice", waivable=True)
def no_commitment(state: Participation, at: datetime) -> Objection:
    if not state.policy.commitment_before_support:
        return None
    return not any(state.cycles[-1] <= made.at <= at for made in state.commitments.values())


@fact("support.no_supporter", remedy="AssignTeam", waivable=True)
def no_supporter(state: Participation) -> Objection:
    return state.policy.supporter_before_support and not state.supporters()


@fact("team.only_line_manager", remedy="AssignTeam", waivable=True)
def only_line_manager(state: Participation) -> Objection:
    """The line manager alone, in whatever role, is not follow-up (follow-through article)."""
    supporters = state.supporters()
    if not (state.policy.supporter_beyond_manager and supporters):
        return None
    return supporters <= {state.manager, *(other.person for other in state.team if other.role is MANAGER)}


@fact("support.not_planned", remedy="BriefParticipant", waivable=True)
def not_planned(state: Participation) -> Objection:
    return state.policy.follow_up_before_support and not state.strategies


@moment("outcome.no_baseline", remedy="TakeBaseline", waivable=True)
def no_baseline(state: Participation, at: datetime) -> Objection:
    """A reading counts from its own day on, whenever it was entered."""
    if not state.policy.baseline_before_support:
        return None
    taken = {baseline.outcome for baseline in state.baselines.values() if baseline.on <= at.date()}
    return tuple([{"outcome": own.outcome} for own in state.own_outcomes() if own.outcome not in taken])


@moment("support.not_begun", remedy="BeginSupport", waivable=True)
def support_not_begun(state: Participation, at: datetime) -> Objection:
    """Support does not stop between cycles: this holds only until it first began."""
    return state.supported_since is None or at < state.supported_since


def short_in(state: Participation, cycle: int, by: datetime | None = None) -> dict[str, object]:
    """How far attendance falls short in a cycle, in all or by then; empty where it does not."""
    needed, has = state.policy.attendance_share, share(state, cycle, by)
    if has.of_all(has.credited) >= needed if has.minutes else cycle > 1 or not needed:
        return {}
    reachable = has.of_all(has.credited + has.to_come) >= needed
    return {"cycle": cycle, "have": has.reached, "needed": needed, "reachable": reachable}


def unevaluated(state: Participation, cycle: int, by: datetime | None = None) -> bool:
    """Whether somebody was there in a cycle and no evaluation of it is in, in all or by then."""
    entries = (*state.earlier_evaluations.values(), *state.evaluations.values())
    evaluated = {entry.cycle for entry in entries if by is None or entry.at <= by}
    return cycle not in evaluated and attended(state, cycle)


def support_begun(state: Participation, begin: BeginSupport) -> bool:
    return state.phase in (SUPPORT, COACHING)


def support_granted(state: Participation, begin: BeginSupport) -> Sequence[SupportBegun]:
    cycle, began, at = state.cycle, state.cycles[-1], begin.at
    own = {outcome.outcome for outcome in state.own_outcomes()}
    granted_on = (
        *[name for name, entry in state.attendance.items() if entry.cycle == cycle and entry.there and entry.at <= at],
        *[name for name, entry in state.evaluations.items() if entry.cycle == cycle and entry.at <= at],
        *[name for name, entry in state.commitments.items() if began <= entry.at <= at],
        *[name for name, entry in state.baselines.items() if entry.outcome in own and entry.on <= at.date()],
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
            before_the_last_turn,
        ],
        then=support_granted,
        no_op_if=support_begun,
    ),
)
