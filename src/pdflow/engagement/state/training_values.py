"""Values of trainings: objectives, activities, duties, logistics items, sessions and who was there."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from pdflow.engagement.state.vocabulary import DutyTime
from pdflow.kernel.fields import RecordId, with_fixed_offset
from pdflow.kernel.frozen import frozen
from pdflow.people import PersonId, PersonOrBlank
from pdflow.values import CycleNumber, Minutes, SessionId, SessionMinutes


@frozen
class Objective:
    """An objective: what participants will be able to do, and how that is seen."""

    text: str
    seen_by: str = ""


@frozen
class Activity:
    """An item of the agenda: its minutes, its method, and whether it is practice."""

    title: str
    minutes: SessionMinutes
    method: str = ""
    practice: bool = False


@frozen
class Duty:
    """A duty before, during or after a training, and the person who owns it."""

    time: DutyTime
    text: str
    owner: PersonOrBlank | None = None


@frozen
class LogisticsItem:
    """An item of travel or logistics to be arranged, by a day."""

    item: RecordId
    text: str
    by: date | None = None


@frozen
class Trainer:
    """A trainer of a session; ``sent_by`` names the partner who sends them."""

    person: PersonId
    sent_by: RecordId | None = None


@frozen
class ScheduledSession:
    """A session in the calendar, with its length in minutes and its trainers.

    ``cycle`` is the cycle of the participants to which it belongs; without it, each is planned in their current one.
    """

    session: SessionId
    start: datetime = attrs.field(converter=with_fixed_offset)
    minutes: SessionMinutes
    trainers: tuple[Trainer, ...] = ()
    cycle: CycleNumber | None = None


@frozen
class Presence:
    """The minutes for which a person was present; an absence is 0."""

    person: PersonId
    minutes: Minutes
