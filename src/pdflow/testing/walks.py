"""Walks: random histories of commands, permitted and refused ones, made from plausible examples.

With ``random.Random(seed)`` a walk can be repeated; ``pdflow.testing.strategies`` gives it Hypothesis's random source.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import attrs

from pdflow.kernel.decider import Decider
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused
from pdflow.testing.changes import changed, with_field

S = TypeVar("S", bound=Aggregate)

MORNING: Final = datetime(2026, 9, 1, 8, tzinfo=UTC)
"""When a walk begins."""


@attrs.frozen(eq=False)
class Subject(Generic[S]):
    """An aggregate under test: its decider, one plausible example of each command, and who may ask it."""

    decider: Decider[S]
    example: Callable[[S, type[Command[Any]], Header], Command[Any]]
    an_actor: Callable[[S, type[Command[Any]]], Actor]


@attrs.frozen
class AttemptedCommand:
    """A command that was decided: its events, the reasons for its refusal, or neither for a no-op."""

    command: Command[Any]
    events: tuple[Event[Any], ...] = ()
    reasons: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        result = [*map(str, self.reasons)] or [event.name for event in self.events] or ["no-op"]
        return f"{self.command!r:.150} -> {', '.join(result)}"


class History(Generic[S]):
    """Commands in the order they were decided, each with its events or reasons, and the state after them."""

    def __init__(self, attempts: Sequence[AttemptedCommand], state: S) -> None:
        self.attempts, self.state = tuple(attempts), state

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """Every command, refused or not."""
        return tuple(attempt.command for attempt in self.attempts)

    @property
    def events(self) -> tuple[Event[Any], ...]:
        """Every event, in order."""
        return tuple(event for attempt in self.attempts for event in attempt.events)

    def __repr__(self) -> str:
        last = [f"  {number}. {attempt}" for number, attempt in enumerate(self.attempts, 1)][-30:]
        return "\n".join([f"history of {len(self.attempts)} commands, the last {len(last)} of them", *last])


def walk(subject: Subject[S], random: Random, length: int, opening: Sequence[Command[Any]] = ()) -> History[S]:
    """Make a history of ``length`` random commands after those of the ``opening``; the same seed gives the same one."""
    walker = Walker(subject, random)
    for command in opening:
        walker.ask(command)
    for _ in range(length):
        walker.ask(walker.next_command())
    return walker.history()


class Walker(Generic[S]):
    """Decides one command after another, most of them steps towards a goal, and folds the events."""

    def __init__(self, subject: Subject[S], random: Random, state: S | None = None, now: datetime = MORNING) -> None:
        self.subject, self.random, self.now = subject, random, now
        self.state = subject.decider.state() if state is None else state
        self.attempts: list[AttemptedCommand] = []
        self._kinds = tuple(subject.decider.commands.values())
        self._goal = random.choice(self._kinds)
        self._ids = random.getrandbits(64) << 64
        self._hours = random.choice((2, 12, 48, 200))
        self._makers: dict[Callable[[], Command[Any]], int] = {
            self._towards_goal: 50,
            self._random_command: 16,
            self._changed: 14,
            self._late: 8,
            self._by_another: 4,
            self._repeated: 4,
            self._with_new_id: 4,
        }

    def history(self) -> History[S]:
        """The history so far."""
        return History(self.attempts, self.state)

    def next_command(self) -> Command[Any]:
        """Advance the time and make a command: mostly a step towards the present goal, at times anything else."""
        self.now += timedelta(hours=self.random.randrange(self._hours))
        [make] = self.random.choices([*self._makers], [*self._makers.values()])
        return make()

    def ask(self, command: Command[Any]) -> AttemptedCommand:
        """Decide this command and fold its events."""
        decider = self.subject.decider
        try:
            attempt = AttemptedCommand(command, events=tuple(decider.decide(self.state, command)))
        except Refused as refused:
            attempt = AttemptedCommand(command, reasons=refused.reasons)
        decider.fold(attempt.events, onto=self.state)
        self.attempts.append(attempt)
        return attempt

    def example(self, kind: type[Command[Any]], by: Actor | None = None) -> Command[Any]:
        """Make the plausible example of a command, by somebody who may ask it unless ``by`` is given."""
        return self.subject.example(self.state, kind, self._header(by or self.subject.an_actor(self.state, kind)))

    def _header(self, by: Actor) -> Header:
        return Header(UUID(int=self._ids + len(self.attempts)), by, self.now)

    def _towards_goal(self) -> Command[Any]:
        """The goal itself, or the first command on its chain of remedies that is permitted."""
        decider, kind, tried = self.subject.decider, self._goal, {""}
        while True:
            command = self.example(kind)
            remedies = [reason.remedy or "" for reason in decider.why_not(self.state, command)]
            untried = [remedy for remedy in remedies if remedy not in tried]
            if not untried:
                break
            remedy = self.random.choice(untried)
            tried.add(remedy)
            kind = decider.commands[remedy]
        if remedies or kind is self._goal or self.random.random() < 0.05:
            self._goal = self.random.choice(self._kinds)
        return command

    def _random_command(self) -> Command[Any]:
        return self.example(self.random.choice(self._kinds))

    def _changed(self) -> Command[Any]:
        command = self.random.choice((self._towards_goal, self._random_command))()
        return changed(
            command, self.random, self.subject.decider, self.state, [attempt.command for attempt in self.attempts[-50:]]
        )

    def _late(self) -> Command[Any]:
        command = self.random.choice((self._towards_goal, self._random_command))()
        at = command.at - timedelta(hours=self.random.randrange(1, 1000))
        return with_field(command, header=attrs.evolve(command.header, at=at))

    def _by_another(self) -> Command[Any]:
        kind, other = self.random.choice(self._kinds), self.random.choice(self._kinds)
        actor = self.subject.an_actor(self.state, other)
        return self.example(kind, self.random.choice((actor, Actor("stranger", actor.role))))

    def _repeated(self) -> Command[Any]:
        return self.random.choice(self.attempts).command if self.attempts else self._random_command()

    def _with_new_id(self) -> Command[Any]:
        former = self._repeated()
        return with_field(former, header=self._header(former.by))
