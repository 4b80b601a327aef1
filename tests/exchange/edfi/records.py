"""Records to test with: of one person's commands, or of the example year."""

from collections.abc import Iterable
from functools import cache

from tests.documents.decided_events import events_of
from tests.history.example_store import example_store, store_of

from pdflow import Audience, Command
from pdflow.exchange.edfi import EdFiRecord, EdFiRecords, EdFiSource, Resource
from pdflow.participation import decider
from pdflow.storage.event_store import EventStore

SOURCE = EdFiSource("uri://district.example", "uri://district.example/SourceSystemDescriptor#pdflow")


def of_person(*commands: Command, source: EdFiSource = SOURCE, audience: Audience = Audience.PAIR) -> EdFiRecords:
    """The export of a store in which one person did all this."""
    return EdFiRecords(store_of({"participation-ana": events_of(decider, commands)}), source, audience=audience)


def of_year(source: EdFiSource = SOURCE, audience: Audience = Audience.PAIR) -> EdFiRecords:
    return EdFiRecords(_year(), source, audience=audience)


@cache
def _year() -> EventStore:
    return example_store()


def of(resource: Resource, records: Iterable[EdFiRecord]) -> list[EdFiRecord]:
    return [record for record in records if record.resource is resource]
