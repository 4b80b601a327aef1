"""The contract of asynchronous stores: the same tests, each question put to an event loop in another thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from functools import partial
from inspect import iscoroutinefunction
from threading import Thread
from typing import Any, TypeVar, cast

import pytest

from pdflow.storage.async_event_store import AsyncEventStore
from pdflow.storage.event_store import EventStore
from pdflow.testing.stores.contract import StoreContract

T = TypeVar("T")


class AsyncStoreContract(StoreContract):
    """Tests of every promise of an asynchronous store, what is asked at the same time coming from several tasks.

    Subclass it with a fixture ``opened`` that gives a new, empty store, as a function which opens it in the event loop;
    and with a fixture ``opened_again``, for a second one over the same data, where the store keeps any.
    """

    @pytest.fixture
    def opened(self) -> Callable[[], AbstractAsyncContextManager[AsyncEventStore]]:
        """A function that opens the empty store to test."""
        raise NotImplementedError("a subclass of AsyncStoreContract needs a fixture named opened")

    @pytest.fixture
    def opened_again(self) -> Callable[[], AbstractAsyncContextManager[AsyncEventStore]]:
        """A function that opens a second store over the same data; without it, one test is skipped."""
        pytest.skip("this store keeps nothing once it is closed")

    @pytest.fixture
    def loop(self) -> Iterator[EventLoopThread]:
        """The event loop in which the stores are asked."""
        with EventLoopThread() as loop:
            yield loop

    @pytest.fixture
    def store(
        self, loop: EventLoopThread, opened: Callable[[], AbstractAsyncContextManager[AsyncEventStore]]
    ) -> Iterator[EventStore]:
        """The store to test, for callers in other threads than that of its loop."""
        with loop.entered(opened()) as store:
            yield store

    @pytest.fixture
    def reopen(
        self, loop: EventLoopThread, opened_again: Callable[[], AbstractAsyncContextManager[AsyncEventStore]]
    ) -> Iterator[Callable[[], EventStore]]:
        """A function that gives a second store over the same data."""
        with loop.entered(opened_again()) as store:
            yield lambda: store


class EventLoopThread:
    """An event loop at work in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever)

    def __enter__(self) -> EventLoopThread:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.run(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def run(self, coroutine: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine in the loop, and wait for what it returns."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    @contextmanager
    def entered(self, opening: AbstractAsyncContextManager[AsyncEventStore]) -> Iterator[EventStore]:
        """Open a store, give it as one for callers of other threads, and close it afterwards."""
        asked = _AskedFromThreads(self.run(_enter(opening)), self)
        try:
            yield cast(EventStore, asked)
        finally:
            self.run(_leave(opening))


class _AskedFromThreads:
    """An asynchronous store, each of whose methods is run in the loop and waited for."""

    def __init__(self, store: AsyncEventStore, loop: EventLoopThread) -> None:
        self._store, self._loop = store, loop

    def __getattr__(self, name: str) -> Callable[..., object]:
        method = getattr(self._store, name)
        assert iscoroutinefunction(method), f"{name} is no coroutine function"
        return lambda *args, **more: self._loop.run(partial(method, *args, **more)())


async def _enter(opening: AbstractAsyncContextManager[T]) -> T:
    return await opening.__aenter__()


async def _leave(opening: AbstractAsyncContextManager[object]) -> None:
    await opening.__aexit__(None, None, None)
