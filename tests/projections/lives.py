"""Lives to project: streams of each kind of aggregate, made by chance, and their batches of events in a mixed order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import attrs
from tests.cadre import corpus as of_members
from tests.engagement import corpus as of_engagements
from tests.participation import corpus as of_participations

from pdflow import PROFILES
from pdflow.agenda import Terms, WorkingDays
from pdflow.deciders import DECIDERS
from pdflow.kernel.records import Aggregate
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore, NewEvent
from pdflow.testing.walks import Subject, walk

CALENDAR = WorkingDays(Terms(ZoneInfo("America/Chicago"), closed=frozenset({date(2026, 9, 7), date(2026, 11, 26)})))
CODECS = {decider.name: Codec(decider) for decider in DECIDERS}
Batch = tuple[str, list[NewEvent]]


def life(stream: str, subject: Subject[Any], random: Random, length: int) -> list[Batch]:
    """The events of one stream, command by command."""
    opening = []
    if subject is of_participations.SUBJECT:
        enrol = of_participations.enrolment(random.choice([*PROFILES.values()]))
        header = attrs.evolve(enrol.header, id=UUID(int=random.getrandbits(128)))
        opening = [attrs.evolve(enrol, header=header, person=stream, site=random.choice(["North", "South"]))]
    codec = CODECS[subject.decider.name]
    attempts = walk(subject, random, length, opening).attempts
    return [
        (stream, with_own_ids(codec.to_rows(each.events), stream, n)) for n, each in enumerate(attempts) if each.events
    ]


def with_own_ids(events: list[NewEvent], stream: str, attempt: int) -> list[NewEvent]:
    """The same events under other ids: a walk may carry a command out again, where a desk would know it."""
    return [attrs.evolve(event, id=f"{stream} {attempt} {n}") for n, event in enumerate(events)]


def mixed_lives(random: Random, length: int = 90) -> tuple[list[Batch], list[datetime]]:
    """The batches of three participations, an engagement and a trainer, in a mixed order, and when they happened."""
    subjects = {f"p-{n}": of_participations.SUBJECT for n in range(3)}
    subjects |= {"e-1": of_engagements.SUBJECT, "c-1": of_members.SUBJECT}  # type: ignore[dict-item]
    left = [life(stream, subject, random, length) for stream, subject in subjects.items()]
    batches = list[Batch]()
    while left := [each for each in left if each]:
        batches.append(random.choice(left).pop(0))
    return batches, sorted(event.occurred_at for _, events in batches for event in events)


def append(store: EventStore, batches: list[Batch]) -> None:
    for stream, events in batches:
        store.append(stream, events, expected=len(store.load(stream)))


def states(store: EventStore) -> Iterator[tuple[str, Aggregate]]:
    """The state of every stream, by name."""
    streams = dict.fromkeys(event.stream for event in store.feed(limit=10**6))
    for stream in sorted(streams):
        rows = store.load(stream)
        codec = CODECS[rows[0].type.partition(".")[0]]
        yield stream, codec.decider.fold([codec.from_row(row) for row in rows])
