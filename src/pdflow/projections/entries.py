"""Entries: the rows of the ready read models, the key each goes by, and the indexes that its queries need.

An entry holds ids, codes, dates and minutes; never a note, a level of practice, or anything else that only the pair may
read. Texts are the host's ids or pdflow's codes. Moments are in UTC.
"""

from __future__ import annotations

from datetime import date, datetime
from types import MappingProxyType
from typing import ClassVar, Final

import attrs

from pdflow.agenda import Status
from pdflow.calendar import require_aware
from pdflow.people import PersonId

KEY: Final = MappingProxyType({"key": True})
"""Marks a column of the primary key."""


@attrs.frozen
class Index:
    """An index over these columns, after that of the generation where there is one."""

    name: str
    columns: tuple[str, ...]
    where: tuple[str, int] | None = None
    """Of an index over some rows only: a column, and the value that they have in it."""


@attrs.frozen
class Entry:
    """A row of a read model; subclasses declare the columns, whose types are those of the annotations."""

    table: ClassVar[str]
    """The name of its table, without the prefix of the database adapter."""
    indexes: ClassVar[tuple[Index, ...]] = ()


@attrs.frozen
class ParticipationEntry(Entry):
    """One participation as it now stands: who, in which phase since when, where, with whom."""

    table = "participations"
    indexes = (
        Index("person", ("person",)),
        Index("coach", ("coach", "phase", "tier")),
        Index("site", ("site", "phase")),
        Index("phase", ("phase", "coach", "tier")),
    )

    stream: str = attrs.field(metadata=KEY)
    person: PersonId
    engagement: str | None
    phase: str
    since: datetime
    """When the phase began."""
    enrolled_at: datetime
    site: str
    role_title: str
    manager: PersonId | None
    coach: PersonId | None
    tier: str
    policy: str
    """The name of the policy in force."""
    cycle: int
    planned_end: date | None
    paused_since: datetime | None
    paused_until: date | None
    last_contact: datetime | None
    """When the last observation, check-in, coaching or counted follow-up began."""


@attrs.frozen
class ObligationEntry(Entry):
    """Something owed, as the agenda of its stream lists it."""

    table = "obligations"
    indexes = (
        Index("urgency", ("rank", "due", "stream", "number")),
        Index("site", ("site", "rank", "due", "stream", "number")),
        Index("owner", ("owner", "role", "due")),
        Index("breach", ("breach",), where=("rank", 1)),
    )

    stream: str = attrs.field(metadata=KEY)
    number: int = attrs.field(metadata=KEY)
    """Its place on the agenda, from 0."""
    aggregate: str
    """``participation``, ``engagement`` or ``cadre``."""
    code: str
    command: str
    """The command that discharges it."""
    role: str
    owner: PersonId | None
    about: str | None
    person: PersonId | None
    """The participant or trainer in whose stream it is owed."""
    engagement: str | None
    site: str | None
    last_day: date
    """The last day in time, in the calendar's zone."""
    opens: datetime
    """From when it can be discharged or, at the latest, its last day begins: then it is due."""
    due: datetime
    """When its last day in time ends: from then on it is overdue."""
    breach: datetime | None
    rank: int
    """0 once it is breached, else 1: lists are in the order of rank and due moment."""

    def status(self, at: datetime) -> Status:
        """How urgent it is at a moment, as the agenda has it. Raises NaiveTime for one without an offset from UTC."""
        require_aware(at)
        if self.breach is not None and at >= self.breach:
            return Status.BREACHED
        if at >= self.due:
            return Status.OVERDUE
        return Status.DUE if at >= self.opens else Status.UPCOMING


@attrs.frozen
class DriftEntry(Entry):
    """A cause of drift there is, or from ``since`` on will be; never the one that only the pair may know."""

    table = "drifts"
    indexes = (Index("since", ("since", "site", "cause")), Index("site", ("site", "since")))

    stream: str = attrs.field(metadata=KEY)
    number: int = attrs.field(metadata=KEY)
    aggregate: str
    cause: str
    since: datetime
    missed: str | None
    """The record, practice or cycle whose commitment was missed."""
    command: str
    """The command that ends it."""
    role: str
    owner: PersonId | None
    through: PersonId | None
    person: PersonId | None
    engagement: str | None
    site: str | None


@attrs.frozen
class LearningEntry(Entry):
    """A training session attended, or a contact that counts: when, how long, what and with whom."""

    table = "learning"
    indexes = (Index("person", ("person", "at", "stream", "number")),)

    stream: str = attrs.field(metadata=KEY)
    number: int = attrs.field(metadata=KEY)
    """Its place in the participation's history, from 0."""
    person: PersonId
    kind: str
    """``TRAINING``, or the kind of contact: ``OBSERVATION``, ``CHECK_IN``, ``COACHING``, ``STRATEGY``."""
    at: datetime
    minutes: int
    record: str
    """The training session, or the record of the contact."""
    subject: str | None
    """The strategy of a follow-up received; else None."""
    by: PersonId | None
    """Whoever observed, checked in, coached or gave the strategy; nobody of training."""


@attrs.frozen
class StreamEntry(Entry):
    """How far a stream is projected, when it has to be asked again, and what is wrong with one that cannot be read."""

    table = "streams"
    indexes = (Index("ask_again", ("ask_again_at",)), Index("problem", ("problem",)))

    stream: str = attrs.field(metadata=KEY)
    aggregate: str | None
    version: int
    """The stream's version that its rows are made of."""
    ask_again_at: datetime | None
    """The next moment at which its rows may differ without a new event."""
    problem: str | None
    """Why the stream cannot be read: it has no rows then."""


@attrs.frozen
class RefusalEntry(Entry):
    """One reason for which a desk refused a command; an attempt has as many rows as it had reasons."""

    table = "refusals"
    indexes = (Index("at", ("at",)), Index("stream", ("stream", "at")), Index("actor", ("actor",)))

    attempt: str = attrs.field(metadata=KEY)
    number: int = attrs.field(metadata=KEY)
    at: datetime
    """The command's own time."""
    stream: str
    command: str
    command_id: str
    actor: PersonId
    role: str
    code: str
    remedy: str | None
    """The command that would remove the reason."""
    parameters: str | None = None
    """What the reason says beside its code, as JSON; nothing of attempts that an earlier pdflow kept."""


PROJECTED: Final[tuple[type[Entry], ...]] = (
    ParticipationEntry,
    ObligationEntry,
    DriftEntry,
    LearningEntry,
    StreamEntry,
)
"""The entries that are made of events, so that they can be made again."""
