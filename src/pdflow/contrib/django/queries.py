"""Queries: each list of the read models as a query set, which one index answers.

They read the live rows of a reader, on the connection that ``using`` names. ``entries_of`` makes entries of their rows.
Who may see a list is the project's to decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, TypeVar

import attrs
from django.db.models import Case, Count, Q, QuerySet, Value, When

from pdflow.calendar import DAY, Calendar, WorkingDays, require_moment
from pdflow.contrib.django.entry_rows import EntryRow
from pdflow.contrib.django.models import Drift, Learning, Obligation, Participation, Refusal, StoredCheckpoint, Stream
from pdflow.contrib.django.read_models import READER
from pdflow.participation import LIVE
from pdflow.people import PersonId, Role
from pdflow.projections import Entry, ObligationEntry

E = TypeVar("E", bound=Entry)
ORDER = ("rank", "due", "stream", "number")


def entries_of(kind: type[E], rows: Iterable[EntryRow]) -> list[E]:
    """The entries of rows of this kind."""
    names = [field.name for field in attrs.fields(kind)]
    return [kind(*(getattr(row, name) for name in names)) for row in rows]


def live(model: type[EntryRow], reader: str = READER, using: str = "default") -> QuerySet[EntryRow]:
    """The live rows of a model, in no order."""
    mine = StoredCheckpoint.objects.using(using).filter(reader=reader, state=StoredCheckpoint.State.LIVE)
    return model.objects.using(using).filter(generation=mine.values("generation")[:1])


def directors_list(
    *, after: ObligationEntry | None = None, site: str | None = None, reader: str = READER, using: str = "default"
) -> QuerySet[EntryRow]:
    """Everything owed by anybody, breached first, then in order of due moment; slice it for a page.

    What is breached is that of the last catch-up; ``ObligationEntry.status`` says it of any moment.

    Args:
        after: The last entry of the page before; without one, from the first.
        site: Only what is owed about people there.
    """
    rows = live(Obligation, reader, using).order_by(*ORDER)
    if site is not None:
        rows = rows.filter(site=site)
    if after is not None:
        later, same = Q(), Q()
        for name in ORDER:
            value = getattr(after, name)
            later |= same & Q(**{f"{name}__gt": value})
            same &= Q(**{name: value})
        # The first condition says less than the second, and is what the index is searched by.
        rows = rows.filter(rank__gte=after.rank).filter(later)
    return rows


def week(
    owner: PersonId,
    at: datetime,
    calendar: Calendar,
    roles: Collection[Role] = (),
    *,
    reader: str = READER,
    using: str = "default",
) -> QuerySet[EntryRow]:
    """Everything that one person owes by the end of the seventh day, counting today, or is late with.

    It lists what ``pdflow.agenda.week`` lists, in the same order.

    Args:
        owner: The person.
        at: The moment of the list, with an offset from UTC.
        calendar: The project's calendar.
        roles: The person's roles; what nobody is named for is listed where it is owed in one of these.
    """
    days = WorkingDays.of(calendar)
    last = days.day(require_moment(at)) + 6 * DAY
    end, next_end = days.end_of(last), days.end_of(days.open_from(last + DAY))
    mine = Q(owner=owner)
    if roles:
        mine |= Q(owner=None, role__in=[str(role) for role in roles])
    is_due = Q(due__lte=end) | Q(due__lte=next_end, opens__lt=end)
    is_breached = Case(When(breach__lte=at, then=Value(0)), default=Value(1))
    rows = live(Obligation, reader, using).filter(mine, is_due, due__lte=next_end)
    return rows.order_by(is_breached, "due", "stream", "number")


def coach_participations(coach: PersonId, *, reader: str = READER, using: str = "default") -> QuerySet[EntryRow]:
    """The running participations of a coach, by stream."""
    return live(Participation, reader, using).filter(coach=coach, phase__in=_RUNNING).order_by("stream")


def caseload(
    *, coach: PersonId | None = None, reader: str = READER, using: str = "default"
) -> QuerySet[EntryRow, tuple[Any, ...]]:
    """How many running participations each coach has in each tier: coach, tier, number.

    Args:
        coach: Only this one; without, all of them, and None for the participations that have no coach.
    """
    rows = live(Participation, reader, using).filter(phase__in=_RUNNING)
    if coach is not None:
        rows = rows.filter(coach=coach)
    return rows.order_by("coach", "tier").values_list("coach", "tier").annotate(Count("pk"))


def drift_by_site(at: datetime, *, reader: str = READER, using: str = "default") -> QuerySet[EntryRow, tuple[Any, ...]]:
    """How many streams drift at a moment, by site and cause: site, cause, number; without a site, engagements."""
    rows = live(Drift, reader, using).filter(since__lte=require_moment(at)).order_by("site", "cause")
    return rows.values_list("site", "cause").annotate(Count("stream", distinct=True))


def drift_of_site(site: str, at: datetime, *, reader: str = READER, using: str = "default") -> QuerySet[EntryRow]:
    """The drift of the people at a site at a moment, the longest first."""
    rows = live(Drift, reader, using).filter(site=site, since__lte=require_moment(at))
    return rows.order_by("since", "stream", "number")


def person_participations(person: PersonId, *, reader: str = READER, using: str = "default") -> QuerySet[EntryRow]:
    """The participations of a person, in the order of their enrolments."""
    return live(Participation, reader, using).filter(person=person).order_by("enrolled_at")


def learning_history(person: PersonId, *, reader: str = READER, using: str = "default") -> QuerySet[EntryRow]:
    """What a person has learnt, in all participations, in the order of time."""
    return live(Learning, reader, using).filter(person=person).order_by("at", "stream", "number")


def problems(*, reader: str = READER, using: str = "default") -> QuerySet[EntryRow]:
    """The streams that cannot be read, and why."""
    return live(Stream, reader, using).exclude(problem=None).order_by("stream")


def refusals_of_stream(stream: str, *, using: str = "default") -> QuerySet[EntryRow]:
    """The refused attempts on a stream, the latest first; an attempt has a row for each reason."""
    return Refusal.objects.using(using).filter(stream=stream).order_by("-at", "attempt", "number")


def refusal_counts(since: datetime, *, using: str = "default") -> QuerySet[EntryRow, tuple[Any, ...]]:
    """How often each command was refused for each reason from a moment on: command, code, number."""
    rows = Refusal.objects.using(using).filter(at__gte=require_moment(since)).order_by("command", "code")
    return rows.values_list("command", "code").annotate(Count("pk"))


_RUNNING = [str(phase) for phase in LIVE]
