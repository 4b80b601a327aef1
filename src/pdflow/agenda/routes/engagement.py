"""Attempts of a route search for an engagement: who may act, and what a command has to wait for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from pdflow.agenda.routes.attempts import Attempts
from pdflow.engagement import (
    DeliverTraining,
    Engagement,
    UseSlot,
    decider,
    open_slots,
    open_tasks,
    scheduled_session,
    sessions_to_come,
)
from pdflow.engagement.examples import an_actor, example
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.people import FACILITATOR, Role


def _actors(state: Engagement, command: type[Command[Any]], at: datetime) -> Iterable[Actor]:
    """Every known trainer where trainers may issue the command, its usual actor, and one actor in each such role."""
    roles = command.right.roles
    trainers = [Actor(person, FACILITATOR) for person in _trainers(state, at)] if FACILITATOR in roles else []
    return dict.fromkeys((*trainers, an_actor(state, command), *(Actor(role.lower(), Role(role)) for role in roles)))


def _trainers(state: Engagement, at: datetime) -> Iterable[str]:
    """Those with a session to come, an open task or a follow-up strategy to give."""
    leading = [
        trainer.person for session in sessions_to_come(state) for trainer in session.trainers if not trainer.sent_by
    ]
    doing = [state.tasks[name].person for name in open_tasks(state)]
    return dict.fromkeys((*leading, *doing, *(state.plans[name].owner for name in state.in_force())))


def _not_before(state: Engagement, command: Command[Any]) -> datetime | None:
    """The end of the session that is delivered, or the start of the slot that is used."""
    if isinstance(command, DeliverTraining):
        session = scheduled_session(state, command.session)
        return None if session is None else session.start + timedelta(minutes=session.minutes)
    if isinstance(command, UseSlot):
        slot = open_slots(state).get(command.slot)
        return None if slot is None else slot.start
    return None


ENGAGEMENT_ATTEMPTS: Final = Attempts(decider, example, _actors, _trainers, _not_before)
