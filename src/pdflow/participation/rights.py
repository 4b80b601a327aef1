"""Rights: who may give which command. A host that manages identity replaces them by ``decider.with_rights``."""

from __future__ import annotations

from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import in_role, right
from pdflow.participation.state import Participation
from pdflow.people import COACH, COMMISSIONER, COORDINATOR, MANAGER, PARTICIPANT, SUPPORTERS, SYSTEM, Role

the_coordinator = in_role(COORDINATOR)
the_programme = in_role(COORDINATOR, SYSTEM)
whoever_waives = in_role(COORDINATOR, COMMISSIONER, SYSTEM)
the_manager = in_role(MANAGER, COORDINATOR)
whoever_ends_it = in_role(MANAGER, COORDINATOR, SYSTEM)


def _wrong_role(header: Header, *needs: Role) -> Reason:
    return Reason("right.role", {"has": header.by.role, "needs": needs})


def _not_on_team(header: Header) -> Reason:
    return Reason("right.not_on_team", {"person": header.by.person}, "AssignTeam")


def _supports(state: Participation, header: Header, *others: Role) -> Reason | None:
    if header.by.role not in SUPPORTERS:
        return _wrong_role(header, *SUPPORTERS, *others)
    return None if state.on_team(header.by.person, header.at) else _not_on_team(header)


@right(PARTICIPANT, COORDINATOR)
def the_participant(state: Participation, header: Header) -> Reason | None:
    """The participant."""
    if header.by.role == COORDINATOR or header.by.person == state.person:
        return None
    return _wrong_role(header, PARTICIPANT, COORDINATOR) if header.by.role != PARTICIPANT else _not_on_team(header)


@right(*SUPPORTERS, COORDINATOR)
def a_supporter(state: Participation, header: Header) -> Reason | None:
    """A supporter on the team, whatever their role there."""
    return None if header.by.role == COORDINATOR else _supports(state, header, COORDINATOR)


@right(*SUPPORTERS, COORDINATOR, SYSTEM)
def whoever_took_attendance(state: Participation, header: Header) -> Reason | None:
    """A supporter on the team, or the host's automation on behalf of the trainer."""
    if header.by.role in (COORDINATOR, SYSTEM):
        return None
    return _supports(state, header, COORDINATOR, SYSTEM)


@right(PARTICIPANT, *SUPPORTERS, COORDINATOR)
def one_of_the_team(state: Participation, header: Header) -> Reason | None:
    """The participant, or a supporter on the team."""
    return (
        a_supporter.forbids(state, header) if header.by.role != PARTICIPANT else the_participant.forbids(state, header)
    )


@right(PARTICIPANT, *SUPPORTERS, COORDINATOR)
def whoever_visits(state: Participation, header: Header) -> Reason | None:
    """The participant, a supporter on the team, or the line manager."""
    return None if header.by.role == MANAGER else one_of_the_team.forbids(state, header)


@right(COACH)
def the_coach(state: Participation, header: Header) -> Reason | None:
    """The one whom the team names as coach, whatever their role; others may not do what is between the pair."""
    coach = state.coach_at(header.at)
    if coach is None:
        return Reason("coaching.not_the_coach", {"coach": None}, "AssignTeam")
    return None if header.by.person == coach else Reason("coaching.not_the_coach", {"coach": coach})


@right(COACH, COORDINATOR)
def the_coach_or_coordinator(state: Participation, header: Header) -> Reason | None:
    """The one whom the team names as coach, or the coordinator."""
    return None if header.by.role == COORDINATOR else the_coach.forbids(state, header)
