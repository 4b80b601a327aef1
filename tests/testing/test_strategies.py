"""Histories shrink, and the state machine finds faults."""

from datetime import date
from itertools import count
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import find, given, settings, strategies as st
from hypothesis.stateful import run_state_machine_as_test
from tests.kernel.loans import BOOKS, LIBRARIAN, MONDAY, Book, Lend, Stamped, by, decider

from pdflow.kernel.messages import Command
from pdflow.testing.strategies import Lifecycle, commands, histories
from pdflow.testing.walks import History, Subject

lend = Lend(by(LIBRARIAN), loan="loan", reader="rita", due=date(2026, 9, 21))
quietly = settings(max_examples=200, database=None, report_multiple_bugs=False)


def test_a_history_shrinks_to_what_is_needed() -> None:
    """With a fixed seed, of hundreds of commands fewer than twenty are left."""

    def stamped(history: History[Book]) -> bool:
        return any(isinstance(event, Stamped) for event in history.events)

    found = find(histories(BOOKS), stamped, settings=quietly, random=Random(8))
    assert len(found.attempts) < 20
    assert str(found).startswith(f"history of {len(found.attempts)} commands")
    assert str(found.attempts[-1]).endswith("-> library.stamped")


@given(st.data())
@settings(max_examples=30)
def test_a_command_is_drawn_for_the_state_and_the_time_and_changes_neither(data: st.DataObject) -> None:
    state, before = (decider.fold(decider.decide(Book(), lend)) for _ in range(2))
    command = data.draw(commands(BOOKS, state, MONDAY))
    assert type(command) in decider.commands.values()
    assert state == before


def test_the_machine_finds_a_decision_that_changes_the_state() -> None:
    def rights_that_change_the_state(book: Book, kind: type[Command], header: Any) -> list[Any]:
        book.reader = header.by.person
        return []

    assert fault_of(Subject(decider.with_rights(rights_that_change_the_state), BOOKS.example, BOOKS.an_actor))


def test_the_machine_finds_a_state_that_a_replay_does_not_give() -> None:
    @attrs.define
    class Numbered(Book):
        serial: int = attrs.field(factory=count().__next__)

    ours = decider.with_rights()
    ours.state = Numbered
    assert fault_of(Subject(ours, BOOKS.example, BOOKS.an_actor))


def fault_of(tested: Subject[Book]) -> pytest.ExceptionInfo[AssertionError]:
    class Faulty(Lifecycle):
        subject = tested

    with pytest.raises(AssertionError) as fault:
        run_state_machine_as_test(Faulty, settings=quietly)
    return fault
