"""The asynchronous relay: the relay for desks whose answers are awaited."""

from __future__ import annotations

from pdflow.coordination.relay_plans import RelayPlans
from pdflow.kernel.plans import carry_through_async


class AsyncRelay(RelayPlans):
    """A ``Relay`` of the asynchronous desks of one store; run one relay at a time for each store.

    Its ``on_error`` may be a coroutine function, and its bookmark may be one of either kind.
    """

    async def catch_up(self, limit: int = 1000) -> int:
        """React to everything after the last position kept, the events of the reactions included.

        Args:
            limit: Events to read at a time.

        Returns:
            How many events were read.
        """
        return await carry_through_async(self._catch_up(limit))
