"""Sample streams: entries of each kind, with values that a database is apt to change."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Final

from pdflow.projections import (
    DriftEntry,
    LearningEntry,
    ObligationEntry,
    ParticipationEntry,
    ProjectedStream,
    RefusalEntry,
    StreamEntry,
)

NOON: Final = datetime(2026, 11, 1, 12, 0, 0, 1, tzinfo=UTC)
DAY: Final = timedelta(days=1)


def projected_stream(
    stream: str = "p-1", version: int = 1, *, due: datetime = NOON, ask_again_at: datetime | None = None
) -> ProjectedStream:
    """All entries of a stream: what is owed is due then, and breached a day later."""
    return ProjectedStream(
        StreamEntry(stream, "participation", version, ask_again_at, None),
        [participation(stream)],
        [obligation(stream, 0, due, breach=due + DAY), obligation(stream, 1, due)],
        [drift(stream, due)],
        [LearningEntry(stream, n, "ana", "TRAINING", NOON + n * DAY, 45, f"day-{n}", None, None) for n in range(2)],
    )


def participation(stream: str) -> ParticipationEntry:
    """An entry with empty and odd texts, days at both ends, and moments to the microsecond."""
    return ParticipationEntry(
        stream=stream,
        person="ana",
        engagement=None,
        phase="SUPPORT",
        since=NOON,
        enrolled_at=datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
        site="",
        role_title="maestra \N{LATIN SMALL LETTER N WITH TILDE} \N{CJK UNIFIED IDEOGRAPH-4E00} 'x' \"y\" %s :z",
        manager=None,
        coach="kim",
        tier="INTENSIVE",
        policy="FULL",
        cycle=2,
        planned_end=date(2199, 12, 31),
        paused_since=None,
        paused_until=date(1900, 1, 1),
        last_contact=NOON - DAY,
    )


def obligation(stream: str, number: int, due: datetime, breach: datetime | None = None) -> ObligationEntry:
    """An obligation that is not breached yet."""
    return ObligationEntry(
        stream=stream,
        number=number,
        aggregate="participation",
        code="check_in.hold",
        command="HoldCheckIn",
        role="COACH",
        owner=None,
        about=None,
        person="ana",
        engagement=None,
        site="North",
        last_day=due.date(),
        opens=due - DAY,
        due=due,
        breach=breach,
        rank=1,
    )


def drift(stream: str, since: datetime) -> DriftEntry:
    """A lost contact, from a moment on."""
    return DriftEntry(
        stream=stream,
        number=2,
        aggregate="participation",
        cause="no_contact",
        since=since,
        missed="1",
        command="HoldCheckIn",
        role="COACH",
        owner="kim",
        through=None,
        person="ana",
        engagement=None,
        site="North",
    )


def refusals(attempt: str, stream: str, actor: str, named: str = "max") -> list[RefusalEntry]:
    """An attempt that was refused for two reasons, one of which names somebody."""
    entry = (attempt, NOON, stream, "OpenCoaching", f"command-{attempt}", actor, "COACH")
    reasons = [
        ("coaching.no_growth_area", "IdentifyGrowthArea", None),
        ("role", None, json.dumps({"person": named, "at": {"day": "2026-10-01"}, "have": 1e16, "ana": True})),
    ]
    return [RefusalEntry(entry[0], number, *entry[1:], *reason) for number, reason in enumerate(reasons)]
