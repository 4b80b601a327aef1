"""Route: the shortest sequence of commands to a goal, each possible when its turn comes, and who acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import attrs

from pdflow.agenda.aggregates import of_aggregate
from pdflow.agenda.routes.attempts import Attempts
from pdflow.agenda.routes.cadre import CADRE_ATTEMPTS
from pdflow.agenda.routes.engagement import ENGAGEMENT_ATTEMPTS
from pdflow.agenda.routes.participation import PARTICIPATION_ATTEMPTS
from pdflow.agenda.routes.path import CompletedLeg, Goal, NoRoute
from pdflow.agenda.routes.search import RouteSearch
from pdflow.cadre import CadreMember
from pdflow.calendar import require_moment
from pdflow.engagement import Engagement
from pdflow.errors import as_name, did_you_mean
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.participation import Participation


@attrs.frozen
class RouteStep:
    """One command of a route: an example of it, by somebody who may act, at the earliest possible moment."""

    command: Command[Any]
    why: Reason | None
    """The reason against the goal that this step removes; None for the goal itself."""
    values: Mapping[str, object] = attrs.field(factory=dict)
    """The fields whose value is fixed: above all, which record the command is about. The actor chooses the others."""

    @property
    def by(self) -> Actor:
        """Who acts; where nobody is known in the role, the person's id is the role's name in lower case."""
        return self.command.by

    @property
    def at(self) -> datetime:
        """The earliest moment by the rules, whether or not the host's calendar is open then."""
        return self.command.at

    @property
    def name(self) -> str:
        """The command's name."""
        return type(self.command).__name__


@attrs.frozen
class Route:
    """The steps to a goal, the goal last; where it cannot be reached, the reasons against it and its remedies."""

    steps: tuple[RouteStep, ...] = ()
    reasons: tuple[Reason, ...] = ()


def route_to(
    state: Aggregate,
    goal: str | type[Command[Any]],
    at: datetime,
    /,
    *,
    decider: Decider[Any] | None = None,
    **values: object,
) -> Route:
    """Find the shortest route of a participation, an engagement or a cadre member to a command or a phase.

    Requirements are met on a route, not waived, and nothing is given up. A route with neither steps nor reasons means
    that the goal is reached already.

    Args:
        state: The state to start from.
        goal: A command, or the name of a command or a phase in any case.
        at: The earliest moment of the first step, with an offset from UTC.
        decider: A host's decider with rights or rules of its own; of ``with_rights(rights, roles=...)`` each step is by
            somebody in a role that the host named for its command.
        values: Fields of the goal's command whose value is fixed, such as the record it is about.

    Raises:
        NaiveTime: ``at`` has no offset from UTC.
        OutOfRange: ``at`` lies in a year that no command may have.
        ValueError: The goal is neither a command nor a phase, is a command of the host's own, of which there is no
            example, or no command to it has these fields.
    """
    require_moment(at)
    attempts = of_aggregate(ATTEMPTS, state)
    if decider is not None:
        attempts = attrs.evolve(attempts, decider=decider)
    phase, goals = _goals(attempts.decider, state.phase, goal, values)
    if not attempts.exemplified.issuperset(each.kind for each in goals):
        raise ValueError(f"{goals[0].kind.__name__} is a host's own command, and no route leads to one")
    if phase == state.phase or any(_is_no_op(attempts, state, each, at) for each in goals if phase is None):
        return Route()
    paths, reasons = _paths(RouteSearch(attempts), state, goals, at)
    if paths:
        shortest = min(paths, key=len)
        return Route(tuple(RouteStep(each.command, each.leg.why, each.leg.values) for each in shortest))
    wrong_phase = Reason(attempts.decider.wrong_phase, {"phase": state.phase, "asked_in": (phase,)})
    return Route(reasons=tuple(reasons) or (wrong_phase,))


def _paths(
    search: RouteSearch[Any], state: Aggregate, goals: list[Goal], at: datetime
) -> tuple[list[list[CompletedLeg[Any]]], list[Reason]]:
    """A path to each goal that can be reached, and the reasons against the others."""
    paths, reasons = list[list[CompletedLeg[Any]]](), list[Reason]()
    for goal in goals:
        try:
            paths.append(search.find(state, goal, at))
        except NoRoute as none:
            reasons += [reason for reason in none.reasons if reason not in reasons]
    return paths, reasons


def _goals(
    decider: Decider[Any], start: str, goal: str | type[Command[Any]], values: Mapping[str, object]
) -> tuple[str | None, list[Goal]]:
    """The command itself; or a phase, and the commands that lead into it without giving anything up.

    What takes an end back leads into it only from where something ended.
    """
    name = goal if isinstance(goal, str) else goal.__name__
    table = decider.table
    commands = {each.casefold(): kind for each, kind in table.commands.items()}
    phases = {each.casefold(): each for each in table.phases}
    if name.casefold() in commands:
        phase, kinds = None, [commands[name.casefold()]]
    elif name.casefold() in phases:
        phase = phases[name.casefold()]
        ways = [move for move in table.moves if phase in move.to and not move.gives_up]
        kinds = [*dict.fromkeys(way.command for way in ways if not way.takes_back or start in way.phases)]
    else:
        meant = did_you_mean(name, [*table.commands, *table.phases])
        raise ValueError(f"{as_name(name)} is neither a command nor a phase of the {decider.name}{meant}")
    fitting = [kind for kind in kinds if values.keys() <= {field.name for field in fields(kind)}]
    if kinds and not fitting:
        raise ValueError(f"no command to {name} has the fields {', '.join(values)}")
    return phase, [Goal(kind, values, phase) for kind in fitting]


def _is_no_op(attempts: Attempts[Any], state: Aggregate, goal: Goal, at: datetime) -> bool:
    """Whether a command is possible and changes nothing."""
    attempt = attempts.attempt(state, goal, at)
    return not attempt.events and not attempt.reasons


ATTEMPTS: Final[Mapping[type[Aggregate], Attempts[Any]]] = {
    Participation: PARTICIPATION_ATTEMPTS,
    Engagement: ENGAGEMENT_ATTEMPTS,
    CadreMember: CADRE_ATTEMPTS,
}
