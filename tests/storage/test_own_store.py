"""The store of the example keeps the contract too, and forgets an append that a crash cut off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from examples.own_store import Journal

from pdflow.testing.stores import StoreContract, events_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


class TestJournal(StoreContract):
    @pytest.fixture
    def store(self, path: Path) -> Journal:
        return Journal(path)

    @pytest.fixture
    def reopen(self, path: Path) -> Callable[[], Journal]:
        return lambda: Journal(path)


def test_given_an_append_cut_off_by_a_crash_when_opened_again_then_it_never_happened(path: Path) -> None:
    before = Journal(path).append("p-1", events_of("begin", 2), expected=0)
    Journal(path).append("p-1", events_of("next", 2), expected=2)
    path.write_bytes(path.read_bytes()[:-40])
    store = Journal(path)
    assert store.feed() == before
    assert [event.version for event in store.append("p-1", events_of("next", 2), expected=2)] == [3, 4]
