"""Writers on PostgreSQL that are killed, or contend: nothing acknowledged is lost, and nothing is there twice."""

import os
from collections.abc import Iterator
from functools import partial
from multiprocessing import get_context

import pytest
from tests.postgres import for_sqlalchemy
from tests.storage.killed_writers import Writer, all_is_there_once, all_of, killed_in_turn, whole_feed
from tests.storage.sqlalchemy_hosts import Database
from tests.storage.sqlalchemy_writers import command, contend, write_until_killed

KILLS = int(os.environ.get("PDFLOW_KILLS", "60"))
APPENDS = int(os.environ.get("PDFLOW_APPENDS", "400"))
PROCESSES, STREAMS = 8, 5
PROCESS = get_context("forkserver")
PROCESS.set_forkserver_preload(["tests.storage.sqlalchemy_writers"])


@pytest.fixture
def database(postgres: str) -> Iterator[Database]:
    database = Database(for_sqlalchemy(postgres))
    yield database
    database.close()


def test_given_writers_that_are_killed_when_others_go_on_then_all_that_was_acknowledged_is_there_once(
    database: Database,
) -> None:
    acknowledged = killed_in_turn(partial(Writer, PROCESS, write_until_killed, database.url), KILLS)
    all_is_there_once(database.store(), acknowledged)


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
