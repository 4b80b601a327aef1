"""How a team that a roster gives stands to the team that somebody has: it is the same, or others chose that one."""

from __future__ import annotations

from collections.abc import Iterable

from pdflow.exchange.oneroster.enrolment import Intake, named
from pdflow.kernel.messages import Event
from pdflow.participation import LIVE, AssignTeam, Participation, TeamAssigned


def is_in_force(state: Participation, assign: AssignTeam) -> bool:
    """Whether a roster's team is the one that somebody has when it is given, whatever the ground of its tier.

    Before their first team that one counts. Whose participation has ended has none: the command says why it is refused.
    """
    if not state.teams or state.phase not in LIVE:
        return False
    first = min(team.since for team in state.teams)
    team = state.team_at(max(first, assign.at))
    return (team.supporters, team.coach, team.tier) == (assign.team, assign.coach, assign.tier)


def is_of_others(state: Participation, history: Iterable[Event[Participation]], assign: AssignTeam) -> bool:
    """Whether the team that a roster's would replace was assigned otherwise than by a roster.

    The id of a roster's command follows from what it says, and so tells; a ground that was erased hides it.

    Args:
        history: the events of ``state``.
    """
    if not state.teams or state.phase not in LIVE:
        return False
    present = state.team_at(max(assign.at, *(team.since for team in state.teams)))
    events = (event for event in history if isinstance(event, TeamAssigned) and event.header.id == present.id)
    return not any(_roster_id(event, state) == present.id for event in events)


def _roster_id(assigned: TeamAssigned, state: Participation) -> str:
    """The id of a roster's command that says what was recorded."""
    intake = Intake(assigned.header.by, assigned.header.at, engagement=state.engagement)
    command = AssignTeam(
        assigned.header,
        team=assigned.team,
        coach=assigned.coach,
        handovers=assigned.handovers,
        tier=assigned.tier,
        ground=assigned.ground,
    )
    return named(command, state.person, intake).header.id
