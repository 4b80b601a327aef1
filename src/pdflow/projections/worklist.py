"""The entries of what is owed in a stream and of its drift, of any kind of aggregate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

import attrs

from pdflow.agenda import Drift, Obligation, agenda, drifts_ahead
from pdflow.cadre import CadreMember
from pdflow.calendar import DAY, Calendar
from pdflow.engagement import Engagement
from pdflow.kernel.records import Aggregate
from pdflow.participation import Participation
from pdflow.people import PersonId
from pdflow.projections.entries import DriftEntry, ObligationEntry

FOR_THE_PAIR: Final = frozenset({"level_fallen"})
"""The causes of drift that only the pair may know."""


@attrs.frozen
class StreamSubject:
    """Whom and what a stream is about, at a moment."""

    stream: str
    aggregate: str
    person: PersonId | None
    engagement: str | None
    site: str | None


def subject_of(stream: str, aggregate: str, state: Aggregate, at: datetime) -> StreamSubject:
    """Whom and what a state is about; nobody in particular where a host has an aggregate of its own."""
    match state:
        case Participation():
            return StreamSubject(stream, aggregate, state.person, state.engagement, state.site_at(at))
        case Engagement():
            return StreamSubject(stream, aggregate, None, state.engagement, None)
        case CadreMember():
            return StreamSubject(stream, aggregate, state.person, None, None)
    return StreamSubject(stream, aggregate, None, None, None)


def obligation_entries(
    subject: StreamSubject, state: Aggregate, at: datetime, calendar: Calendar
) -> list[ObligationEntry]:
    """Everything owed at a moment, numbered in the order of the agenda."""
    return [_obligation(subject, number, owed, at) for number, owed in enumerate(agenda(state, at, calendar))]


def drift_entries(subject: StreamSubject, state: Aggregate, at: datetime, calendar: Calendar) -> Iterator[DriftEntry]:
    """Every cause of drift at a moment and each that lies ahead, without what only the pair may know."""
    for number, drift in enumerate(drifts_ahead(state, at, calendar)):
        if drift.cause not in FOR_THE_PAIR:
            yield _drift(subject, number, drift)


def _obligation(subject: StreamSubject, number: int, owed: Obligation, at: datetime) -> ObligationEntry:
    last_day_begins = (owed.due - DAY).astimezone(UTC)
    opens = last_day_begins if owed.opens is None else min(owed.opens.astimezone(UTC), last_day_begins)
    breach = None if owed.breach is None else owed.breach.astimezone(UTC)
    return ObligationEntry(
        stream=subject.stream,
        number=number,
        aggregate=subject.aggregate,
        code=owed.code,
        command=owed.command,
        role=str(owed.role),
        owner=owed.owner,
        about=owed.about,
        person=subject.person,
        engagement=subject.engagement,
        site=subject.site,
        last_day=owed.last_day,
        opens=opens,
        due=owed.due.astimezone(UTC),
        breach=breach,
        rank=0 if breach is not None and at >= breach else 1,
    )


def _drift(subject: StreamSubject, number: int, drift: Drift) -> DriftEntry:
    return DriftEntry(
        stream=subject.stream,
        number=number,
        aggregate=subject.aggregate,
        cause=drift.cause,
        since=drift.since.astimezone(UTC),
        missed=drift.missed,
        command=drift.command,
        role=str(drift.role),
        owner=drift.owner,
        through=drift.through,
        person=subject.person,
        engagement=subject.engagement,
        site=subject.site,
    )
