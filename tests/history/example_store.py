"""The example year in a store."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

import attrs
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams

from pdflow import Event, MemoryStore, cadre, engagement, participation
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore

CODECS = {decider.name: Codec[Any](decider) for decider in (participation.decider, engagement.decider, cadre.decider)}


def store_of(streams: Mapping[str, Iterable[Event]], store: EventStore | None = None) -> EventStore:
    """A store that holds these streams."""
    store = store or MemoryStore()
    for stream, events in streams.items():
        recorded = [_of_stream(event, stream) for event in events]
        store.append(stream, CODECS[recorded[0].name.partition(".")[0]].to_rows(recorded), expected=0)
    return store


def _of_stream(event: Event, stream: str) -> Event:
    """The same event of a command that no other stream has."""
    return attrs.evolve(event, header=attrs.evolve(event.header, id=uuid5(UUID(str(event.header.id)), stream)))


def example_store() -> EventStore:
    """The people of the example year and their engagement, the people first."""
    return store_of({**streams(), "engagement-e1": engagement_year()})
