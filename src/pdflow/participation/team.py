"""The team: who supports a person, who of them is the coach, who takes over from whom, and the tier."""

from __future__ import annotations

from pdflow.audience import TeamNote
from pdflow.kernel.fields import restates
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import the_coordinator
from pdflow.participation.state import LIVE, Moves, Participation, Team
from pdflow.people import MANAGER, Handover, PersonId, Supporter, Tier


@command(by=the_coordinator)
class AssignTeam(Command[Participation]):
    """Name the supporters, the coach among them, who takes over from whom, and the tier.

    ``ground`` is why this tier: personal text that can be erased.
    """

    team: tuple[Supporter, ...] = restates(lambda state, at: state.team_at(at).supporters)
    coach: PersonId | None = restates(lambda state, at: state.team_at(at).coach, default=None)
    handovers: tuple[Handover, ...] = ()
    tier: Tier = restates(lambda state, at: state.team_at(at).tier, default=Tier.INTENSIVE)
    ground: TeamNote = None


@event("participation.team_assigned", version=2, upcasters={1: dict})
class TeamAssigned(Event[Participation]):
    """The team, its coach and the tier were assigned."""

    team: tuple[Supporter, ...]
    coach: PersonId | None
    handovers: tuple[Handover, ...]
    tier: Tier
    ground: TeamNote

    def apply(self, state: Participation) -> None:
        state.team, state.coach, state.tier = self.team, self.coach, self.tier
        team = Team(self.at, self.team, self.coach, self.tier, self.handovers, self.header.id)
        state.teams = (*state.teams, team)


@detail("team.supports_self")
def supports_self(state: Participation, assign: AssignTeam) -> Objection:
    named = {assign.coach, *(supporter.person for supporter in assign.team)}
    for handover in assign.handovers:
        named |= {handover.successor, handover.predecessor}
    return {"person": state.person} if state.person in named else None


@detail("team.coach_is_manager", waivable=True)
def coach_is_manager(state: Participation, assign: AssignTeam) -> Objection:
    """Line managers, by name or by the role they support in, have more to do than to coach (follow-through article)."""
    coach = assign.coach
    if coach is None or state.policy_at(assign.at).coach_may_be_manager:
        return None
    is_manager = coach == state.manager_at(assign.at) or Supporter(coach, MANAGER) in assign.team
    return {"coach": coach} if is_manager else None


def team_is_unchanged(state: Participation, assign: AssignTeam) -> bool:
    """Whether the team is that already. A ground is recorded again: no state keeps it, so that none can be compared."""
    team = state.team_at(assign.at)
    is_recorded = assign.ground is None or team.id == assign.header.id
    current = (team.supporters, team.coach, team.tier)
    if not (state.teams and is_recorded and (assign.team, assign.coach, assign.tier) == current):
        return False
    successors = state.successors_at(assign.at) if assign.handovers else {}
    return all(successors.get(handover.predecessor) == handover.successor for handover in assign.handovers)


MOVES: Moves = (
    move(
        AssignTeam,
        LIVE,
        guards=[supports_self, coach_is_manager],
        then=TeamAssigned,
        no_op_if=team_is_unchanged,
    ),
)
