"""Owners: which supporter owes an obligation, and in which role."""

from __future__ import annotations

from datetime import datetime

from pdflow.participation import Participation
from pdflow.people import COACH, PersonId, Role


def role_of(state: Participation, person: PersonId | None, at: datetime) -> Role:
    """The role in which somebody supports the participant at a moment; COACH where they have no other on the team."""
    return next((each.role for each in state.team_at(at).supporters if each.person == person), COACH)


def first_in_role(state: Participation, role: Role, at: datetime) -> PersonId | None:
    """The first person on the team of a moment in a role; None where it has none."""
    return next((each.person for each in state.team_at(at).supporters if each.role is role), None)


def current_owner(state: Participation, supporter: PersonId, at: datetime) -> PersonId | None:
    """The supporter, or who took over from them; None where nobody of these is on the team of this moment."""
    if state.on_team(supporter, at):
        return supporter
    successors, line = state.successors_at(at), {supporter}
    holder = successors.get(supporter)
    while holder is not None and holder not in line:
        if state.on_team(holder, at):
            return holder
        line.add(holder)
        holder = successors.get(holder)
    return None
