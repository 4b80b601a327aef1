"""A stream in a simulated world: its state, and the commands that the real decider accepts or refuses."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, Generic, TypeVar

from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import with_fixed_offset
from pdflow.kernel.header import Actor, Header, unchecked_header
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.simulation.world.journal import RefusalKey
from pdflow.simulation.world.world import World

S = TypeVar("S", bound=Aggregate)


class Stream(Generic[S]):
    """One aggregate of the world; the ids of its commands follow from the seed, its name, the time and a count."""

    def __init__(self, name: str, decider: Decider[S], world: World) -> None:
        self.name, self.decider, self.world = name, decider, world
        self.state: S = decider.state()
        self.events = 0
        """Number of events so far."""
        self._commands, self._end_of_ids = 0, end_of_ids(f"{world.seed}:{name}")
        self._refused: dict[RefusalKey, int] = {}

    def header(self, by: Actor) -> Header:
        """Make the header of a command attempted now."""
        self._commands += 1
        now = self.world.env.now
        id = command_id(self.world.year.milliseconds(now), self._commands, self._end_of_ids)
        return unchecked_header(id, by, with_fixed_offset(self.world.year.at(now)))

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


def command_id(milliseconds: int, number: int, end: str) -> str:
    """Return a UUID of version 7, which sorts by its time: of the milliseconds, a stream's count and its own end.

    Every 4,096 commands of a stream its time is one millisecond later, so that no two have one id.
    """
    time = f"{milliseconds + (number >> 12):012x}"
    return f"{time[:8]}-{time[8:]}-7{number & 0xFFF:03x}-{end}"


def end_of_ids(key: str) -> str:
    """Return the last 64 bits of all command ids of a stream, two of which say the variant."""
    bits = int.from_bytes(sha256(key.encode()).digest()[:8], "big") & ~(3 << 62) | 2 << 62
    return f"{bits >> 48:04x}-{bits & ~(0xFFFF << 48):012x}"
