"""The ways of an engagement: who may act, and what has to have happened first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from pdflow.agenda.routes.search import Wayfinder
from pdflow.engagement.examples import an_actor, example
from pdflow.engagement.resources import UseSlot, open_slots
from pdflow.engagement.state.sessions import scheduled, to_come
from pdflow.engagement.state.state import Engagement
from pdflow.engagement.table import decider
from pdflow.engagement.timeline import open_tasks
from pdflow.engagement.training_delivery import DeliverTraining
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.people import FACILITATOR, Role


def _people(state: Engagement, command: type[Command[Any]]) -> Iterable[Actor]:
    """Every trainer known where trainers may ask, whoever usually does, and everybody else who may."""
    roles = command.right.roles
    trainers = [Actor(person, FACILITATOR) for person in _trainers(state)] if FACILITATOR in roles else []
    return dict.fromkeys((*trainers, an_actor(state, command), *(Actor(role.lower(), Role(role)) for role in roles)))


def _trainers(state: Engagement) -> Iterable[str]:
    """Those with a session to come, a task to do or a strategy to carry out."""
    leading = [trainer.person for session in to_come(state) for trainer in session.trainers if not trainer.sent_by]
    doing = [state.tasks[name].person for name in open_tasks(state)]
    return dict.fromkeys((*leading, *doing, *(state.plans[name].owner for name in state.in_force())))


def _not_before(state: Engagement, command: Command[Any]) -> datetime | None:
    """A session is delivered once it was held, a slot used once it has come."""
    if isinstance(command, DeliverTraining):
        session = scheduled(state, command.session)
        return None if session is None else session.start + timedelta(minutes=session.minutes)
    if isinstance(command, UseSlot):
        slot = open_slots(state).get(command.slot)
        return None if slot is None else slot.start
    return None


FINDER: Final = Wayfinder(decider, example, _people, _not_before)
