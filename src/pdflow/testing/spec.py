"""Given, when, then: what a test of workflow rules reads like."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import attrs

from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused

S = TypeVar("S", bound=Aggregate)


def given(decider: Decider[S], *history: Command[Any] | Event[Any]) -> Given[S]:
    """A state in which these events happened and these commands, lawful ones, were carried out, in this order."""
    state = decider.state()
    for told in history:
        decider.fold(decider.decide(state, told) if isinstance(told, Command) else [told], onto=state)
    return Given(decider, state)


@attrs.frozen(eq=False)
class Given(Generic[S]):
    """What was before."""

    decider: Decider[S]
    state: S

    def when(self, command: Command[Any]) -> Outcome[S]:
        """Ask for one command. Whatever comes of it, the state given stays as it was."""
        before = self.state.copy()
        events: tuple[Event[Any], ...] = ()
        reasons: tuple[Reason, ...] = ()
        try:
            events = tuple(self.decider.decide(self.state, command))
        except Refused as refused:
            reasons = refused.reasons
        assert self.state == before, f"deciding {command!r} changed the state"
        assert self.decider.why_not(self.state, command) == reasons, "a question and an attempt disagree"
        return Outcome(self, command, events, reasons)


@attrs.frozen(eq=False)
class Outcome(Generic[S]):
    """What came of it: events, silence, or reasons."""

    given: Given[S]
    command: Command[Any]
    events: tuple[Event[Any], ...]
    reasons: tuple[Reason, ...]

    def then(self, *expected: Event[Any] | type[Event[Any]]) -> S:
        """Expect these events, told whole or only by their types; returns the state after them."""
        assert not self.reasons, f"{self.command!r} was refused: {'; '.join(map(str, self.reasons))}"
        told = [
            type(event) if isinstance(wanted, type) else event
            for event, wanted in zip(self.events, expected, strict=False)
        ]
        told += self.events[len(expected) :]
        assert list(expected) == told, f"{self.command!r}:\nexpected {list(expected)}\nbut was  {list(self.events)}"
        return self.given.decider.evolve(self.given.state, *self.events)

    def refused(self, *codes: str) -> tuple[Reason, ...]:
        """Expect a refusal for exactly these codes, in any order; returns the reasons."""
        assert self.reasons, f"{self.command!r} was not refused: {list(self.events)}"
        assert sorted(codes) == sorted(reason.code for reason in self.reasons), "; ".join(map(str, self.reasons))
        return self.reasons

    def nothing(self) -> None:
        """Expect silence: it is so already, so nothing happens and nobody is refused."""
        assert not self.reasons, f"{self.command!r} was refused: {'; '.join(map(str, self.reasons))}"
        assert not self.events, f"{self.command!r} was not silent: {list(self.events)}"
