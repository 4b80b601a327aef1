"""A stream in a simulated world: its state, and the commands that the real decider accepts or refuses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid5

from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.simulation.world.journal import RefusalKey
from pdflow.simulation.world.world import World

COMMANDS = UUID("6d0f3d0e-4d0c-5c1e-9a55-0a6c1f0f7d11")
"""The namespace of the ids of simulated commands."""
S = TypeVar("S", bound=Aggregate)


class Stream(Generic[S]):
    """One aggregate of the world; the ids of its commands follow from the seed, its key and a count."""

    def __init__(self, name: str, decider: Decider[S], world: World, key: str, first: int = 1) -> None:
        self.name, self.decider, self.world = name, decider, world
        self.state: S = decider.state()
        self.events = 0
        """Number of events so far."""
        self._ids = command_ids(world.seed, key, first)
        self._refused: dict[RefusalKey, int] = {}

    def header(self, by: Actor) -> Header:
        """Make the header of a command attempted now."""
        return Header(next(self._ids), by, self.world.year.at(self.world.env.now))

    def execute(self, command: Command[Any]) -> tuple[Reason, ...]:
        """Decide a command and collect its events; return the reasons where it is refused."""
        journal, kind = self.world.journal, type(command).__name__
        journal.decisions += 1
        try:
            events = self.decider.decide(self.state, command)
        except Refused as refused:
            self._count_refusal(kind, refused.reasons)
            return refused.reasons
        if not events:
            journal.no_ops += 1
            return ()
        self.decider.fold(events, onto=self.state)
        journal.events += len(events)
        self.events += len(events)
        self.world.batch.add(self.name, events)
        if self._refused:
            self._count_remedies(kind)
        return ()

    def _count_refusal(self, command: str, reasons: tuple[Reason, ...]) -> None:
        self.world.journal.refuse(command, reasons, self.state)
        for reason in reasons:
            self._refused.setdefault(RefusalKey(command, reason.code), self.world.today)

    def _count_remedies(self, command: str) -> None:
        for key in [key for key in self._refused if key.command == command]:
            self.world.journal.remedy(key, self.world.today - self._refused.pop(key))


def command_ids(seed: int, key: str, first: int) -> Iterator[UUID]:
    """Yield the ids of a stream's commands, numbered from ``first``."""
    space = uuid5(COMMANDS, f"{seed}:{key}")
    return (uuid5(space, str(number)) for number in count(first))
