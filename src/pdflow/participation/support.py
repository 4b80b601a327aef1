"""From training to implementation support: what must be in place before support begins."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.kernel.declare import Command, Event, RecordId, command, event
from pdflow.kernel.lifecycle import move
from pdflow.kernel.rules import Why, fact
from pdflow.participation.attending import attended, share
from pdflow.participation.rights import a_supporter
from pdflow.participation.standing import before_the_last_turn
from pdflow.participation.state import COACHING, ENROLLED, SUPPORT, TRAINING, Moves, Participation, Turn
from pdflow.people import MANAGER
from pdflow.policy import EvaluationBefore


@command(by=a_supporter)
class BeginSupport(Command):
    """Go from training to implementation support at the workplace."""


@event("participation.support_begun")
class SupportBegun(Event):
    """Implementation support began, granted on these records."""

    granted_on: tuple[RecordId, ...]

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = SUPPORT, Turn("SupportBegun", self.at)
        state.supported_since, state.granted_on = state.supported_since or self.at, self.granted_on


@fact("training.attendance_short", remedy="RecordAttendance", waivable=True)
def attendance_short(state: Participation) -> Why:
    return short_in(state, state.cycle) or None


@fact("training.evaluation_missing", remedy="SubmitEvaluation", waivable=True)
def evaluation_missing(state: Participation) -> Why:
    asked = state.policy.evaluation_before is EvaluationBefore.SUPPORT
    return {"cycle": state.cycle} if asked and unevaluated(state, state.cycle) else None


@fact("training.no_commitment", remedy="CommitToPractice", waivable=True)
def no_commitment(state: Participation) -> Why:
    if not state.policy.commitment_before_support:
        return None
    return not any(made.at >= state.cycles[-1] for made in state.commitments.values())


@fact("support.no_supporter", remedy="AssignTeam", waivable=True)
def no_supporter(state: Participation) -> Why:
    return state.policy.supporter_before_support and not state.team


@fact("team.only_line_manager", remedy="AssignTeam", waivable=True)
def only_line_manager(state: Participation) -> Why:
    """The line manager alone is not follow-up (003)."""
    if not (state.policy.supporter_beyond_manager and state.team):
        return None
    return all(supporter.role is MANAGER for supporter in state.team)


@fact("support.not_planned", remedy="BriefParticipant", waivable=True)
def not_planned(state: Participation) -> Why:
    return state.policy.follow_up_before_support and not state.strategies


@fact("outcome.no_baseline", remedy="TakeBaseline", waivable=True)
def no_baseline(state: Participation) -> Why:
    if not state.policy.baseline_before_support:
        return None
    taken = {baseline.outcome for baseline in state.baselines.values()}
    return tuple({"outcome": own.outcome} for own in state.own_outcomes() if own.outcome not in taken)


@fact("support.not_begun", remedy="BeginSupport", waivable=True)
def support_not_begun(state: Participation) -> Why:
    """Support does not stop between cycles: this holds only until it first began."""
    return state.supported_since is None


def short_in(state: Participation, cycle: int) -> dict[str, object]:
    """How far attendance falls short in a cycle; empty where it does not."""
    needed, has = state.policy.attendance_share, share(state, cycle)
    if has.credited >= needed * has.minutes and (has.minutes or cycle > 1 or not needed):
        return {}
    reachable = has.credited + has.to_come >= needed * has.minutes
    return {"cycle": cycle, "have": has.reached, "needed": needed, "reachable": reachable}


def unevaluated(state: Participation, cycle: int) -> bool:
    """Whether somebody was there in a cycle and no evaluation of it is in."""
    entries = (*state.earlier_evaluations.values(), *state.evaluations.values())
    return attended(state, cycle) and all(entry.cycle != cycle for entry in entries)


def support_begun(state: Participation, begin: BeginSupport) -> bool:
    return state.phase in (SUPPORT, COACHING)


def support_granted(state: Participation, begin: BeginSupport) -> Sequence[SupportBegun]:
    cycle, began = state.cycle, state.cycles[-1]
    own = {outcome.outcome for outcome in state.own_outcomes()}
    granted_on = (
        *(name for name, entry in state.attendance.items() if entry.cycle == cycle and entry.there),
        *(name for name, entry in state.evaluations.items() if entry.cycle == cycle),
        *(name for name, entry in state.commitments.items() if entry.at >= began),
        *(name for name, entry in state.baselines.items() if entry.outcome in own),
    )
    return (SupportBegun(begin.header, granted_on=granted_on),)


MOVES: Moves = (
    move(
        BeginSupport,
        (ENROLLED, TRAINING),
        to=SUPPORT,
        unless=[
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
        already=support_begun,
    ),
)
