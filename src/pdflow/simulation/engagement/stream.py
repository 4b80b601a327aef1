"""A stream of the engagement or of a trainer: its commands with the reasons of each refusal, in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason
from pdflow.simulation.world.stream import Stream
from pdflow.simulation.world.world import World

S = TypeVar("S", bound=Aggregate)


class AskedCommand(NamedTuple):
    """A command that somebody attempted, and the reasons where it was refused."""

    command: Command[Any]
    reasons: tuple[Reason, ...]


class LoggedStream(Stream[S]):
    """A stream that keeps the commands people attempt, without those that are reactions to other streams."""

    def __init__(self, name: str, decider: Decider[S], world: World) -> None:
        super().__init__(name, decider, world)
        self.attempts: list[AskedCommand] = []

    def ask(self, kind: Callable[..., Command[Any]], by: Actor, /, **values: Any) -> tuple[Reason, ...]:
        """Attempt a command now; return the reasons where it is refused."""
        command = kind(self.header(by), **values)
        reasons = self.execute(command)
        self.attempts.append(AskedCommand(command, reasons))
        return reasons
