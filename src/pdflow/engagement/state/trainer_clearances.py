"""Lookups of trainer clearances: who may lead a session of a subject, and until when."""

from __future__ import annotations

from datetime import date

from pdflow.engagement.state.partnerships import is_partner_agreed
from pdflow.engagement.state.state import Engagement, last_recorded
from pdflow.engagement.state.training_records import ScheduledSession, Trainer, Training
from pdflow.people import PersonId


def cleared_until(state: Engagement, person: PersonId, subject: str) -> date | None:
    """The last day of a trainer's clearance for a subject, by the one recorded last; None where there is none."""
    name = last_recorded(state.clearances, lambda each: (each.person, each.subject) == (person, subject))
    return None if name is None else state.clearances[name].until


def has_cleared_trainer(state: Engagement, training: Training, session: ScheduledSession) -> bool:
    """Whether a trainer of a session is cleared for its subject on its day, or sent by an agreed partner."""
    day = session.start.date()
    return any(_may_lead(state, trainer, training.subject, day) for trainer in session.trainers)


def _may_lead(state: Engagement, trainer: Trainer, subject: str, day: date) -> bool:
    until = cleared_until(state, trainer.person, subject)
    return (until is not None and until >= day) or is_partner_agreed(state, trainer.sent_by)
