"""Lookups of trainer clearances: who may lead a session of a subject, and until when."""

from __future__ import annotations

from datetime import date, datetime

from pdflow.engagement.state.partnerships import is_partner_agreed
from pdflow.engagement.state.state import Engagement, last_recorded
from pdflow.engagement.state.training_records import Training
from pdflow.engagement.state.training_values import ScheduledSession, Trainer
from pdflow.people import PersonId


def cleared_until(state: Engagement, person: PersonId, subject: str, at: datetime | None = None) -> date | None:
    """The last day of a trainer's clearance for a subject, by the one recorded last; None where there is none.

    Args:
        at: By which time the clearance or its withdrawal is dated; without it, at all.
    """
    about = (person, subject)
    name = last_recorded(
        state.clearances, lambda each: (each.person, each.subject) == about and (at is None or each.at <= at)
    )
    return None if name is None else state.clearances[name].until


def has_cleared_trainer(
    state: Engagement, training: Training, session: ScheduledSession, at: datetime | None = None
) -> bool:
    """Whether a trainer of a session is cleared for its subject on its day, or sent by an agreed partner.

    Args:
        at: By which time that was known; without it, now.
    """
    return any(_may_lead(state, trainer, training.subject, session.start.date(), at) for trainer in session.trainers)


def _may_lead(state: Engagement, trainer: Trainer, subject: str, day: date, at: datetime | None) -> bool:
    until = cleared_until(state, trainer.person, subject, at)
    return (until is not None and until >= day) or is_partner_agreed(state, trainer.sent_by)
