"""Attempts of a route search for a cadre member: who may act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from pdflow.agenda.routes.attempts import Attempts
from pdflow.cadre import CadreMember, decider
from pdflow.cadre.examples import an_actor, example
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.people import COORDINATOR


def _actors(state: CadreMember, command: type[Command[Any]], at: datetime) -> Iterable[Actor]:
    """The usual actor, a nominee or a peer, and the coordinator, who may issue every command."""
    return [an_actor(state, command), Actor(COORDINATOR.lower(), COORDINATOR)]


def _not_before(state: CadreMember, command: Command[Any]) -> datetime | None:
    return None


CADRE_ATTEMPTS: Final = Attempts(decider, example, _actors, lambda state, at: [state.person], _not_before)
