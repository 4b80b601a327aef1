"""Queries: each list as one statement that an index answers, for any connection, also an asynchronous one.

They read the live generation of a reader. A statement selects the columns of one kind of entry, in their order:
``entries_of`` makes entries of its result. Who may see a list is the host's to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from typing import Any, TypeVar

import attrs
import sqlalchemy as sa

from pdflow.calendar import DAY, Calendar, WorkingDays, require_moment
from pdflow.participation import LIVE
from pdflow.people import PersonId, Role
from pdflow.projections.entries import (
    DriftEntry,
    Entry,
    LearningEntry,
    ObligationEntry,
    ParticipationEntry,
    RefusalEntry,
    StreamEntry,
)
from pdflow.projections.sqlalchemy.tables import READER, TABLES, checkpoints

E = TypeVar("E", bound=Entry)


def entries_of(kind: type[E], result: Iterable[sa.Row[Any]]) -> list[E]:
    """The entries of a result whose columns are those of this kind."""
    make: Callable[..., E] = kind
    return [make(*row) for row in result]


def directors_list(
    *, after: ObligationEntry | None = None, limit: int = 50, site: str | None = None, reader: str = READER
) -> sa.Select[Any]:
    """Everything owed by anybody, breached first, then in order of due moment; a page of it.

    What is breached is that of the last catch-up; ``ObligationEntry.status`` says it of any moment.

    Args:
        after: The last entry of the page before; without one, the first page.
        limit: The most entries of a page.
        site: Only what is owed about people there.
    """
    table = TABLES[ObligationEntry]
    order = (table.c.rank, table.c.due, table.c.stream, table.c.number)
    statement = _live(ObligationEntry, reader).order_by(*order).limit(limit)
    if site is not None:
        statement = statement.where(table.c.site == site)
    if after is not None:
        values = sa.tuple_(*(sa.literal(getattr(after, each.name), each.type) for each in order))
        statement = statement.where(sa.tuple_(*order) > values)
    return statement


def week(
    owner: PersonId, at: datetime, calendar: Calendar, roles: Collection[Role] = (), *, reader: str = READER
) -> sa.Select[Any]:
    """Everything that one person owes by the end of the seventh day, counting today, or is late with.

    It lists what ``pdflow.agenda.week`` lists, in the same order.

    Args:
        owner: The person.
        at: The moment of the list, with an offset from UTC.
        calendar: The host's calendar.
        roles: The person's roles; what nobody is named for is listed where it is owed in one of these.
    """
    days, columns = WorkingDays.of(calendar), TABLES[ObligationEntry].c
    last = days.day(require_moment(at)) + 6 * DAY
    end, next_end = days.end_of(last), days.end_of(days.open_from(last + DAY))
    is_due = (columns.due <= end) | ((columns.due <= next_end) & (columns.opens < end))
    mine = columns.owner == owner
    if roles:
        mine = mine | (columns.owner.is_(None) & columns.role.in_([str(role) for role in roles]))
    is_breached = sa.case((columns.breach <= at, 0), else_=1)
    # The first condition says less than the second, and is what the index is searched by.
    statement = _live(ObligationEntry, reader).where(mine, columns.due <= next_end, is_due)
    return statement.order_by(is_breached, columns.due, columns.stream, columns.number)


def coach_participations(coach: PersonId, *, reader: str = READER) -> sa.Select[Any]:
    """The running participations of a coach, by stream."""
    columns = TABLES[ParticipationEntry].c
    statement = _live(ParticipationEntry, reader).where(columns.coach == coach, columns.phase.in_(_RUNNING))
    return statement.order_by(columns.stream)


def caseload(*, coach: PersonId | None = None, reader: str = READER) -> sa.Select[tuple[PersonId | None, str, int]]:
    """How many running participations each coach has in each tier: coach, tier, number.

    Args:
        coach: Only this one; without, all of them, and None for the participations that have no coach.
    """
    columns = TABLES[ParticipationEntry].c
    statement = sa.select(columns.coach, columns.tier, sa.func.count()).where(
        columns.generation == live_generation(reader), columns.phase.in_(_RUNNING)
    )
    if coach is not None:
        statement = statement.where(columns.coach == coach)
    return statement.group_by(columns.coach, columns.tier).order_by(columns.coach, columns.tier)


def drift_by_site(at: datetime, *, reader: str = READER) -> sa.Select[tuple[str | None, str, int]]:
    """How many streams drift at a moment, by site and cause: site, cause, number; without a site, engagements."""
    columns = TABLES[DriftEntry].c
    counted = sa.select(columns.site, columns.cause, sa.func.count(columns.stream.distinct())).where(
        columns.generation == live_generation(reader), columns.since <= require_moment(at)
    )
    return counted.group_by(columns.site, columns.cause).order_by(columns.site, columns.cause)


def drift_of_site(site: str, at: datetime, *, reader: str = READER) -> sa.Select[Any]:
    """The drift of the people at a site at a moment, the longest first."""
    columns = TABLES[DriftEntry].c
    statement = _live(DriftEntry, reader).where(columns.site == site, columns.since <= require_moment(at))
    return statement.order_by(columns.since, columns.stream, columns.number)


def person_participations(person: PersonId, *, reader: str = READER) -> sa.Select[Any]:
    """The participations of a person, in the order of their enrolments."""
    columns = TABLES[ParticipationEntry].c
    return _live(ParticipationEntry, reader).where(columns.person == person).order_by(columns.enrolled_at)


def learning_history(person: PersonId, *, reader: str = READER) -> sa.Select[Any]:
    """What a person has learnt, in all participations, in the order of time."""
    columns = TABLES[LearningEntry].c
    statement = _live(LearningEntry, reader).where(columns.person == person)
    return statement.order_by(columns.at, columns.stream, columns.number)


def problems(*, reader: str = READER) -> sa.Select[Any]:
    """The streams that cannot be read, and why."""
    columns = TABLES[StreamEntry].c
    # Not "is not null", for which SQLite does not search an index.
    return _live(StreamEntry, reader).where(columns.problem > "").order_by(columns.problem, columns.stream)


def refusals_of_stream(stream: str) -> sa.Select[Any]:
    """The refused attempts on a stream, the latest first; an attempt has an entry for each reason."""
    columns = TABLES[RefusalEntry].c
    statement = _of(RefusalEntry).where(columns.stream == stream)
    return statement.order_by(columns.at.desc(), columns.attempt, columns.number)


def refusal_counts(since: datetime) -> sa.Select[tuple[str, str, int]]:
    """How often each command was refused for each reason from a moment on: command, code, number."""
    columns = TABLES[RefusalEntry].c
    counted = sa.select(columns.command, columns.code, sa.func.count()).where(columns.at >= require_moment(since))
    return counted.group_by(columns.command, columns.code).order_by(columns.command, columns.code)


def live_generation(reader: str) -> sa.ScalarSelect[int]:
    """The number of the live generation of a reader."""
    mine = (checkpoints.c.reader == reader) & (checkpoints.c.state == sa.literal_column("'LIVE'"))
    return sa.select(checkpoints.c.generation).where(mine).scalar_subquery()


def _of(kind: type[Entry]) -> sa.Select[Any]:
    return sa.select(*(TABLES[kind].c[field.name] for field in attrs.fields(kind)))


def _live(kind: type[Entry], reader: str) -> sa.Select[Any]:
    return _of(kind).where(TABLES[kind].c.generation == live_generation(reader))


_RUNNING = [str(phase) for phase in LIVE]
