"""Plain stores asked in threads keep the contract of asynchronous stores."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest

from pdflow.storage.async_event_store import AsyncEventStore
from pdflow.storage.in_threads import InThreads
from pdflow.storage.memory import MemoryStore
from pdflow.storage.sqlite import SqliteStore
from pdflow.testing.stores import AsyncStoreContract

Opening = Callable[[], AbstractAsyncContextManager[AsyncEventStore]]


@asynccontextmanager
async def in_memory() -> AsyncIterator[AsyncEventStore]:
    yield InThreads(MemoryStore())


@asynccontextmanager
async def in_file(path: Path) -> AsyncIterator[AsyncEventStore]:
    with SqliteStore(path) as store:
        yield InThreads(store)


class TestMemoryInThreads(AsyncStoreContract):
    @pytest.fixture
    def opened(self) -> Opening:
        return in_memory


class TestSqliteInThreads(AsyncStoreContract):
    @pytest.fixture
    def opened(self, tmp_path: Path) -> Opening:
        return lambda: in_file(tmp_path / "pd.sqlite")

    @pytest.fixture
    def opened_again(self, tmp_path: Path) -> Opening:
        return lambda: in_file(tmp_path / "pd.sqlite")
