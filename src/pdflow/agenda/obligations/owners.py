"""Owners: which supporter owes an obligation, and in which role."""

from __future__ import annotations

from pdflow.participation import Participation
from pdflow.people import COACH, PersonId, Role


def role_of(state: Participation, person: PersonId | None) -> Role:
    """The role in which somebody supports the participant; COACH where they have no other on the team."""
    return next((supporter.role for supporter in state.team if supporter.person == person), COACH)


def first_in_role(state: Participation, role: Role) -> PersonId | None:
    """The first person on the team in a role; None where it has none."""
    return next((supporter.person for supporter in state.team if supporter.role is role), None)


def current_owner(state: Participation, supporter: PersonId) -> PersonId | None:
    """The supporter, or who took over from them; None where nobody of these is still on the team."""
    line: list[PersonId] = []
    holder: PersonId | None = supporter
    while holder is not None and holder not in line:
        if holder == state.coach or any(supporter.person == holder for supporter in state.team):
            return holder
        line.append(holder)
        holder = state.successors.get(holder)
    return None
