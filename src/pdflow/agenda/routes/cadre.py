"""The ways of a cadre member: who may act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from pdflow.agenda.routes.search import Wayfinder
from pdflow.cadre.examples import an_actor, example
from pdflow.cadre.state.state import Member
from pdflow.cadre.table import decider
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.people import COORDINATOR


def _people(state: Member, command: type[Command[Any]]) -> Iterable[Actor]:
    """The nominee, a peer or the coordinator, who may ask everything."""
    return [an_actor(state, command), Actor(COORDINATOR.lower(), COORDINATOR)]


def _not_before(state: Member, command: Command[Any]) -> datetime | None:
    return None


FINDER: Final = Wayfinder(decider, example, _people, _not_before)
