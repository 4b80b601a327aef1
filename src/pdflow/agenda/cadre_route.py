"""The ways of a cadre member: who may act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from pdflow.agenda.wayfinding import Wayfinder
from pdflow.cadre.state import Member
from pdflow.cadre.suggestions import an_actor, suggest
from pdflow.cadre.table import decider
from pdflow.kernel.declare import Command
from pdflow.kernel.header import Actor
from pdflow.people import COORDINATOR


def _people(state: Member, command: type[Command]) -> Iterable[Actor]:
    """The nominee, a peer or the coordinator, who may ask everything."""
    return [an_actor(state, command), Actor(COORDINATOR.lower(), COORDINATOR)]


def _not_before(state: Member, command: Command) -> datetime | None:
    return None


FINDER: Final = Wayfinder(decider, suggest, _people, _not_before)
