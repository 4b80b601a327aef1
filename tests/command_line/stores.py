"""A store to export in tests: a year of a few people and the engagement around them."""

from pathlib import Path

from tests.documents import example_participations
from tests.documents.example_engagement import engagement_year
from tests.exchange.xapi.statements import stored

from pdflow import SqliteStore
from pdflow.storage.event_store import EventStore
from pdflow.storage.stored_streams import stored_streams


def fill(store: EventStore) -> None:
    """Record the year."""
    year = stored({"engagement-e1": engagement_year(), **example_participations.streams()})
    for stream, rows in stored_streams(year):
        store.append(stream, rows, expected=0)


def year_file(folder: Path) -> Path:
    """An SQLite file with the year."""
    file = folder / "year.sqlite"
    with SqliteStore(file) as store:
        fill(store)
    return file
