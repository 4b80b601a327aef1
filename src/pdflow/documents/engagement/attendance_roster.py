"""The attendance roster: a sheet to sign before a session, and afterwards who was there and how long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import (
    Sitting,
    engagement_of,
    people,
    sittings,
    which,
)
from pdflow.documents.page.blocks import (
    Cell,
    Column,
    Fact,
    Facts,
    Named,
    Section,
    Share,
    Table,
)
from pdflow.documents.page.document import Document
from pdflow.engagement import EvaluationCollected, ParticipationEnded, RosterJoined
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.people import PersonId


@attrs.frozen
class Attendee:
    """Somebody on the roster of a session or there without being on it; ``there`` in minutes once it was held."""

    person: PersonId
    role_title: str
    site: str
    there: int | None


@attrs.frozen
class SessionRoster:
    """A session, who is expected or was there, and how many evaluations of it are in."""

    sitting: Sitting
    attendees: tuple[Attendee, ...]
    evaluations: int


@attrs.frozen
class AttendanceRoster(Document):
    """Who is expected at each session, and who was there."""

    title: ClassVar[str] = "Attendance roster"
    engagement: str
    sessions: tuple[SessionRoster, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)

    def sections(self) -> Iterator[Section]:
        for place, roster in enumerate(self.sessions):
            yield Section(Named(roster.sitting.name), (_about(roster), _table(roster)), new_page=place > 0)


def _about(roster: SessionRoster) -> Facts:
    sitting = roster.sitting
    there = sum(1 for minutes in sitting.there.values() if minutes)
    told = (
        Fact("Start", sitting.start),
        Fact("Site", Named(sitting.site)),
        Fact("Minutes planned", sitting.minutes),
        Fact("Minutes held", sitting.held),
        Fact("Trainers", people(sitting.trainers)),
        Fact("People there", None if sitting.held is None else there, Audience.TEAM),
        Fact("Evaluations in", None if sitting.held is None else roster.evaluations, Audience.TEAM),
    )
    return Facts(told, Audience.ALL)


def _table(roster: SessionRoster) -> Table:
    sitting = roster.sitting
    group = (Fact("Session", Named(sitting.session)), Fact("Subject", sitting.subject), Fact("Start", sitting.start))
    headings = ("Time in", "Time out", "Signature") if sitting.held is None else ("Minutes there", "Share")
    columns = [Column(heading) for heading in ("Name", "Role", "Site")]
    columns += [Column(heading, to_fill_in=sitting.held is None) for heading in headings]
    rows = (_row(each, sitting.held) for each in roster.attendees)
    return Table("Attendance", columns, rows, group=group, order=(0,), empty="Nobody is on the roster.")


def _row(attendee: Attendee, held: int | None) -> tuple[Cell, ...]:
    who = (Named(attendee.person), attendee.role_title, Named(attendee.site))
    if attendee.there is None:
        return (*who, None, None, None)
    return (*who, attendee.there, Share(attendee.there / held if held else 0))


def attendance_roster(engagement: Iterable[Event[Any]], sessions: Iterable[RecordId] | None = None) -> AttendanceRoster:
    """The rosters of these sessions, or of all in the calendar, from an engagement's events."""
    told = Told(engagement)
    wanted = None if sessions is None else frozenset(sessions)
    return AttendanceRoster(
        engagement_of(told),
        tuple(
            SessionRoster(sitting, tuple(_attendees(told, sitting)), _evaluations(told, sitting.session))
            for sitting in sittings(told)
            if wanted is None or sitting.session in wanted
        ),
    )


def _attendees(told: Told, sitting: Sitting) -> Iterator[Attendee]:
    joined = told.latest(RosterJoined, lambda join: join.person)
    ended = told.latest(ParticipationEnded, lambda end: end.person)
    absent = None if sitting.held is None else 0
    for person, join in joined.items():
        over = person in ended and ended[person].at <= sitting.start and ended[person].at >= join.at
        late = sitting.held is not None and join.at > sitting.start
        if person in sitting.there or not (over or late):
            yield Attendee(person, join.role_title, join.site, sitting.there.get(person, absent))
    for person in sorted(sitting.there.keys() - joined.keys()):
        yield Attendee(person, "", "", sitting.there[person])


def _evaluations(told: Told, session: RecordId) -> int:
    collected = [each for each in told.each(EvaluationCollected) if each.session == session]
    corrected = {each.supersedes for each in collected}
    return sum(each.returns for each in collected if each.evaluation not in corrected)
