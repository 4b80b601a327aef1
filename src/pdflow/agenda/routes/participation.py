"""The ways of a participation: who may act, and what has to have happened first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from pdflow.agenda.routes.search import Wayfinder
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.participation.enrolment_status import Resume
from pdflow.participation.examples import example
from pdflow.participation.state.attendance import plan_of
from pdflow.participation.state.state import Participation
from pdflow.participation.table import decider
from pdflow.participation.training import RecordAttendance
from pdflow.people import (
    COACH,
    COORDINATOR,
    MANAGER,
    PARTICIPANT,
    SYSTEM,
)


def _people(state: Participation, command: type[Command[Any]]) -> Iterable[Actor]:
    """Everybody known who has a role in which the command may be asked, whose first it is before the coach."""
    roles = command.right.roles
    person, manager = Actor(state.person, PARTICIPANT), Actor(state.manager or "manager", MANAGER)
    known = [
        *(actor for actor in (person, manager) if actor.role == roles[0]),
        *([Actor(state.coach, COACH)] if state.coach is not None else ()),
        *(Actor(supporter.person, supporter.role) for supporter in state.team),
        *(Actor(role.lower(), role) for role in (COORDINATOR, SYSTEM)),
    ]
    return [actor for actor in known if actor.role in roles] or [Actor("coach", COACH)]


def _not_before(state: Participation, command: Command[Any]) -> datetime | None:
    """A session is attended once it was held, a leave ends on the day of return."""
    if isinstance(command, RecordAttendance):
        plan = plan_of(state, command.session)
        return None if plan is None else plan[1].start + timedelta(minutes=plan[1].minutes)
    if isinstance(command, Resume) and state.paused is not None and state.paused.until is not None:
        back = state.paused.until
        return command.at.replace(year=back.year, month=back.month, day=back.day)
    return None


FINDER: Final = Wayfinder(decider, example, _people, _not_before)
