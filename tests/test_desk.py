"""The desk carries commands out on stored streams, each at most once, whoever else is at work."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import NAMESPACE_OID, uuid4, uuid5

import attrs
import pytest
from tests.benchmarks.story import commands, history, whole

from pdflow import (
    Actor,
    Command,
    CommandIdReused,
    Conflict,
    Header,
    Reason,
    Refused,
    UnknownEvent,
)
from pdflow.desk import Desk, Receipt
from pdflow.desk.plans import ATTEMPTS
from pdflow.participation import (
    Enrol,
    Enrolled,
    OpenCoaching,
    Pause,
    PlanSession,
    Reopen,
    Withdraw,
    decider,
)
from pdflow.storage.event_ids import event_id
from pdflow.storage.event_store import EventStore
from pdflow.storage.memory import MemoryStore
from pdflow.storage.sqlite import SqliteStore

BEGAN = datetime(2026, 9, 1, 8, tzinfo=UTC)
ENROLMENT = str(uuid5(NAMESPACE_OID, "enrolment"))


def header(days: float = 0, id: str | None = None) -> Header:
    return Header(id or uuid4(), Actor("ada", "COORDINATOR"), BEGAN + timedelta(days=days))


def enrol(id: str | None = None, person: str = "ana") -> Command:
    return Enrol(header(id=id), person=person)


def plan(name: str) -> Command:
    return PlanSession(header(), plan=name, session=name, start=BEGAN + timedelta(days=9), minutes=60)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventStore]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        with SqliteStore(tmp_path / "pd.sqlite") as sqlite:
            yield sqlite


@pytest.fixture(params=[1000, 1, 0], ids=["kept", "one kept", "none kept"])
def desk(request: pytest.FixtureRequest, store: EventStore) -> Desk:
    return Desk(decider, store, clock=None, keep=request.param, snapshot_every=2)


class Interrupted:
    """A store at which somebody else is served first, just before it is next asked for this."""

    def __init__(self, store: EventStore, asked: str, *others: Callable[[], object]) -> None:
        self.store, self.asked, self.others = store, asked, [*others]

    def __getattr__(self, name: str) -> Any:
        answer = getattr(self.store, name)

        def interrupted(*args: Any, **more: Any) -> Any:
            if self.others:
                self.others.pop(0)()
            return answer(*args, **more)

        return interrupted if name == self.asked else answer


@pytest.fixture
def restless_threads() -> Iterator[None]:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_a_whole_story_is_carried_out_and_kept(desk: Desk) -> None:
    sent = commands(whole())
    receipts = [desk.carry_out("p-1", command) for command in sent]
    assert [event for receipt in receipts for event in receipt.events] == desk.history("p-1") == history(sent)
    assert desk.load("p-1") == (decider.fold(history(sent)), receipts[-1].version)
    assert [receipt.version for receipt in receipts] == [*accumulate(len(receipt.events) for receipt in receipts)]


def test_where_there_is_no_stream_there_is_an_empty_state(desk: Desk) -> None:
    assert desk.load("p-1") == (decider.state(), 0)
    assert desk.history("p-1") == []


def test_ids_and_metadata_are_stored_beside_the_events(desk: Desk) -> None:
    desk.carry_out("p-1", enrol(ENROLMENT), metadata={"request": "r-1"})
    (row,) = desk.store.load("p-1")
    assert (row.id, row.command_id, row.metadata) == (event_id(ENROLMENT, 0), ENROLMENT, '{"request": "r-1"}')


def test_a_command_sent_again_has_its_first_outcome_whatever_came_since(desk: Desk) -> None:
    first = desk.carry_out("p-1", enrol(ENROLMENT))
    desk.carry_out("p-1", Withdraw(header(1), reason="moved"))
    again = desk.carry_out("p-1", enrol(ENROLMENT), expected=7)
    assert again == Receipt(first.events, 1, repeated=True)
    assert not first.repeated
    assert [type(event) for event in first.events] == [Enrolled]
    assert len(desk.history("p-1")) == 2


def test_a_command_id_found_in_another_stream_is_an_error(desk: Desk) -> None:
    desk.carry_out("p-1", enrol(ENROLMENT))
    with pytest.raises(CommandIdReused) as error:
        desk.carry_out("p-2", enrol(ENROLMENT))
    assert (error.value.stream, error.value.found_in) == ("p-2", "p-1")
    assert desk.history("p-2") == []


def test_what_is_so_already_leaves_nothing(desk: Desk) -> None:
    desk.carry_out("p-1", enrol())
    assert desk.carry_out("p-1", enrol()) == Receipt((), 1)
    assert len(desk.history("p-1")) == 1


def test_a_silent_command_is_judged_again_when_it_is_sent_again(desk: Desk) -> None:
    desk.carry_out("p-1", enrol())
    desk.carry_out("p-1", Withdraw(header(1), reason="moved"))
    late = Withdraw(header(3), reason="moved")
    assert desk.carry_out("p-1", late).events == ()
    desk.carry_out("p-1", Reopen(header(2), reason="came back"))
    assert len(desk.carry_out("p-1", late).events) == 1


def test_a_refused_command_leaves_nothing_tells_the_hook_and_is_judged_again(store: EventStore) -> None:
    refusals: list[tuple[str, Command, Sequence[Reason]]] = []
    desk = Desk(decider, store, clock=None, on_refused=lambda *attempt: refusals.append(attempt))
    pause = Pause(header(1))
    with pytest.raises(Refused) as refused:
        desk.carry_out("p-1", pause)
    assert refusals == [("p-1", pause, refused.value.reasons)]
    assert [*store.feed()] == []
    desk.carry_out("p-1", enrol())
    with pytest.raises(Refused, match=r"pause\.no_return_date"):
        desk.carry_out("p-1", pause)
    assert [reason.code for _, _, reasons in refusals for reason in reasons] == [
        "participation.not_in_phase",
        "pause.no_return_date",
    ]


def test_a_refusal_without_a_hook_is_only_raised(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.carry_out("p-1", OpenCoaching(header(), session="s", growth_area="g"))


def test_an_expected_version_is_the_stream_s_or_a_conflict(desk: Desk) -> None:
    assert desk.carry_out("p-1", enrol(), expected=0).version == 1
    with pytest.raises(Conflict, match="is at version 1, not 0"):
        desk.carry_out("p-1", plan("s-1"), expected=0)
    with pytest.raises(Conflict):
        desk.carry_out("p-1", plan("s-1"), expected=2)
    assert desk.carry_out("p-1", plan("s-1"), expected=1).version == 2


def test_a_lost_race_is_judged_again_on_what_the_other_did(store: EventStore) -> None:
    other = Desk(decider, store, clock=None)
    other.carry_out("p-1", enrol())
    interrupted = Interrupted(store, "append", lambda: other.carry_out("p-1", Withdraw(header(1), reason="moved")))
    with pytest.raises(Refused, match=r"participation\.not_in_phase"):
        Desk(decider, interrupted, clock=None).carry_out("p-1", plan("s-1"))
    assert len(other.history("p-1")) == 2


def test_a_lost_race_that_changes_nothing_for_the_command_is_won_the_second_time(store: EventStore) -> None:
    other = Desk(decider, store, clock=None)
    other.carry_out("p-1", enrol())
    interrupted = Interrupted(store, "append", lambda: other.carry_out("p-1", plan("theirs")))
    assert Desk(decider, interrupted, clock=None).carry_out("p-1", plan("ours")).version == 3
    assert [*other.load("p-1")[0].plans] == ["theirs", "ours"]


def test_a_lost_race_at_an_expected_version_is_a_conflict(store: EventStore) -> None:
    other = Desk(decider, store, clock=None)
    other.carry_out("p-1", enrol())
    interrupted = Interrupted(store, "append", lambda: other.carry_out("p-1", plan("theirs")))
    with pytest.raises(Conflict, match="is at version 2, not 1"):
        Desk(decider, interrupted, clock=None).carry_out("p-1", plan("ours"), expected=1)
    assert len(other.history("p-1")) == 2


@pytest.mark.parametrize("asked", ["look_up", "append"])
@pytest.mark.parametrize("expected", [None, 1])
def test_a_retry_that_overtakes_its_own_command_is_a_repeat(
    store: EventStore, expected: int | None, asked: str
) -> None:
    other, command = Desk(decider, store, clock=None), plan("s-1")
    other.carry_out("p-1", enrol())
    interrupted = Interrupted(store, asked, lambda: other.carry_out("p-1", command))
    receipt = Desk(decider, interrupted, clock=None).carry_out("p-1", command, expected=expected)
    assert receipt == Receipt(tuple(other.history("p-1")[1:]), 2, repeated=True)


@pytest.mark.parametrize(("times", "outcome"), [(ATTEMPTS, Conflict), (ATTEMPTS - 1, Receipt)])
def test_a_race_is_run_fifty_times_and_no_more(times: int, outcome: type) -> None:
    store = MemoryStore()
    other = Desk(decider, store, clock=None)
    other.carry_out("p-1", enrol())
    overtaking = [lambda n=n: other.carry_out("p-1", plan(f"theirs {n}")) for n in range(times)]
    desk = Desk(decider, Interrupted(store, "append", *overtaking), clock=None)
    try:
        came_of_it: object = desk.carry_out("p-1", plan("ours"))
    except Conflict as conflict:
        came_of_it = conflict
    assert type(came_of_it) is outcome
    assert len(other.history("p-1")) == 1 + 50


def test_a_conflict_over_an_event_that_is_there_already_says_so(store: EventStore) -> None:
    rows = Desk(decider, store, clock=None).codec.to_rows(decider.decide(decider.state(), enrol()))
    store.append("p-1", rows, expected=0)
    with pytest.raises(Conflict, match="is at version 1, but one of the events is in it already, or came twice"):
        store.append("p-1", rows, expected=1)


@pytest.mark.usefixtures("restless_threads")
def test_four_writers_on_one_stream_all_get_through_each_once(desk: Desk) -> None:
    desk.carry_out("p-1", enrol())
    barrier = Barrier(4, timeout=60)
    sent = [[plan(f"{writer} {n}") for n in range(10)] for writer in range(4)]

    def write(writer: int) -> list[Receipt]:
        barrier.wait()
        return [desk.carry_out("p-1", command) for command in sent[writer]]

    with ThreadPoolExecutor(4) as pool:
        receipts = [receipt for done in pool.map(write, range(4)) for receipt in done]
    assert sorted(receipt.version for receipt in receipts) == [*range(2, 42)]
    assert decider.fold(desk.history("p-1")).plans.keys() == {command.plan for each in sent for command in each}


@pytest.mark.usefixtures("restless_threads")
def test_retries_that_race_leave_their_events_once_and_all_hear_of_them(desk: Desk) -> None:
    desk.carry_out("p-1", enrol())
    barrier, command = Barrier(4, timeout=60), plan("s-1")

    def write(_: int) -> Receipt:
        barrier.wait()
        return desk.carry_out("p-1", command)

    with ThreadPoolExecutor(4) as pool:
        receipts = [*pool.map(write, range(4))]
    assert len(desk.history("p-1")) == 2
    assert {receipt.events for receipt in receipts} == {tuple(desk.history("p-1")[1:])}
    assert sorted(receipt.repeated for receipt in receipts) == [False, True, True, True]


def test_an_event_of_another_aggregate_is_named_with_its_stream(desk: Desk) -> None:
    desk.carry_out("p-1", enrol())
    (row,) = desk.store.load("p-1")
    desk.store.append("c-1", [attrs.evolve(row, id=str(uuid4()), type="cadre.cleared")], expected=0)
    with pytest.raises(UnknownEvent, match=r"no event of participation, in stream 'c-1' at version 1$"):
        desk.load("c-1")


AT_WORK_FOR_EVER = """
import sys
from uuid import uuid4
from pdflow.desk import Desk
from pdflow.participation import *
from pdflow.participation import decider
from pdflow.storage.sqlite import SqliteStore
from pdflow import Actor, Header
from datetime import UTC, datetime, timedelta

desk, n = Desk(decider, SqliteStore(sys.argv[1]), clock=None), 0
while True:
    def header(role):
        return Header(uuid4(), Actor("ada", role), datetime(2026, 9, 1, tzinfo=UTC))
    stream, n = f"p-{n}", n + 1
    desk.carry_out(stream, Enrol(header("COORDINATOR"), person="ana"))
    desk.carry_out(stream, RecordAttendance(header("COORDINATOR"), attendance="a", session="s", held=60, there=60))
    print(n, flush=True)
"""


def test_a_process_killed_at_work_leaves_whole_outcomes(tmp_path: Path) -> None:
    path = tmp_path / "pd.sqlite"
    line = [sys.executable, "-W", "error", "-c", AT_WORK_FOR_EVER, os.fspath(path)]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        done = [int(process.stdout.readline()) for _ in range(20)][-1]
        process.kill()
    with SqliteStore(path) as store:
        desk = Desk(decider, store, clock=None)
        lengths = [len(desk.history(f"p-{n}")) for n in range(done + 2)]
    assert lengths[:done] == [3] * done
    assert all(length in (0, 1, 3) for length in lengths)
