"""Person export: everything on record of one person in a store, each field with its audience."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

import attrs

from pdflow.audience import Audience, audiences, personal, visible
from pdflow.errors import DecodeError, WrongType
from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import AnyEvent
from pdflow.people import PersonId
from pdflow.storage.arguments import require_deciders, require_person, require_store
from pdflow.storage.codec import Codec
from pdflow.storage.converters import writer
from pdflow.storage.event_store import ERASED, EventStore, RecordedEvent
from pdflow.storage.json_values import JsonObject
from pdflow.storage.person_ids import of_one_person
from pdflow.storage.stored_people import PersonInStore

PAGE = 1000


@attrs.frozen
class FieldOnRecord:
    """A field of an event, as a JSON value, and who may read it."""

    name: str
    value: Any = attrs.field(repr=False)
    audience: Audience
    is_note: bool


@attrs.frozen
class EventOnRecord:
    """An event of a person's own stream, or one elsewhere that names them."""

    stream: str
    version: int
    id: str
    type: str
    at: datetime
    recorded_at: datetime
    by: Actor
    fields: tuple[FieldOnRecord, ...]
    is_about: bool
    """Whether its stream is about the person; of one elsewhere, no other people are shown."""
    metadata: str | None = attrs.field(default=None, repr=False)
    """The host's own, as it is stored."""


@attrs.frozen
class OnRecord:
    """Everything on record of one person."""

    person: PersonId
    events: tuple[EventOnRecord, ...]
    """In the order in which they were recorded."""
    unreadable: tuple[tuple[str, int], ...] = ()
    """The stream and version of every event of theirs that nobody can read."""
    refusals: tuple[JsonObject, ...] = attrs.field(default=(), repr=False)

    def to_dict(self) -> JsonObject:
        """As a JSON object."""
        return {
            "person": self.person,
            "events": [_event_to_dict(event) for event in self.events],
            "unreadable": [list(place) for place in self.unreadable],
            "refusals": list(self.refusals),
        }


def export(
    store: EventStore,
    person: PersonId,
    deciders: Iterable[Decider[Any]],
    *,
    reader: Audience | None = None,
    refusals: Iterable[Mapping[str, Any]] = (),
) -> OnRecord:
    """Everything on record of one person: their own streams, and the events elsewhere that name them or are by them.

    Of an event elsewhere it shows what the team may read, or the pair where the person is in it, and no other people.

    Args:
        deciders: Those of all aggregates in the store.
        reader: Leave out what this audience may not read, and the host's metadata; without one, nothing of theirs is
            left out: the person is in the pair of every record about them.
        refusals: What a read model of refusals has of the person, as JSON objects.

    Raises:
        FieldError: An argument is not what it should be.
    """
    require_store(store)
    require_person(person)
    if not isinstance(reader, Audience | None):
        raise WrongType("reader", reader, "an Audience")
    codecs = {decider.name: Codec(decider) for decider in require_deciders(deciders)}
    found = PersonInStore(person)
    rows = [row for row in _rows(store) if found.names(row)]
    about = found.about()
    rows += [row for stream in about for row in store.load(stream) if row.type != ERASED]
    shown, unreadable = list[EventOnRecord](), list[tuple[str, int]]()
    for row in sorted({row.position: row for row in rows}.values(), key=lambda row: row.position):
        try:
            event = codecs[row.type.partition(".")[0]].from_row(row)
        except (DecodeError, KeyError):
            unreadable.append((row.stream, row.version))
        else:
            shown.append(_event(row, event, person, reader, is_about=row.stream in about))
    return OnRecord(person, tuple(shown), tuple(unreadable), tuple(map(dict, refusals)))


def _rows(store: EventStore) -> Iterator[RecordedEvent]:
    position = 0
    while rows := store.feed(after=position, limit=PAGE):
        yield from rows
        position = rows[-1].position


def _event(
    row: RecordedEvent, event: AnyEvent, person: PersonId, reader: Audience | None, *, is_about: bool
) -> EventOnRecord:
    kind = type(event)
    values = writer(kind)(event)
    if not is_about:
        values = of_one_person(kind, values, person)
    audience = Audience.PAIR if is_about or person in _pair(event) else Audience.TEAM
    if reader is not None and audience.may_read(reader):
        audience = reader
    kept_for, notes = audiences(kind), personal(kind)
    return EventOnRecord(
        row.stream,
        row.version,
        row.id,
        row.type,
        row.occurred_at,
        row.recorded_at,
        event.by,
        tuple(
            FieldOnRecord(name, value, kept_for[name], name in notes)
            for name, value in visible(kind, values, audience).items()
        ),
        is_about,
        row.metadata if reader is None and is_about else None,
    )


def _pair(event: AnyEvent) -> tuple[PersonId, ...]:
    """Whoever was there as coach or observer."""
    return event.by.person, *getattr(event, "observed_with", ())


def _event_to_dict(event: EventOnRecord) -> JsonObject:
    return {
        "stream": event.stream,
        "version": event.version,
        "id": event.id,
        "event": event.type,
        "at": event.at.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "by": {"person": event.by.person, "role": event.by.role},
        "about": event.is_about,
        "fields": [
            {"name": field.name, "value": field.value, "audience": field.audience.value, "note": field.is_note}
            for field in event.fields
        ],
        "metadata": None if event.metadata is None else json.loads(event.metadata),
    }
