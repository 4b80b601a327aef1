"""The attendance roster: a form to sign before a session, and afterwards the minutes that each person attended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import (
    Cell,
    Column,
    DayCell,
    EngagementDocument,
    Fact,
    Facts,
    NameCell,
    Section,
    ShareCell,
    Table,
    name_cells,
)
from pdflow.engagement import Engagement, EvaluationCollected, ParticipationEnded, RosterJoined
from pdflow.history import (
    EffectiveEvents,
    TrainingSession,
    engagement_name,
    training_sessions,
)
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.people import PersonId


@attrs.frozen
class Attendee:
    """Somebody on the roster of a session, or who attended without being on it."""

    person: PersonId
    role_title: str
    site: str
    minutes: int | None
    """The minutes attended; None before the session is held."""


@attrs.frozen
class SessionRoster:
    """A session, who is expected or attended, and how many evaluations of it were returned."""

    session: TrainingSession
    attendees: tuple[Attendee, ...]
    evaluations: int


@attrs.frozen
class AttendanceRoster(EngagementDocument):
    """Who is expected at each session, and who attended."""

    title: ClassVar[str] = "Attendance roster"
    sessions: tuple[SessionRoster, ...]

    def sections(self) -> Iterator[Section]:
        for index, roster in enumerate(self.sessions):
            yield Section(
                (roster.session.name, DayCell(roster.session.start)),
                (_about(roster), _table(roster)),
                new_page=index > 0,
            )


def _about(roster: SessionRoster) -> Facts:
    session = roster.session
    present = sum(1 for minutes in session.attendance.values() if minutes)
    facts = (
        Fact("Start", session.start),
        Fact("Site", NameCell(session.site)),
        Fact("Minutes planned", session.minutes),
        Fact("Minutes held", session.held),
        Fact("Trainers", name_cells(session.trainers)),
        Fact("People there", None if session.held is None else present, Audience.TEAM),
        Fact("Evaluations in", None if session.held is None else roster.evaluations, Audience.TEAM),
    )
    return Facts(facts, Audience.ALL)


def _table(roster: SessionRoster) -> Table:
    session = roster.session
    group = (Fact("Session", NameCell(session.session)), Fact("Subject", session.subject), Fact("Start", session.start))
    headings = ("Time in", "Time out", "Signature") if session.held is None else ("Minutes there", "Share")
    columns = [Column(heading) for heading in ("Name", "Role", "Site")]
    columns += [Column(heading, to_fill_in=session.held is None) for heading in headings]
    rows = (_row(each, session.held) for each in roster.attendees)
    return Table("Attendance", columns, rows, group=group, order=(0,), empty="Nobody is on the roster.")


def _row(attendee: Attendee, held: int | None) -> tuple[Cell, ...]:
    who = (NameCell(attendee.person), attendee.role_title, NameCell(attendee.site))
    if attendee.minutes is None:
        return (*who, None, None, None)
    return (*who, attendee.minutes, ShareCell(attendee.minutes / held if held else 0))


def attendance_roster(
    engagement: Iterable[Event[Engagement]], sessions: Iterable[RecordId] | None = None
) -> AttendanceRoster:
    """Make the rosters of these sessions, or of all in the calendar, from an engagement's events."""
    events = EffectiveEvents(engagement)
    wanted = None if sessions is None else frozenset(sessions)
    return AttendanceRoster(
        engagement_name(events),
        tuple(
            SessionRoster(session, tuple(_attendees(events, session)), _evaluations(events, session.session))
            for session in training_sessions(events)
            if wanted is None or session.session in wanted
        ),
    )


def _attendees(events: EffectiveEvents[Engagement], session: TrainingSession) -> Iterator[Attendee]:
    joined = events.latest_by(RosterJoined, lambda join: join.person)
    ended = events.latest_by(ParticipationEnded, lambda end: end.person)
    absent = None if session.held is None else 0
    for person, join in joined.items():
        left = person in ended and ended[person].at <= session.start and ended[person].at >= join.at
        late = session.held is not None and join.at > session.start
        if person in session.attendance or not (left or late):
            yield Attendee(person, join.role_title, join.site, session.attendance.get(person, absent))
    for person in sorted(session.attendance.keys() - joined.keys()):
        yield Attendee(person, "", "", session.attendance[person])


def _evaluations(events: EffectiveEvents[Engagement], session: RecordId) -> int:
    collected = [each for each in events.of_type(EvaluationCollected) if each.session == session]
    corrected = {each.supersedes for each in collected}
    return sum(each.returns for each in collected if each.evaluation not in corrected)
