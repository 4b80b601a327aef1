"""A file that is deleted or replaced while it is open is an error, and erasing waits for no reader."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import attrs
import pytest

from pdflow.errors import StoreError
from pdflow.storage.bookmarks import SqliteBookmark
from pdflow.storage.snapshots import Snapshot
from pdflow.storage.sqlite import SqliteStore
from pdflow.testing.stores import events_of, with_another

SECRET = "said in confidence " * 1000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "pd.sqlite"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(path) as store:
        store.append("p-1", events_of("begin", 2), expected=0)
        yield store


def deleted(path: Path) -> None:
    path.unlink()


def moved_away(path: Path) -> None:
    path.rename(path.with_suffix(".old"))


def replaced_by_a_backup(path: Path) -> None:
    backup = path.with_suffix(".backup")
    shutil.copy(path, backup)
    backup.replace(path)


def without_its_log(path: Path) -> None:
    Path(f"{path}-wal").unlink()


HAPPENED = (deleted, moved_away, replaced_by_a_backup, without_its_log)


@pytest.mark.parametrize("happened", HAPPENED)
def test_given_a_file_that_is_gone_when_anything_is_asked_then_it_says_so(
    store: SqliteStore, path: Path, happened: Callable[[Path], None]
) -> None:
    happened(path)
    for ask in (
        lambda: store.append("p-1", events_of("next"), expected=2),
        lambda: store.load("p-1"),
        store.feed,
        lambda: store.erase_notes(events_of("begin")[0].id),
    ):
        with pytest.raises(StoreError, match="deleted or replaced while it was open") as error:
            ask()
        assert error.value.place == str(path)


def test_given_a_file_deleted_in_a_batch_when_it_ends_then_it_is_not_acknowledged(
    store: SqliteStore, path: Path
) -> None:
    def write() -> None:
        with store.batch():
            store.append("p-1", events_of("next"), expected=2)
            path.unlink()

    with pytest.raises(StoreError, match="deleted or replaced"):
        write()


def test_given_a_deleted_file_when_the_store_is_opened_anew_then_it_goes_on(store: SqliteStore, path: Path) -> None:
    path.unlink()
    with pytest.raises(StoreError):
        store.append("p-1", events_of("next"), expected=2)
    store.close()
    with SqliteStore(path) as anew:
        assert [event.version for event in anew.append("p-1", events_of("next"), expected=0)] == [1]


def test_given_a_relative_path_when_the_folder_is_changed_then_the_file_is_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    elsewhere = path.parent / "elsewhere"
    elsewhere.mkdir()
    with SqliteStore(path.name) as store, SqliteBookmark(path.name) as bookmark:
        monkeypatch.chdir(elsewhere)
        store.append("p-1", events_of("begin", 2), expected=0)
        bookmark.keep(2)
        assert (len(store.load("p-1")), bookmark.position()) == (2, 2)
        path.unlink()
        with pytest.raises(StoreError, match="deleted or replaced"):
            store.append("p-1", events_of("next"), expected=2)
    assert [*elsewhere.iterdir()] == []


@pytest.fixture
def secret(store: SqliteStore) -> str:
    [event] = store.append("p-2", [attrs.evolve(events_of("secret")[0], notes=SECRET)], expected=0)
    return event.id


@pytest.fixture
def reader(path: Path, secret: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT count(*) FROM events").fetchone()
    yield connection
    connection.close()


def in_files(path: Path) -> bool:
    return any(b"in confidence" in file.read_bytes() for file in path.parent.iterdir())


def test_given_a_reader_at_work_when_notes_are_erased_then_nobody_waits_and_the_bytes_follow(
    store: SqliteStore, path: Path, secret: str, reader: sqlite3.Connection
) -> None:
    began = monotonic()
    assert store.erase_notes(secret)
    store.append("p-3", events_of("meanwhile"), expected=0)
    assert monotonic() - began < 10
    assert store.load("p-2")[0].notes is None
    assert in_files(path)
    reader.execute("COMMIT")
    store.append("p-3", events_of("afterwards"), expected=1)
    assert not in_files(path)


def test_given_a_reader_that_has_gone_when_the_store_closes_then_the_bytes_are_gone(
    store: SqliteStore, path: Path, secret: str, reader: sqlite3.Connection
) -> None:
    store.erase_notes(secret)
    reader.execute("COMMIT")
    store.close()
    assert not in_files(path)


def test_given_a_writer_elsewhere_when_it_takes_its_time_then_an_append_still_waits_for_it(
    store: SqliteStore, secret: str, reader: sqlite3.Connection
) -> None:
    store.erase_notes(secret)
    assert store._db.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


def test_given_a_stream_with_notes_when_it_is_erased_then_its_bytes_are_gone(
    store: SqliteStore, path: Path, secret: str
) -> None:
    assert in_files(path)
    assert store.erase_stream("p-2") == 1
    assert not in_files(path)


def test_given_an_erasure_in_a_batch_when_it_ends_then_the_bytes_are_gone(
    store: SqliteStore, path: Path, secret: str
) -> None:
    with store.batch():
        store.erase_notes(secret)
    store.append("p-3", events_of("afterwards"), expected=0)
    assert not in_files(path)


def test_given_a_person_s_id_when_it_is_rewritten_then_its_bytes_are_gone_from_indexes_and_snapshots_too(
    store: SqliteStore, path: Path
) -> None:
    events = [attrs.evolve(event, actor="in confidence", data='"in confidence"') for event in events_of("named", 9)]
    store.append("p-in confidence", events, expected=0)
    store.keep_snapshot(Snapshot("p-in confidence", 9, 0, "1", "in confidence " * 9000))
    assert in_files(path)
    assert store.rewrite(["in confidence"], with_another("in confidence", "x7")) == 9
    assert not in_files(path)
    assert [event.actor for event in store.load("p-x7")] == ["x7"] * 9
