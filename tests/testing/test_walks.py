"""The public kit: the same chance makes the same walk, histories shrink, and the machine finds faults."""

from datetime import date
from itertools import count
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import find, given, settings, strategies as st
from hypothesis.stateful import run_state_machine_as_test
from tests.kernel.loans import BOOKS, LIBRARIAN, MONDAY, Book, Excuse, GiveBack, Lend, Phase, Stamped, by, decider
from tests.participation.corpus import corpus

from pdflow.kernel.messages import Command
from pdflow.testing.changes import changed
from pdflow.testing.strategies import Lifecycle, commands, histories
from pdflow.testing.walks import History, Subject, walk

lend = Lend(by(LIBRARIAN), loan="loan", reader="rita", due=date(2026, 9, 21))
quietly = settings(max_examples=200, database=None, deadline=None, report_multiple_bugs=False)


def test_the_same_chance_makes_the_same_history() -> None:
    first, second = (walk(BOOKS, Random(7), 200) for _ in range(2))
    assert (first.asked, first.state) == (second.asked, second.state)
    assert walk(BOOKS, Random(8), 200).asked != first.asked


def test_a_history_begins_with_its_opening() -> None:
    assert walk(BOOKS, Random(7), 0, [lend]).commands == (lend,)


def test_most_commands_of_a_walk_are_lawful_and_many_are_not() -> None:
    asked = [each for history in corpus() for each in history.asked]
    lawful = sum(bool(each.events) for each in asked)
    refused = sum(bool(each.reasons) for each in asked)
    assert lawful > len(asked) / 2
    assert refused > len(asked) / 10
    assert len(asked) - lawful - refused > len(asked) / 20


def test_no_two_commands_of_a_walk_share_an_id_unless_they_are_repeated() -> None:
    for history in corpus():
        by_id: dict[str, set[Command]] = {}
        for command in history.commands:
            by_id.setdefault(command.header.id, set()).add(command)
        assert {len(same) for same in by_id.values()} == {1}


def test_a_history_shrinks_to_what_is_needed() -> None:
    """By the same chance each time: of hundreds of commands less than a score are left."""

    def stamped(told: History[Book]) -> bool:
        return any(isinstance(event, Stamped) for event in told.events)

    found = find(histories(BOOKS), stamped, settings=quietly, random=Random(8))
    assert len(found.asked) < 20
    assert str(found).startswith(f"history of {len(found.asked)} commands")
    assert str(found.asked[-1]).endswith("-> library.stamped")


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_command_is_drawn_for_the_state_and_the_time_and_changes_neither(data: st.DataObject) -> None:
    state, before = (decider.fold(decider.decide(Book(), lend)) for _ in range(2))
    command = data.draw(commands(BOOKS, state, MONDAY))
    assert type(command) in decider.commands.values()
    assert state == before


def test_a_change_keeps_the_kind_of_what_it_changes() -> None:
    random, book = Random(7), Book(voided={"void"}, phase=Phase.LENT)
    others = [changed(lend, random, book, [lend]) for _ in range(200)]
    assert {type(other.due) for other in others} == {date}
    assert {other.header for other in others} == {lend.header}
    assert len({other.due for other in others}) > 20
    assert "void" in {other.loan for other in others}
    excuse = Excuse(by(LIBRARIAN), waiver="w", requirement="r")
    assert {"unknown", "library.closed"} < {changed(excuse, random, book).requirement for _ in range(300)}
    assert changed(GiveBack(by(LIBRARIAN)), random, book) == GiveBack(by(LIBRARIAN))


def test_the_machine_finds_a_decision_that_changes_the_state() -> None:
    def and_notes_it_down(book: Book, kind: type[Command], header: Any) -> list[Any]:
        book.reader = header.by.person
        return []

    assert fault_of(Subject(decider.with_rights(and_notes_it_down), BOOKS.example, BOOKS.an_actor))


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
