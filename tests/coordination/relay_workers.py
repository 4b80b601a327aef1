"""Relays in processes of their own, to be killed."""

from __future__ import annotations

from time import sleep
from typing import Any

from sqlalchemy import create_engine
from tests.coordination.world import World

from pdflow.storage.sqlalchemy import SqlAlchemyStore


class SlowStore(SqlAlchemyStore):
    """A store that takes its time before and after every append, in which it can be killed."""

    def append(self, *args: Any, **more: Any) -> Any:
        sleep(0.002)
        recorded = super().append(*args, **more)
        sleep(0.002)
        return recorded


def relay(address: str) -> None:
    """React to the whole feed from its first event."""
    engine = create_engine(address)
    World(SlowStore(engine)).catch_up()
    engine.dispose()
