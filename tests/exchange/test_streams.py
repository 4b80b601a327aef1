"""Every export is a stream: however many people there are, the events of no more than one stream are held."""

import gc
import tracemalloc
from collections import deque
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid5

import attrs
import pytest
from tests.documents import example_participations
from tests.documents.example_engagement import engagement_year
from tests.exchange.test_every_export import EXPORTS
from tests.exchange.xapi.statements import stored

from pdflow import Event, MemoryStore
from pdflow.command_line import parse_arguments
from pdflow.command_line.export import FORMS, write
from pdflow.exchange.cloudevents import CloudEvents
from pdflow.exchange.event_log import EventLog, frame
from pdflow.exchange.icalendar.appointments import stored_appointments
from pdflow.history import stored_participations
from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.stored_streams import stored_streams

KEPT_OF_A_PERSON = 3000
"""Bytes, at most: ids, in whichever form the format or the other system asks for them."""
FEW, MANY = 1, 5
"""How many namesakes everybody has."""


def renamed(row: RecordedEvent, person: str, copy: int) -> RecordedEvent:
    """The same event in the life of somebody else."""
    return attrs.evolve(
        row,
        id=str(uuid5(UUID(row.id), str(copy))),
        command_id=str(uuid5(UUID(row.command_id), str(copy))),
        actor=f"{person}-{copy}" if row.actor == person else row.actor,
        data=row.data.replace(f'"{person}"', f'"{person}-{copy}"'),
    )


@cache
def people(copies: int) -> MemoryStore:
    """A year in which everybody has so many namesakes, who live as they do."""
    streams: dict[str, tuple[Event, ...]] = {"engagement-e1": engagement_year(), **example_participations.streams()}
    year, store = stored(streams), MemoryStore()
    persons = {history.stream: history.state.person for history in stored_participations(year)}
    for stream, rows in stored_streams(year):
        store.append(stream, rows, expected=0)
        for copy in range(copies if stream in persons else 0):
            store.append(f"{stream}-{copy}", [renamed(row, persons[stream], copy) for row in rows], expected=0)
    return store


def written(name: str, store: MemoryStore) -> None:
    """Write a form to a file or a folder that is removed afterwards."""
    with TemporaryDirectory() as folder:
        options = parse_arguments(["export", *EXPORTS[name], "-", "--out", str(Path(folder) / "place")])
        write(FORMS[options.form], store, options)


MADE: dict[str, Callable[[MemoryStore], object]] = {
    **{name: partial(written, name) for name in EXPORTS},
    "appointments of all": lambda store: deque(stored_appointments(store), maxlen=0),
    "cloudevents in batches": lambda store: deque(CloudEvents(store, "uri:pd").batches(), maxlen=0),
    "rows of a frame": lambda store: deque(frame(EventLog(store)), maxlen=0),
}


def peak(name: str, copies: int) -> int:
    """The bytes that an export has at most, beside the store."""
    store = people(copies)
    gc.collect()
    tracemalloc.start()
    try:
        MADE[name](store)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", MADE)
def test_many_more_people_take_hardly_more_memory(name: str) -> None:
    peak(name, FEW)  # what is imported and compiled when it is first needed
    most = peak(name, FEW) + KEPT_OF_A_PERSON * len([*stored_participations(people(0))]) * (MANY - FEW)
    assert any(peak(name, MANY) < most for _ in range(3)), "tables of Python's own grow too, but not always"


def test_the_events_of_people_would_be_noticed() -> None:
    """Without this, the test above would hold of people of whom there is next to nothing."""
    tracemalloc.start()
    try:
        held = [*stored_participations(people(FEW))]
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert used > 3 * KEPT_OF_A_PERSON * len(held)
