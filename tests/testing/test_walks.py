"""Walks are repeatable, and a good part of their commands is refused."""

from datetime import date
from random import Random

from tests.kernel.loans import BOOKS, LIBRARIAN, Lend, by
from tests.participation.corpus import corpus

from pdflow.kernel.messages import Command
from pdflow.testing.walks import walk

lend = Lend(by(LIBRARIAN), loan="loan", reader="rita", due=date(2026, 9, 21))


def test_the_same_seed_makes_the_same_history() -> None:
    first, second = (walk(BOOKS, Random(7), 200) for _ in range(2))
    assert (first.attempts, first.state) == (second.attempts, second.state)
    assert walk(BOOKS, Random(8), 200).attempts != first.attempts


def test_a_history_begins_with_its_opening() -> None:
    assert walk(BOOKS, Random(7), 0, [lend]).commands == (lend,)


def test_most_commands_of_a_walk_are_permitted_and_many_are_not() -> None:
    attempts = [attempt for history in corpus() for attempt in history.attempts]
    effective = sum(bool(attempt.events) for attempt in attempts)
    refused = sum(bool(attempt.reasons) for attempt in attempts)
    assert effective > len(attempts) / 2
    assert refused > len(attempts) / 10
    assert len(attempts) - effective - refused > len(attempts) / 20


def test_no_two_commands_of_a_walk_share_an_id_unless_they_are_repeated() -> None:
    for history in corpus():
        by_id: dict[str, set[Command]] = {}
        for command in history.commands:
            by_id.setdefault(command.header.id, set()).add(command)
        assert {len(same) for same in by_id.values()} == {1}
