"""Route: the shortest list of commands from here to a goal, each possible when its turn comes, and who acts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

import attrs

from pdflow.agenda.way import Goal, NoWay, Stage
from pdflow.agenda.wayfinding import Wayfinder
from pdflow.kernel.declare import Command
from pdflow.kernel.header import Actor
from pdflow.kernel.rules import Reason
from pdflow.participation.attending import plan_of
from pdflow.participation.sessions import RecordAttendance
from pdflow.participation.standing import Resume
from pdflow.participation.state import Participation, Phase
from pdflow.participation.suggestions import suggest
from pdflow.participation.table import decider
from pdflow.people import COACH, COORDINATOR, MANAGER, PARTICIPANT, SYSTEM


@attrs.frozen
class Step:
    """One command of a route: an example of it, by somebody who may act, at the earliest moment it is possible."""

    command: Command
    why: Reason | None
    """What stands in the way without it; None for the goal itself."""

    @property
    def by(self) -> Actor:
        """Who acts; where nobody of that role is known, the person is the role's name."""
        return self.command.by

    @property
    def at(self) -> datetime:
        """The earliest moment; a day may still be closed in a host's calendar."""
        return self.command.at

    @property
    def name(self) -> str:
        """The command's name."""
        return type(self.command).__name__


@attrs.frozen
class Route:
    """The steps to a goal, the goal last; or, where there is no way, the reasons that stand, and what they stand on."""

    steps: tuple[Step, ...] = ()
    reasons: tuple[Reason, ...] = ()


def route_to(state: Participation, goal: str | type[Command], at: datetime, /, **form: object) -> Route:
    """The shortest way to a command or a phase; ``form`` is what the goal's form says already.

    Requirements are met on it, not waived, and nothing is given up. No steps and no reasons: one is there already.
    Raises ValueError for what is neither a command nor a phase.
    """
    wanted, stand = _goals(goal, form), list[Reason]()
    if goal == state.phase or any(_is_so(state, each, at) for each in wanted if each.phase is None):
        return Route()
    ways = list[list[Stage[Participation]]]()
    for each in wanted:
        try:
            ways.append(FINDER.way(state, each, at))
        except NoWay as none:
            stand += [reason for reason in none.reasons if reason not in stand]
    if not ways:
        return Route(reasons=tuple(stand) or (_nowhere(state, str(goal)),))
    return Route(tuple(Step(stage.command, stage.leg.why) for stage in min(ways, key=len)))


def _goals(goal: str | type[Command], form: dict[str, object]) -> list[Goal]:
    """The command itself, or those that lead into a phase without giving anything up."""
    kind = decider.commands.get(goal) if isinstance(goal, str) else goal
    if kind is not None:
        return [Goal(kind, form)]
    phase = Phase(str(goal))
    leading = dict.fromkeys(move.command for move in decider.table.moves if phase in move.to)
    return [Goal(kind, form, phase) for kind in leading if kind in FINDER.helpful]


def _is_so(state: Participation, goal: Goal, at: datetime) -> bool:
    attempt = FINDER.ask(state, goal, at)
    return not attempt.events and not attempt.reasons


def _nowhere(state: Participation, phase: str) -> Reason:
    """No command leads from here to that phase."""
    return Reason(decider.elsewhere, {"phase": state.phase, "asked_in": (phase,)})


def _people(state: Participation, command: type[Command]) -> Iterable[Actor]:
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


def _not_before(state: Participation, command: Command) -> datetime | None:
    """A session is attended once it was held, a leave ends on the day of return."""
    if isinstance(command, RecordAttendance):
        plan = plan_of(state, command.session)
        return None if plan is None else plan[1].start + timedelta(minutes=plan[1].minutes)
    if isinstance(command, Resume) and state.paused is not None and state.paused.until is not None:
        back = state.paused.until
        return command.at.replace(year=back.year, month=back.month, day=back.day)
    return None


FINDER: Final = Wayfinder(decider, suggest, _people, _not_before)
