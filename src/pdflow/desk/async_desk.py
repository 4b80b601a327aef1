"""The asynchronous desk: the desk for stores whose answers are awaited."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pdflow.desk.plans import DeskPlans
from pdflow.desk.receipt import Receipt
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.plans import carry_through_async
from pdflow.kernel.records import Aggregate
from pdflow.storage.async_event_store import AsyncEventStore

S = TypeVar("S", bound=Aggregate)


class AsyncDesk(DeskPlans[S, AsyncEventStore]):
    """A ``Desk`` for any number of tasks of one event loop.

    It is made with the same arguments, except that ``on_refused`` may be a coroutine function. A task that is cancelled
    while it waits for an append does not know whether its events are stored: it sends the same command again, as after
    any answer that was lost.
    """

    is_async = True

    async def carry_out(
        self,
        stream: str,
        command: Command[S],
        *,
        expected: int | None = None,
        metadata: Mapping[str, object] | None = None,
    ) -> Receipt:
        """Carry a command out once, however often it is sent, as ``Desk.carry_out`` does."""
        return await carry_through_async(self._carry_out(stream, command, expected, metadata))

    async def load(self, stream: str) -> tuple[S, int]:
        """The state of a stream and its version; the empty state and 0 where there is no such stream."""
        return await carry_through_async(self._load(stream))

    async def history(self, stream: str) -> list[Event[S]]:
        """The events of a stream, in order; those that were erased are left out."""
        return await carry_through_async(self._history(stream))
