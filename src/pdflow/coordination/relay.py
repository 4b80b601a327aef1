"""The relay: reads the feed of a store, and carries out the reactions to its events."""

from __future__ import annotations

from pdflow.coordination.relay_plans import RelayPlans
from pdflow.kernel.plans import carry_through


class Relay(RelayPlans):
    """Reacts to every event of a store at least once, in order; run one relay at a time for each store.

    A position is kept only after the reactions to its event were carried out, so a crash loses none; and a desk carries
    out a command once, so none is doubled. A reaction that is refused, or that cannot be made, is reported to
    ``on_error`` and passed over, so that one event never stops the others. A store that is away is not passed over: its
    error is raised to the caller, and the next call begins with the event that led to it.
    """

    def catch_up(self, limit: int = 1000) -> int:
        """React to everything after the last position kept, the events of the reactions included.

        Args:
            limit: Events to read at a time.

        Returns:
            How many events were read.
        """
        return carry_through(self._catch_up(limit))
