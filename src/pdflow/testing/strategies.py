"""Hypothesis strategies for commands and histories of any aggregate, and a rule-based state machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import Any, ClassVar, TypeVar

from pdflow.errors import MissingExtra

try:
    from hypothesis import note, strategies as st
    from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
except ImportError as error:
    raise MissingExtra("hypothesis", "testing") from error

from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate
from pdflow.testing.spec import GivenHistory
from pdflow.testing.walks import MORNING, History, Subject, Walker, walk

S = TypeVar("S", bound=Aggregate)

SHORT = 30
"""The most commands in a history that is drawn command by command."""


@st.composite
def commands(draw: st.DrawFn, subject: Subject[S], state: S, at: datetime = MORNING) -> Command[Any]:
    """Draw a command for this state, dated at this time or somewhat later; most are permitted."""
    return Walker(subject, draw(st.randoms(use_true_random=False)), state.copy(), at).next_command()


@st.composite
def histories(
    draw: st.DrawFn,
    subject: Subject[S],
    openings: st.SearchStrategy[Sequence[Command[Any]]] | None = None,
    longest: int = 400,
) -> History[S]:
    """Draw a history of any length up to ``longest``, which begins with the commands of an opening if there are any.

    Half of them are short and drawn command by command, so that they shrink; a long one is drawn by its seed.
    """
    opening = () if openings is None else draw(openings)
    if draw(st.booleans()):
        return walk(subject, Random(draw(st.integers(0))), draw(st.integers(1, longest)), opening)
    return walk(subject, draw(st.randoms(use_true_random=False)), draw(st.integers(1, min(SHORT, longest))), opening)


class Lifecycle(RuleBasedStateMachine):
    """Decides one command after another: deciding changes no state, and a replay always gives the same state.

    Subclass it with a ``subject``, add rules and invariants of your own, and let pytest find its ``TestCase``.
    """

    subject: ClassVar[Subject[Any]]
    opening: ClassVar[Sequence[Command[Any]]] = ()

    def __init__(self) -> None:
        super().__init__()
        self.walker = Walker(self.subject, Random(0))
        for command in self.opening:
            self.walker.ask(command)

    @rule(random=st.randoms(use_true_random=False))
    def ask(self, random: Random) -> None:
        """Decide one more command, refused or not."""
        self.walker.random = random
        command = self.walker.next_command()
        GivenHistory(self.subject.decider, self.walker.state).when(command)
        note(str(self.walker.ask(command)))

    @invariant()
    def a_replay_gives_this_state(self) -> None:
        """Folding all events from the beginning gives the present state."""
        assert self.subject.decider.fold(self.walker.history().events) == self.walker.state
