"""Writers on PostgreSQL that are killed, or contend: nothing acknowledged is lost, and nothing is there twice."""

import os
from collections.abc import Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from time import sleep

import pytest
from tests.postgres import for_sqlalchemy
from tests.storage.sqlalchemy_hosts import Database
from tests.storage.sqlalchemy_writers import AT_ONCE, command, contend, write_until_killed

from pdflow.storage.event_store import EventStore, RecordedEvent

KILLS = int(os.environ.get("PDFLOW_KILLS", "60"))
APPENDS = int(os.environ.get("PDFLOW_APPENDS", "400"))
WRITERS = ("ana", "ben", "cleo")
PROCESSES, STREAMS = 8, 5
PROCESS = get_context("forkserver")
PROCESS.set_forkserver_preload(["tests.storage.sqlalchemy_writers"])


@pytest.fixture
def database(postgres: str) -> Iterator[Database]:
    database = Database(for_sqlalchemy(postgres))
    yield database
    database.close()


class Writer:
    """A process that writes until it is killed."""

    def __init__(self, url: str, name: str) -> None:
        self.answers, answers = PROCESS.Pipe(duplex=False)
        self.process = PROCESS.Process(target=write_until_killed, args=(url, name, answers))
        self.process.start()
        answers.close()

    def kill(self) -> list[int]:
        """Kill it, once it has written; what it had acknowledged."""
        acknowledged = [self.answers.recv()]
        self.process.kill()
        self.process.join()
        return acknowledged + all_of(self.answers)


def all_of(answers: Connection) -> list[int]:
    found = []
    with answers:
        try:
            while True:
                found.append(answers.recv())
        except EOFError:
            return found


def whole_feed(store: EventStore) -> list[RecordedEvent]:
    events: list[RecordedEvent] = []
    while page := store.feed(after=events[-1].position if events else 0):
        events += page
    return events


def test_given_writers_that_are_killed_when_others_go_on_then_all_that_was_acknowledged_is_there_once(
    database: Database,
) -> None:
    random, acknowledged = Random(1), {name: set[int]() for name in WRITERS}
    writers = {name: Writer(database.url, name) for name in WRITERS}
    for turn in range(KILLS):
        name = WRITERS[turn % len(WRITERS)]
        sleep(random.expovariate(1 / 0.01))
        acknowledged[name].update(writers[name].kill())
        writers[name] = Writer(database.url, name)
    for name, writer in writers.items():
        acknowledged[name].update(writer.kill())
    fed = whole_feed(database.store())
    for name in WRITERS:
        mine = [event for event in fed if event.stream == name]
        assert [event.version for event in mine] == [*range(1, len(mine) + 1)]
        stored = [event.command_id for event in mine[::AT_ONCE]]
        assert [event.command_id for event in mine] == [each for each in stored for _ in range(AT_ONCE)]
        assert stored == [command(name, n) for n in range(len(stored))]
        assert acknowledged[name] == {*range(max(acknowledged[name]) + 1)}
        assert len(stored) > max(acknowledged[name])


def test_given_eight_processes_when_they_contend_then_nothing_is_lost_and_no_error_leaks(database: Database) -> None:
    pipes = [PROCESS.Pipe(duplex=False) for _ in range(PROCESSES)]
    processes = [
        PROCESS.Process(target=contend, args=(database.url, f"{n}", APPENDS // PROCESSES, STREAMS, pipe))
        for n, (_, pipe) in enumerate(pipes)
    ]
    for process, (_, pipe) in zip(processes, pipes, strict=True):
        process.start()
        pipe.close()
    conflicts = [number for answers, _ in pipes for number in all_of(answers)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * PROCESSES
    assert sum(conflicts) > 0
    fed = whole_feed(database.store())
    written = [command(f"{n}", k) for n in range(PROCESSES) for k in range(APPENDS // PROCESSES)]
    assert sorted(event.command_id for event in fed) == sorted(written)
    for stream in {event.stream for event in fed}:
        versions = [event.version for event in fed if event.stream == stream]
        assert versions == [*range(1, len(versions) + 1)]
