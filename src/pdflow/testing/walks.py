"""Walks: histories of lawful and unlawful commands of any length, made by chance from plausible examples.

The same walk serves a fixed corpus, with ``random.Random(seed)``, and Hypothesis (``pdflow.testing.strategies``).
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
class Asked:
    """A command that was asked, and what came of it: events, or reasons, or neither."""

    command: Command[Any]
    events: tuple[Event[Any], ...] = ()
    reasons: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        came_of_it = [*map(str, self.reasons)] or [event.name for event in self.events] or ["silence"]
        return f"{self.command!r:.150} -> {', '.join(came_of_it)}"


class History(Generic[S]):
    """Commands in the order they were asked, each with what came of it, and the state they left."""

    def __init__(self, asked: Sequence[Asked], state: S) -> None:
        self.asked, self.state = tuple(asked), state

    @property
    def commands(self) -> tuple[Command[Any], ...]:
        """Every command, lawful or not."""
        return tuple(each.command for each in self.asked)

    @property
    def events(self) -> tuple[Event[Any], ...]:
        """Everything that happened."""
        return tuple(event for each in self.asked for event in each.events)

    def __repr__(self) -> str:
        last = [f"  {number}. {asked}" for number, asked in enumerate(self.asked, 1)][-30:]
        return "\n".join([f"history of {len(self.asked)} commands, the last {len(last)} of them", *last])


def walk(subject: Subject[S], random: Random, length: int, opening: Sequence[Command[Any]] = ()) -> History[S]:
    """A history of ``length`` commands by chance, after those of the ``opening``; the same chance, the same history."""
    walker = Walker(subject, random)
    for command in opening:
        walker.ask(command)
    for _ in range(length):
        walker.ask(walker.next_command())
    return walker.history()


class Walker(Generic[S]):
    """Asks one command after another, most of them lawful and on the way to somewhere, and folds what comes of it."""

    def __init__(self, subject: Subject[S], random: Random, state: S | None = None, now: datetime = MORNING) -> None:
        self.subject, self.random, self.now = subject, random, now
        self.state = subject.decider.state() if state is None else state
        self.asked: list[Asked] = []
        self._kinds = tuple(subject.decider.commands.values())
        self._goal = random.choice(self._kinds)
        self._ids = random.getrandbits(64) << 64
        self._hours = random.choice((2, 12, 48, 200))
        self._manners: dict[Callable[[], Command[Any]], int] = {
            self._on_the_way: 50,
            self._any: 16,
            self._changed: 14,
            self._late: 8,
            self._by_another: 4,
            self._again: 4,
            self._anew: 4,
        }

    def history(self) -> History[S]:
        """What was asked so far."""
        return History(self.asked, self.state)

    def next_command(self) -> Command[Any]:
        """Some time later, a command to ask: mostly one on the way to the present goal, at times anything else."""
        self.now += timedelta(hours=self.random.randrange(self._hours))
        [made] = self.random.choices([*self._manners], [*self._manners.values()])
        return made()

    def ask(self, command: Command[Any]) -> Asked:
        """Ask this command and fold what comes of it."""
        decider = self.subject.decider
        try:
            asked = Asked(command, events=tuple(decider.decide(self.state, command)))
        except Refused as refused:
            asked = Asked(command, reasons=refused.reasons)
        decider.fold(asked.events, onto=self.state)
        self.asked.append(asked)
        return asked

    def example(self, kind: type[Command[Any]], by: Actor | None = None) -> Command[Any]:
        """The plausible example of a command, by somebody who may ask it if nobody is named."""
        return self.subject.example(self.state, kind, self._header(by or self.subject.an_actor(self.state, kind)))

    def _header(self, by: Actor) -> Header:
        return Header(UUID(int=self._ids + len(self.asked)), by, self.now)

    def _on_the_way(self) -> Command[Any]:
        """The goal, or what remedies its refusal, or the refusal of that: the first that may be carried out."""
        decider, kind, tried = self.subject.decider, self._goal, {""}
        while True:
            command = self.example(kind)
            remedies = [why.remedy or "" for why in decider.why_not(self.state, command)]
            untried = [remedy for remedy in remedies if remedy not in tried]
            if not untried:
                break
            remedy = self.random.choice(untried)
            tried.add(remedy)
            kind = decider.commands[remedy]
        if remedies or kind is self._goal or self.random.random() < 0.05:
            self._goal = self.random.choice(self._kinds)
        return command

    def _any(self) -> Command[Any]:
        return self.example(self.random.choice(self._kinds))

    def _changed(self) -> Command[Any]:
        command = self.random.choice((self._on_the_way, self._any))()
        return changed(
            command, self.random, self.subject.decider, self.state, [each.command for each in self.asked[-50:]]
        )

    def _late(self) -> Command[Any]:
        command = self.random.choice((self._on_the_way, self._any))()
        at = command.at - timedelta(hours=self.random.randrange(1, 1000))
        return with_field(command, header=attrs.evolve(command.header, at=at))

    def _by_another(self) -> Command[Any]:
        kind, other = self.random.choice(self._kinds), self.random.choice(self._kinds)
        actor = self.subject.an_actor(self.state, other)
        return self.example(kind, self.random.choice((actor, Actor("stranger", actor.role))))

    def _again(self) -> Command[Any]:
        return self.random.choice(self.asked).command if self.asked else self._any()

    def _anew(self) -> Command[Any]:
        former = self._again()
        return with_field(former, header=self._header(former.by))
