"""Rights: who may give which command. A host that manages identity replaces them by ``decider.with_rights``.

They are judged by the team and the line manager at the time of the command. Nobody decides on themselves: the
participant may give what is the participant's, and nothing in another role.
"""

from __future__ import annotations

from typing import Protocol

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import HasHeader, Right, right
from pdflow.participation.state import Participation
from pdflow.people import COACH, COMMISSIONER, COORDINATOR, MANAGER, PARTICIPANT, SUPPORTERS, SYSTEM, Role


def _wrong_role(header: Header, *needs: Role) -> Reason:
    return Reason("right.role", {"has": header.by.role, "needs": needs})


def _not_on_team(state: Participation, header: Header) -> Reason:
    """Names the team of that time; that somebody be named is advised only where nobody is."""
    team = tuple(sorted(state.supporters_at(header.at)))
    return Reason("right.not_on_team", {"person": header.by.person, "team": team}, None if team else "AssignTeam")


def _about_self(state: Participation, header: Header) -> Reason | None:
    is_self = header.by.person == state.person and header.by.role != PARTICIPANT
    return Reason("right.about_self", {"person": state.person}) if is_self else None


def _not_the_participant(state: Participation, header: Header, *needs: Role) -> Reason:
    """Somebody acts as the participant of another participation."""
    return Reason("right.not_on_team", {"participant": state.person, "needs": needs, "person": header.by.person})


def _in_own_role(refused: Reason | None) -> Reason | None:
    """Says that participants may do this, in their own role."""
    if refused is None or refused.code != "right.about_self":
        return refused
    return attrs.evolve(refused, parameters={"own": PARTICIPANT, **refused.parameters})


def _by_others(state: Participation, header: Header, *roles: Role) -> Reason | None:
    """Somebody in one of these roles, but not the participant."""
    return _about_self(state, header) if header.by.role in roles else _wrong_role(header, *roles)


def _supports(state: Participation, header: Header, *others: Role) -> Reason | None:
    """Somebody on the team at that time, in a supporter's role."""
    if header.by.role not in SUPPORTERS:
        return _wrong_role(header, *SUPPORTERS, *others)
    if state.on_team(header.by.person, header.at):
        return None
    return _about_self(state, header) or _not_on_team(state, header)


def _manages(state: Participation, header: Header) -> Reason | None:
    """The line manager whom the enrolment or the last transfer names for that day."""
    manager = state.manager_at(header.at)
    if manager is None or header.by.person != manager:
        return Reason("right.not_the_manager", {"person": header.by.person, "manager": manager})
    return _about_self(state, header)


@right(COORDINATOR)
def the_coordinator(state: Participation, header: Header) -> Reason | None:
    """The coordinator."""
    return _by_others(state, header, COORDINATOR)


@right(COORDINATOR, SYSTEM)
def the_programme(state: Participation, header: Header) -> Reason | None:
    """The coordinator, or the host's automation, which is nobody's own person."""
    return _by_others(state, header, COORDINATOR, SYSTEM)


@right(COORDINATOR, COMMISSIONER, SYSTEM)
def whoever_waives(state: Participation, header: Header) -> Reason | None:
    """The coordinator, the commissioner, or the host's automation on behalf of the engagement."""
    return _by_others(state, header, COORDINATOR, COMMISSIONER, SYSTEM)


@right(COORDINATOR, SYSTEM)
def _whoever_corrects(state: Participation, header: Header) -> Reason | None:
    return _by_others(state, header, COORDINATOR, SYSTEM)


class NamesRecord(HasHeader, Protocol):
    """A command that names a record, whichever it is."""

    @property
    def record(self) -> RecordId: ...


def _made_by_others(state: Participation, command: NamesRecord) -> Reason | None:
    """The host's automation takes back what coordination made, and nothing else."""
    if command.header.by.role != SYSTEM:
        return None
    found = [record for name, record in state.records() if name == command.record]
    is_of_others = any(not getattr(record, "handed_on", False) for record in found)
    return _wrong_role(command.header, COORDINATOR) if is_of_others else None


whoever_voids = Right[Participation](_whoever_corrects.roles, _whoever_corrects.forbids, _made_by_others)
"""The right of the coordinator, and of coordination over what it made itself."""


@right(MANAGER, COORDINATOR)
def the_manager(state: Participation, header: Header) -> Reason | None:
    """The line manager, or the coordinator."""
    if header.by.role == MANAGER:
        return _manages(state, header)
    return _by_others(state, header, MANAGER, COORDINATOR)


@right(MANAGER, COORDINATOR, SYSTEM)
def whoever_ends_it(state: Participation, header: Header) -> Reason | None:
    """The line manager, the coordinator, or the host's automation."""
    if header.by.role == MANAGER:
        return _manages(state, header)
    return _by_others(state, header, MANAGER, COORDINATOR, SYSTEM)


@right(PARTICIPANT, COORDINATOR)
def the_participant(state: Participation, header: Header) -> Reason | None:
    """The participant, or the coordinator."""
    if header.by.role == PARTICIPANT:
        is_own = header.by.person == state.person
        return None if is_own else _not_the_participant(state, header, PARTICIPANT, COORDINATOR)
    return _in_own_role(_by_others(state, header, PARTICIPANT, COORDINATOR))


@right(*SUPPORTERS, COORDINATOR)
def a_supporter(state: Participation, header: Header) -> Reason | None:
    """A supporter on the team, whatever their role there, or the coordinator."""
    return _about_self(state, header) if header.by.role == COORDINATOR else _supports(state, header, COORDINATOR)


@right(*SUPPORTERS, COORDINATOR, SYSTEM)
def whoever_took_attendance(state: Participation, header: Header) -> Reason | None:
    """A supporter on the team, or the host's automation on behalf of the trainer."""
    if header.by.role in (COORDINATOR, SYSTEM):
        return _about_self(state, header)
    return _supports(state, header, COORDINATOR, SYSTEM)


@right(PARTICIPANT, *SUPPORTERS, COORDINATOR)
def one_of_the_team(state: Participation, header: Header) -> Reason | None:
    """The participant, a supporter on the team, or the coordinator."""
    if header.by.role == PARTICIPANT:
        is_own = header.by.person == state.person
        return None if is_own else _not_the_participant(state, header, PARTICIPANT, *SUPPORTERS, COORDINATOR)
    return _in_own_role(a_supporter.forbids(state, header))


@right(PARTICIPANT, *SUPPORTERS, COORDINATOR)
def whoever_visits(state: Participation, header: Header) -> Reason | None:
    """The participant, a supporter on the team, the line manager, or the coordinator."""
    if header.by.role == MANAGER and not state.on_team(header.by.person, header.at):
        return _in_own_role(_manages(state, header))
    return one_of_the_team.forbids(state, header)


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
    if header.by.role == COORDINATOR:
        return _about_self(state, header)
    refused = the_coach.forbids(state, header)
    return refused and attrs.evolve(refused, parameters={"needs": (COACH, COORDINATOR), **refused.parameters})
