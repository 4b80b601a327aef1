"""Desks with kept states and batches in many processes, contending and killed: nothing is lost, nothing is doubled."""

import os
from collections import defaultdict
from multiprocessing import get_context
from pathlib import Path
from random import Random
from time import sleep
from typing import Any

import pytest
from sqlalchemy import create_engine
from tests.desk_workers import IN_A_BATCH, contend, contend_in_batches, enrol, opened, plan, work_until_killed
from tests.postgres import for_sqlalchemy
from tests.storage.killed_writers import all_of, whole_feed

from pdflow import Desk
from pdflow.participation import decider
from pdflow.storage.event_store import EventStore
from pdflow.storage.sqlalchemy import metadata

KILLS = int(os.environ.get("PDFLOW_KILLS", "20"))
APPENDS = int(os.environ.get("PDFLOW_APPENDS", "600"))
PROCESSES, STREAMS = 4, max(40, APPENDS // 100)
PROCESS = get_context("forkserver")
PROCESS.set_forkserver_preload(["tests.desk_workers"])


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a store with the streams of some people."""
    place = str(tmp_path / "pd.sqlite")
    if request.param == "postgresql":
        place = for_sqlalchemy(request.getfixturevalue("postgres"))
        engine = create_engine(place)
        metadata.create_all(engine)
        engine.dispose()
    with opened(place) as store:
        desk = Desk(decider, store, clock=None)
        for n in range(STREAMS):
            desk.carry_out(f"p-{n}", enrol(f"p-{n}"))
    return place


def started(work: Any, *args: Any) -> Any:
    """A process at work, and the pipe by which it tells what is kept."""
    answers, pipe = PROCESS.Pipe(duplex=False)
    process = PROCESS.Process(target=work, args=(*args, pipe))
    process.start()
    pipe.close()
    return process, answers


def plans_of(store: EventStore) -> dict[str, list[str]]:
    """Of each stream of a person, the sessions planned, in order; every version is there, and every state is right."""
    found = dict[str, list[str]]()
    for n in range(STREAMS):
        rows = store.load(f"p-{n}")
        assert [row.version for row in rows] == [*range(1, len(rows) + 1)]
        state, version = Desk(decider, store, clock=None, keep=0).load(f"p-{n}")
        assert version == len(rows)
        found[f"p-{n}"] = [*state.plans]
        assert len(state.plans) == len(rows) - 1
    return found


def test_given_desks_and_batches_when_they_contend_then_nothing_is_lost_and_no_error_leaks(address: str) -> None:
    share = APPENDS // (PROCESSES + 2)
    desks = [started(contend, address, f"w{n}", share, STREAMS) for n in range(PROCESSES)]
    batches = [started(contend_in_batches, address, f"b{n}", share // IN_A_BATCH) for n in range(2)]
    done = [each for _, answers in desks for told in all_of(answers) for each in told]
    conflicts = [told for _, answers in batches for told in all_of(answers)]
    for process, _ in (*desks, *batches):
        process.join()
        assert process.exitcode == 0
    assert len(conflicts) == 2
    assert sum(conflicts) > 0
    by_stream = defaultdict[str, list[tuple[int, str]]](list)
    for stream, version, name in done:
        by_stream[f"p-{stream}"].append((version, name))
    with opened(address) as store:
        fed = whole_feed(store)
        assert len(fed) == STREAMS + PROCESSES * share + 2 * IN_A_BATCH * (share // IN_A_BATCH)
        assert len({event.id for event in fed}) == len(fed)
        for stream, plans in plans_of(store).items():
            assert [*enumerate(plans, 2)] == sorted(by_stream[stream])
        for n in range(IN_A_BATCH):
            rows = store.load(f"b-{n}")
            assert [row.version for row in rows] == [*range(1, 2 * (share // IN_A_BATCH) + 1)]


def test_given_desks_that_are_killed_when_others_go_on_then_all_that_was_acknowledged_is_there_once(
    address: str,
) -> None:
    random, names = Random(2), ("ana", "ben", "cleo")
    acknowledged = {name: set[int]() for name in names}

    def start(name: str) -> Any:
        return started(work_until_killed, address, name, len(acknowledged[name]), STREAMS)

    def kill(name: str) -> None:
        process, answers = workers[name]
        acknowledged[name].add(answers.recv())
        process.kill()
        process.join()
        acknowledged[name].update(all_of(answers))

    workers = {name: start(name) for name in names}
    for turn in range(KILLS):
        sleep(random.expovariate(1 / 0.01))
        name = names[turn % len(names)]
        kill(name)
        workers[name] = start(name)
    for name in names:
        kill(name)
    with opened(address) as store:
        planned = [name for plans in plans_of(store).values() for name in plans]
        assert len(planned) == len({*planned})
        for name in names:
            told = acknowledged[name]
            assert told == {*range(len(told))}
            mine = {each for each in planned if each.startswith(f"{name}-")}
            assert {f"{name}-{n}" for n in told} <= mine
            assert len(mine) <= len(told) + 1
            for own in (f"{name}-3", f"{name}-4"):
                assert len(store.load(own)) in {2 * len(range(0, len(told) + more, 10)) for more in (0, 1)}
        desk = Desk(decider, store, clock=None)
        assert all(desk.carry_out(f"p-{n % STREAMS}", plan(f"ana-{n}")).repeated for n in acknowledged["ana"])
