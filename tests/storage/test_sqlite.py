"""The store in one SQLite file keeps the contract, between processes and through accidents too."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import attrs
import pytest

from pdflow.errors import Conflict, StoreError
from pdflow.storage.sqlite import SqliteStore
from pdflow.testing.stores import StoreContract, events_of

START = """
import sys
from pdflow.errors import Conflict
from pdflow.storage.sqlite import SqliteStore
from pdflow.testing.stores import events_of

def wait_for_word():
    return sys.stdin.readline().strip()

def tell(word):
    print(word, flush=True)

_, path, name = sys.argv
tell("ready")
wait_for_word()
store = SqliteStore(path)
"""
APPENDING_TO_ONE_STREAM = """
for n in range(50):
    store.append(f"own {name}", events_of(f"own {name} {n}", 2), expected=2 * n)
    while True:
        try:
            store.append("shared", events_of(f"shared {name} {n}"), expected=len(store.load("shared")))
            break
        except Conflict:
            pass
"""
STOPPING_IN_A_BATCH = """
store.append("before", events_of("before", 3), expected=0)
with store.batch():
    for n in range(500):
        store.append("batch", events_of(f"batch {n}", 10), expected=10 * n)
    tell("in the batch")
    wait_for_word()
"""
APPENDING_FOR_EVER = """
n = 0
while True:
    store.append("p-1", events_of(f"{n}", 10), expected=10 * n)
    n += 1
    tell(n)
"""


class Process:
    """Another Python at work on the same file; it opens the store when it gets the word."""

    def __init__(self, script: str, path: Path, name: str = "") -> None:
        line = [sys.executable, "-W", "error", "-c", START + script, str(path), name]
        self.process = subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.says() == "ready"

    def go_on(self) -> None:
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def says(self) -> str:
        return self.process.stdout.readline().strip()

    def end(self) -> int:
        self.process.communicate()
        return self.process.returncode

    def kill(self) -> None:
        self.process.kill()
        assert self.end() != 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pd.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(path) as store:
        yield store


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, path: Path) -> Iterator[SqliteStore]:
        with SqliteStore(path) as store:
            yield store

    @pytest.fixture
    def reopen(self, path: Path) -> Iterator[Callable[[], SqliteStore]]:
        with SqliteStore(path) as other:
            yield lambda: other


class TestSqliteStoreInMemory(StoreContract):
    @pytest.fixture
    def store(self) -> Iterator[SqliteStore]:
        with SqliteStore(":memory:") as store:
            yield store


def test_given_a_closed_store_when_opened_again_then_everything_is_kept_in_one_file(path: Path) -> None:
    with SqliteStore(path) as store:
        recorded = store.append("p-1", events_of("begin", 3), expected=0)
        store.erase_notes(recorded[0].id)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with SqliteStore(path) as store:
        assert store.load("p-1") == [attrs.evolve(recorded[0], notes=None), *recorded[1:]]


def test_given_a_closed_store_when_asked_then_it_says_so(path: Path) -> None:
    store = SqliteStore(path)
    store.close()
    store.close()
    for ask in (store.feed, lambda: store.append("p-1", events_of("late"), expected=0)):
        with pytest.raises(StoreError, match="closed"):
            ask()


def test_given_a_clock_when_appending_then_it_is_read_once_and_kept_in_utc(path: Path) -> None:
    moments = iter([datetime(2025, 9, 1, 8, tzinfo=timezone(timedelta(hours=-6)))])
    with SqliteStore(path, clock=lambda: next(moments)) as store:
        recorded = store.append("p-1", events_of("begin", 3), expected=0)
        assert store.load("p-1") == recorded
    assert {event.recorded_at.isoformat() for event in recorded} == {datetime(2025, 9, 1, 14, tzinfo=UTC).isoformat()}


def test_given_a_field_of_a_wrong_type_when_appending_then_it_is_no_conflict(store: SqliteStore) -> None:
    wrong = [*events_of("begin"), attrs.evolve(events_of("next")[0], data=b"{}")]
    with pytest.raises(StoreError, match="BLOB"):
        store.append("p-1", wrong, expected=0)
    assert store.feed() == []


def test_given_deleted_rows_when_appending_then_no_position_comes_again(store: SqliteStore, path: Path) -> None:
    store.append("p-1", events_of("begin", 3), expected=0)
    connection = sqlite3.connect(path)
    with connection:
        connection.execute("DELETE FROM events")
    connection.close()
    (event,) = store.append("p-2", events_of("next"), expected=0)
    assert event.position == 4


def test_given_notes_when_they_are_erased_then_their_bytes_are_gone(store: SqliteStore, path: Path) -> None:
    secret = "said in confidence " * 1000
    (event,) = store.append("p-1", [attrs.evolve(events_of("begin")[0], notes=secret)], expected=0)
    assert any(b"in confidence" in file.read_bytes() for file in path.parent.iterdir())
    store.erase_notes(event.id)
    assert not any(b"in confidence" in file.read_bytes() for file in path.parent.iterdir())


def test_given_a_batch_when_it_ends_then_others_see_all_of_it_and_before_nothing(
    store: SqliteStore, path: Path
) -> None:
    with SqliteStore(path) as other:
        with store.batch():
            one = store.append("p-1", events_of("one", 2), expected=0)
            two = store.append("p-1", events_of("two", 2), expected=2)
            assert store.load("p-1") == [*one, *two]
            assert other.feed() == []
        assert other.feed() == [*one, *two]


def test_given_an_error_in_a_batch_when_it_leaves_it_then_nothing_is_kept(store: SqliteStore) -> None:
    def fail() -> None:
        with store.batch():
            store.append("p-1", events_of("one"), expected=0)
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert store.feed() == []
    assert [event.position for event in store.append("p-1", events_of("one"), expected=0)] == [1]


def test_given_a_conflict_in_a_batch_when_it_is_caught_then_the_others_are_kept(store: SqliteStore) -> None:
    with store.batch():
        one = store.append("p-1", events_of("one", 2), expected=0)
        for _ in range(2):
            with pytest.raises(Conflict):
                store.append("p-1", [*events_of("two"), *events_of("one")], expected=2)
        three = store.append("p-1", events_of("three"), expected=2)
    assert store.feed() == [*one, *three]


def test_given_a_batch_when_another_begins_in_it_then_it_is_refused_and_the_first_goes_on(store: SqliteStore) -> None:
    with store.batch():
        with pytest.raises(StoreError, match="do not nest"), store.batch():
            pass
        one = store.append("p-1", events_of("one"), expected=0)
    assert store.feed() == one
    with store.batch():
        store.append("p-1", events_of("two"), expected=1)


def test_given_a_full_disk_in_a_batch_when_the_error_is_caught_then_still_nothing_is_kept(store: SqliteStore) -> None:
    def fill() -> None:
        with store.batch():
            store.append("p-1", events_of("one"), expected=0)
            with pytest.raises(StoreError, match="full"):
                store.append("p-2", events_of("two", 5000), expected=0)
            with pytest.raises(StoreError, match="the batch failed"):
                store.append("p-3", events_of("three"), expected=0)

    store._db.execute("PRAGMA max_page_count = 50")
    with pytest.raises(StoreError):
        fill()
    assert store.feed() == []
    store.append("p-1", events_of("one"), expected=0)


def test_given_four_processes_when_they_make_and_fill_one_file_then_nothing_is_lost(path: Path) -> None:
    processes = [Process(APPENDING_TO_ONE_STREAM, path, name) for name in "abcd"]
    for process in processes:
        process.go_on()
    assert [process.end() for process in processes] == [0] * 4
    with SqliteStore(path) as store:
        for name in "abcd":
            assert [event.version for event in store.load(f"own {name}")] == [*range(1, 101)]
        assert [event.version for event in store.load("shared")] == [*range(1, 201)]
        assert [event.position for event in store.feed()] == [*range(1, 601)]
        assert store._db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_given_a_process_killed_in_a_batch_when_opened_then_only_what_was_before_is_there(path: Path) -> None:
    process = Process(STOPPING_IN_A_BATCH, path)
    process.go_on()
    assert process.says() == "in the batch"
    process.kill()
    with SqliteStore(path) as store:
        assert [event.stream for event in store.feed()] == ["before"] * 3
        store.append("batch", events_of("batch 0", 10), expected=0)


def test_given_a_process_killed_at_work_when_opened_then_whole_appends_are_there(path: Path) -> None:
    process = Process(APPENDING_FOR_EVER, path)
    process.go_on()
    for _ in range(20):
        acknowledged = int(process.says())
    process.kill()
    with SqliteStore(path) as store:
        kept = store.load("p-1")
        assert [event.version for event in kept] == [*range(1, len(kept) + 1)]
        assert len(kept) % 10 == 0
        assert len(kept) >= 10 * acknowledged


def test_given_a_file_of_a_newer_pdflow_when_opened_then_it_says_so_and_leaves_it(path: Path) -> None:
    SqliteStore(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 4")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer pdflow: schema 4") as error:
        SqliteStore(path)
    assert error.value.place == str(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("mark", ["CREATE TABLE theirs (x)", "PRAGMA user_version = 1", "PRAGMA application_id = 7"])
def test_given_another_program_s_database_when_opened_then_it_says_so_and_leaves_it(path: Path, mark: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(mark)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not an event store of pdflow"):
        SqliteStore(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("text", ["name,role\n", "name,role\n" * 1000], ids=["short", "long"])
def test_given_a_text_file_when_opened_then_it_says_so_and_leaves_it(path: Path, text: str) -> None:
    path.write_text(text)
    with pytest.raises(StoreError, match="not a database"):
        SqliteStore(path)
    assert path.read_text() == text


@pytest.mark.parametrize("place", ["", "missing/pd.sqlite"], ids=["folder", "missing folder"])
def test_given_no_place_for_a_file_when_opened_then_it_says_so(tmp_path: Path, place: str) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        SqliteStore(tmp_path / place)


def test_given_a_read_only_file_when_appending_then_it_says_so_and_can_still_be_read(path: Path) -> None:
    with SqliteStore(path) as store:
        recorded = store.append("p-1", events_of("begin", 2), expected=0)
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("this user may write to read-only files")
    with SqliteStore(path) as store:
        with pytest.raises(StoreError, match="readonly"):
            store.append("p-1", events_of("next"), expected=2)
        assert store.load("p-1") == recorded


@pytest.mark.parametrize("ask", ["load", "of_command"])
def test_a_name_that_no_file_can_hold_is_not_blamed_on_the_file(store: SqliteStore, ask: str) -> None:
    with pytest.raises(UnicodeEncodeError):
        getattr(store, ask)("\udc80")
