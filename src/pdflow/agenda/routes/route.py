"""Route: the shortest list of commands from here to a goal, each possible when its turn comes, and who acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from pdflow.agenda.routes import cadre as cadre_route, engagement as engagement_route, participation as person_route
from pdflow.agenda.routes.path import Goal, NoWay, Stage
from pdflow.agenda.routes.search import Wayfinder
from pdflow.cadre.state.state import Member
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.participation.state.state import Participation


@attrs.frozen
class Step:
    """One command of a route: an example of it, by somebody who may act, at the earliest moment it is possible."""

    command: Command[Any]
    why: Reason | None
    """What stands in the way without it; None for the goal itself."""
    form: Mapping[str, object] = attrs.field(factory=dict)
    """What it has to say to help: above all, which record it is about. The rest is up to whoever acts."""

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


def route_to(
    state: Aggregate,
    goal: str | type[Command[Any]],
    at: datetime,
    /,
    *,
    decider: Decider[Any] | None = None,
    **form: object,
) -> Route:
    """The shortest way of a participation, an engagement or a cadre member to a command or a phase.

    Capitals in a goal's name do not matter; ``form`` is what the goal's form says already. Requirements are met on the
    way, not waived, and nothing is given up. No steps and no reasons: one is there already. A host with rights or rules
    of its own gives its ``decider``. Raises ValueError for what is neither a command nor a phase, and for a form that
    says what no command to the goal does.
    """
    finder = FINDERS[type(state)]
    if decider is not None:
        finder = attrs.evolve(finder, decider=decider)
    phase, wanted = _goals(finder, goal, form)
    if phase == state.phase or any(_is_so(finder, state, each, at) for each in wanted if phase is None):
        return Route()
    stand, ways = list[Reason](), list[list[Stage[Any]]]()
    for each in wanted:
        try:
            ways.append(finder.way(state, each, at))
        except NoWay as none:
            stand += [reason for reason in none.reasons if reason not in stand]
    if not ways:
        return Route(reasons=tuple(stand) or (Reason(finder.decider.wrong_phase, _nowhere(state, phase)),))
    return Route(tuple(Step(stage.command, stage.leg.why, stage.leg.form) for stage in min(ways, key=len)))


def _goals(
    finder: Wayfinder[Any], goal: str | type[Command[Any]], form: Mapping[str, object]
) -> tuple[str | None, list[Goal]]:
    """The command itself; or a phase, and the commands that lead into it without giving anything up."""
    name = goal if isinstance(goal, str) else goal.__name__
    table = finder.decider.table
    commands = {each.casefold(): kind for each, kind in table.commands.items()}
    phases = {each.casefold(): each for each in table.phases}
    if name.casefold() in commands:
        phase, leading = None, [commands[name.casefold()]]
    elif name.casefold() in phases:
        phase = phases[name.casefold()]
        leading = [*dict.fromkeys(move.command for move in table.moves if phase in move.to and not move.gives_up)]
    else:
        raise ValueError(f"{name} is neither a command nor a phase of the {finder.decider.name}")
    told = [kind for kind in leading if form.keys() <= {field.name for field in fields(kind)}]
    if leading and not told:
        raise ValueError(f"no command to {name} says anything of {', '.join(form)}")
    return phase, [Goal(kind, form, phase) for kind in told]


def _is_so(finder: Wayfinder[Any], state: Aggregate, goal: Goal, at: datetime) -> bool:
    attempt = finder.ask(state, goal, at)
    return not attempt.events and not attempt.reasons


def _nowhere(state: Aggregate, phase: str | None) -> dict[str, object]:
    """No command leads from here to that phase."""
    return {"phase": state.phase, "asked_in": (phase,)}


FINDERS: Final[Mapping[type[Aggregate], Wayfinder[Any]]] = {
    Participation: person_route.FINDER,
    Engagement: engagement_route.FINDER,
    Member: cadre_route.FINDER,
}
