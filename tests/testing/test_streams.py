"""Streams for load tests: plausible, the same for a seed, in any store; and lives drawn by Hypothesis."""

from collections import Counter
from random import Random

import pytest
from hypothesis import find, given, settings

from pdflow.errors import Conflict
from pdflow.participation import COMPLETED, decider
from pdflow.policy import COLLEGE_CPD, LIGHT
from pdflow.storage.codec import Codec
from pdflow.storage.memory import MemoryStore
from pdflow.storage.sqlite import SqliteStore
from pdflow.testing import streams
from pdflow.testing.lives import lives
from pdflow.testing.streams import days, fill


def test_a_store_is_filled_with_the_year_of_so_many_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "TOGETHER", 5)
    with SqliteStore(":memory:") as store:
        events = fill(store, 12, 3, weeks=14)
        rows = [*store.feed(limit=100_000)]
    assert len(rows) == events > 12 * 20
    assert {row.stream for row in rows} == {f"participation-person-{number}" for number in range(1, 13)}
    versions = Counter(row.stream for row in rows)
    assert [row.version for row in rows if row.stream == "participation-person-12"] == [
        *range(1, versions["participation-person-12"] + 1)
    ]
    codec = Codec(decider)
    for stream in versions:
        state = decider.fold(codec.from_row(row) for row in rows if row.stream == stream)
        assert state.person == stream.removeprefix("participation-")


def test_the_same_seed_gives_the_same_rows_and_another_others() -> None:
    one, same, other = ([*days(4, seed, weeks=12)] for seed in (1, 1, 2))
    assert one == same != other
    first = [*days(4, 1, weeks=12, policy=LIGHT)]
    assert first != one


def test_given_a_store_that_has_the_streams_already_then_nothing_is_appended_again() -> None:
    store = MemoryStore()
    events = fill(store, 2, weeks=11)
    with pytest.raises(Conflict):
        fill(store, 2, weeks=11)
    assert len(store.feed(limit=10_000)) == events


@given(lives())
@settings(max_examples=15)
def test_a_life_is_one_that_the_guards_allow(life: tuple[object, ...]) -> None:
    state = decider.fold(life)
    assert state.person == "person-1"
    assert [event.header.at for event in life] == sorted(event.header.at for event in life)


def test_a_life_of_a_kind_is_found_and_shrinks() -> None:
    quietly = settings(max_examples=300, database=None)
    life = find(
        lives((COLLEGE_CPD,)), lambda life: decider.fold(life).phase is COMPLETED, settings=quietly, random=Random(1)
    )
    assert decider.fold(life).policy == COLLEGE_CPD
