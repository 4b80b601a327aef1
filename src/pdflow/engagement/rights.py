"""Rights: who may do what in an engagement. A host replaces them by its own with ``decider.with_rights``."""

from __future__ import annotations

from typing import Protocol

from pdflow.engagement.state import Engagement, Side, speaks_for_partner
from pdflow.kernel.fields import RecordId
from pdflow.kernel.refusal import Reason
from pdflow.kernel.rights import HasHeader, Right, in_role
from pdflow.people import COMMISSIONER, COORDINATOR, FACILITATOR, PARTNER, SYSTEM, PersonId

the_coordinator = in_role(COORDINATOR)
the_programme = in_role(COORDINATOR, SYSTEM)
the_commissioner = in_role(COMMISSIONER, COORDINATOR)
a_trainer = in_role(FACILITATOR, PARTNER, COORDINATOR)
an_evaluation_collector = in_role(FACILITATOR, PARTNER, COORDINATOR, SYSTEM)
_both_sides = in_role(COMMISSIONER, PARTNER, COORDINATOR)


class NamesTask(HasHeader, Protocol):
    """A command about somebody's task."""

    @property
    def task(self) -> RecordId: ...


class NamesPerson(HasHeader, Protocol):
    """A command about one person."""

    @property
    def person(self) -> PersonId: ...


class NamesPartnership(HasHeader, Protocol):
    """A command about a partnership."""

    @property
    def partner(self) -> RecordId: ...


class ForRoster(HasHeader, Protocol):
    """A command that may be about everybody on the roster."""

    @property
    def for_roster(self) -> bool: ...


def _task_of_another(state: Engagement, command: NamesTask) -> Reason | None:
    task, by = state.tasks.get(command.task), command.header.by
    if by.role == COORDINATOR or task is None or task.person == by.person:
        return None
    return Reason("right.role", {"has": by.role, "needs": (COORDINATOR,), "task_of": task.person})


def _not_this_side(state: Engagement, command: NamesPartnership) -> Reason | None:
    """Each speaks for its own side only, a partner for the partnership that names them; the coordinator enters both."""
    by, side = command.header.by, getattr(command, "side", None)
    if by.role == COORDINATOR:
        return None
    if by.role == PARTNER:
        is_named = speaks_for_partner(state, by.person, command.partner, command.header.at)
        is_own = side in (Side.PARTNER, None) and is_named
    else:
        is_own = side is not Side.PARTNER
    if is_own:
        return None
    side = side or Side.PARTNER
    return Reason("right.not_this_side", {"person": by.person, "partner": command.partner, "side": side})


def _for_own_roster(state: Engagement, command: ForRoster) -> Reason | None:
    person = command.header.by.person
    return _about_self(person) if command.for_roster and person in state.roster else None


def _of_oneself(state: Engagement, command: NamesPerson) -> Reason | None:
    person = command.header.by.person
    return _about_self(person) if command.person == person else None


def _about_self(person: PersonId) -> Reason:
    return Reason("right.about_self", {"person": person})


the_owner_of_the_task = Right[Engagement](a_trainer.roles, a_trainer.forbids, _task_of_another)
"""The right of a trainer, over a task of their own."""
a_side_of_the_partnership = Right[Engagement](_both_sides.roles, _both_sides.forbids, _not_this_side)
"""The right of whoever asked for the engagement, and of a partner for its own side."""
who_waives = Right[Engagement](the_commissioner.roles, the_commissioner.forbids, _for_own_roster)
"""The right of whoever asked for the engagement, but not for a roster that they are on themselves."""
the_programme_for_others = Right[Engagement](the_programme.roles, the_programme.forbids, _of_oneself)
"""The right of the programme, but not over what is decided about oneself."""
