"""A bookmark keeps the position of the last event that a reader has handled."""

from pathlib import Path

import pytest
from tests.coordination.world import World, begun

from pdflow import StoreError
from pdflow.coordination import MemoryBookmark, SqliteBookmark
from pdflow.storage.sqlite import SqliteStore


def test_a_bookmark_in_the_file_of_a_store_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "pd.sqlite"
    with SqliteStore(path) as store:
        with SqliteBookmark(path) as bookmark, SqliteBookmark(path, "somebody else") as other:
            begun(World(store, bookmark)).catch_up()
            assert (bookmark.position(), other.position()) == ([*store.feed()][-1].position, 0)
            bookmark.keep(1)
        with SqliteBookmark(path) as again:
            assert again.position() == [*store.feed()][-1].position
    SqliteStore(path).close()


def test_a_bookmark_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="open the store first"):
        SqliteBookmark(tmp_path / "new.sqlite")
    with pytest.raises(StoreError, match="unable to open"):
        SqliteBookmark(tmp_path / "nowhere" / "new.sqlite")
    SqliteStore(tmp_path / "new.sqlite").close()


def test_a_closed_bookmark_raises_a_store_error(tmp_path: Path) -> None:
    path = tmp_path / "pd.sqlite"
    SqliteStore(path).close()
    bookmark = SqliteBookmark(path)
    bookmark.close()
    with pytest.raises(StoreError, match="closed"):
        bookmark.keep(3)


def test_a_bookmark_in_memory_does_not_go_back() -> None:
    bookmark = MemoryBookmark()
    bookmark.keep(5)
    bookmark.keep(3)
    assert bookmark.position() == 5


def test_a_bookmark_in_a_file_that_was_deleted_keeps_nothing(tmp_path: Path) -> None:
    path = tmp_path / "pd.sqlite"
    with SqliteStore(path), SqliteBookmark(path) as bookmark:
        bookmark.keep(3)
        path.unlink()
        with pytest.raises(StoreError, match="deleted or replaced"):
            bookmark.keep(4)
