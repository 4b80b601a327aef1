"""Attempts of a route search for a participation: who may act, and what a command has to wait for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from pdflow.agenda.routes.attempts import Attempts
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.participation import Participation, RecordAttendance, Resume, decider, latest_plan
from pdflow.participation.examples import example, participant
from pdflow.people import (
    COACH,
    COORDINATOR,
    MANAGER,
    PARTICIPANT,
    SYSTEM,
    PersonId,
)


def _actors(state: Participation, command: type[Command[Any]], at: datetime) -> Iterable[Actor]:
    """Everybody known in a role that may issue the command; participant or manager first where it is mainly theirs."""
    roles = command.right.roles
    team, person = state.team_at(at), Actor(participant(state), PARTICIPANT)
    manager = Actor(state.manager_at(at) or "manager", MANAGER)
    known = [
        *(actor for actor in (person, manager) if actor.role == roles[0]),
        *([Actor(team.coach, COACH)] if team.coach is not None else ()),
        *(Actor(supporter.person, supporter.role) for supporter in team.supporters),
        *(Actor(role.lower(), role) for role in (COORDINATOR, SYSTEM)),
    ]
    return [actor for actor in known if actor.role in roles] or [Actor("coach", COACH)]


def _people(state: Participation, at: datetime) -> Iterable[PersonId]:
    """The coach and the other supporters, the line manager and the participant."""
    team = state.team_at(at)
    known = (team.coach, *(supporter.person for supporter in team.supporters), state.manager_at(at), state.person)
    return (person for person in known if person)


def _not_before(state: Participation, command: Command[Any]) -> datetime | None:
    """The end of the session attended, or the day of return from a leave."""
    if isinstance(command, RecordAttendance):
        plan = latest_plan(state, command.session)
        return None if plan is None else plan[1].start + timedelta(minutes=plan[1].minutes)
    if isinstance(command, Resume) and state.paused is not None and state.paused.until is not None:
        back = state.paused.until
        return command.at.replace(year=back.year, month=back.month, day=back.day)
    return None


PARTICIPATION_ATTEMPTS: Final = Attempts(decider, example, _actors, _people, _not_before)
