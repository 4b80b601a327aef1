"""A relay in simulated time: carries reactions to events to the streams they concern."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Final

from pdflow.coordination import EVENTS_READ, AddressedCommand, EventInStream, FeedDirectory, react
from pdflow.kernel.messages import Event
from pdflow.kernel.refusal import Reason
from pdflow.simulation.world.stories import Story
from pdflow.simulation.world.world import World
from pdflow.storage.event_ids import event_id

SECRET: Final = b"nobody is real in a simulation"
"""What ids without their person are keyed with: always the same, so that a run can be repeated."""
Execute = Callable[[AddressedCommand], tuple[Reason, ...]]
"""Executes a reaction on the stream to which it is addressed."""


class SimulatedRelay:
    """Does what a relay does over the feed of a store, as soon as the events happen."""

    def __init__(self, world: World, execute: Execute, naming: Callable[[str, str], str]) -> None:
        self.refused: list[tuple[AddressedCommand, tuple[Reason, ...]]] = []
        """Reactions that were refused; they are not attempted again."""
        self._world, self._execute, self._directory = world, execute, FeedDirectory(SECRET, naming)
        self._waiting: deque[EventInStream[Any]] = deque()

    def listen(self, stream: str, events: Sequence[Event[Any]]) -> None:
        """Queue the events of a command; the reactions follow in the same minute, after whatever goes on now."""
        if not self._waiting and any(event.name in EVENTS_READ for event in events):
            self._world.begin(self._deliver())
        for n, event in enumerate(events):
            if event.name in EVENTS_READ:
                self._waiting.append(EventInStream(event_id(event.header.id, n), stream, event))

    def _deliver(self) -> Story[None]:
        yield self._world.env.timeout(0)
        while self._waiting:
            happened = self._waiting[0]
            for addressed in react(happened, self._directory):
                reasons = self._execute(addressed)
                if reasons:
                    self.refused.append((addressed, reasons))
            self._directory.learn(happened)
            self._waiting.popleft()
