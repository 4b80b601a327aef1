"""Specifications: given some history, when a command is decided, then events, reasons, or no change."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import attrs

from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate
from pdflow.kernel.refusal import Reason, Refused

S = TypeVar("S", bound=Aggregate)


def given(decider: Decider[S], *history: Command[Any] | Event[Any]) -> GivenHistory[S]:
    """Fold a history to begin a test with: events, or commands that no guard refuses, in this order."""
    state = decider.state()
    for step in history:
        decider.fold(decider.decide(state, step) if isinstance(step, Command) else [step], onto=state)
    return GivenHistory(decider, state)


@attrs.frozen(eq=False)
class GivenHistory(Generic[S]):
    """The state that a history led to, and the decider to ask."""

    decider: Decider[S]
    state: S

    def when(self, command: Command[Any]) -> Decision[S]:
        """Decide one command; the state stays as it was."""
        before = self.state.copy()
        events: tuple[Event[Any], ...] = ()
        reasons: tuple[Reason, ...] = ()
        try:
            events = tuple(self.decider.decide(self.state, command))
        except Refused as refused:
            reasons = refused.reasons
        assert self.state == before, f"deciding {command!r} changed the state"
        assert self.decider.why_not(self.state, command) == reasons, "why_not and decide disagree"
        return Decision(self, command, events, reasons)


@attrs.frozen(eq=False)
class Decision(Generic[S]):
    """The events of a command, or the reasons for its refusal; neither for a no-op."""

    given: GivenHistory[S]
    command: Command[Any]
    events: tuple[Event[Any], ...]
    reasons: tuple[Reason, ...]

    def then(self, *expected: Event[Any] | type[Event[Any]]) -> S:
        """Expect these events, given in full or only by their types; returns the state after them."""
        assert not self.reasons, f"{self.command!r} was refused: {'; '.join(map(str, self.reasons))}"
        found = [
            type(event) if isinstance(wanted, type) else event
            for event, wanted in zip(self.events, expected, strict=False)
        ]
        found += self.events[len(expected) :]
        assert list(expected) == found, f"{self.command!r}:\nexpected {list(expected)}\nbut was  {list(self.events)}"
        return self.given.decider.evolve(self.given.state, *self.events)

    def refused(self, *codes: str) -> tuple[Reason, ...]:
        """Expect a refusal for exactly these codes, in any order; returns the reasons."""
        assert self.reasons, f"{self.command!r} was not refused: {list(self.events)}"
        assert sorted(codes) == sorted(reason.code for reason in self.reasons), "; ".join(map(str, self.reasons))
        return self.reasons

    def nothing(self) -> None:
        """Expect a no-op: no event and no reason, since the command changes nothing."""
        assert not self.reasons, f"{self.command!r} was refused: {'; '.join(map(str, self.reasons))}"
        assert not self.events, f"{self.command!r} was no no-op: {list(self.events)}"
