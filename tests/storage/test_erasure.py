"""Personal notes are erased for good, of a stream or of one command, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from tests.benchmarks.story import commands, whole

from pdflow import Desk, MemoryStore, SqliteStore
from pdflow.audience import personal
from pdflow.participation import Participation, decider
from pdflow.storage.erasure import erase_notes


@pytest.fixture(params=["memory", "sqlite"])
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk[Participation]]:
    store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "events.db")
    desk = Desk(decider, store, clock=None)
    for stream in ("ana", "ben"):
        for command in commands(whole()):
            header = attrs.evolve(command.header, id=command.header.id[:-3] + ("aaa" if stream == "ana" else "bbb"))
            desk.carry_out(stream, attrs.evolve(command, header=header))
    yield desk
    if isinstance(store, SqliteStore):
        store.close()


def noted(desk: Desk[Participation], stream: str) -> list[str]:
    return [row.id for row in desk.store.load(stream) if row.notes is not None]


def test_the_notes_of_a_stream_go_and_its_state_stays(desk: Desk[Participation]) -> None:
    before, others = desk.load("ana"), noted(desk, "ben")
    erased = erase_notes(desk.store, "ana")
    assert len(erased) > 3
    assert noted(desk, "ana") == []
    assert desk.load("ana") == before
    assert all(getattr(event, name) is None for event in desk.history("ana") for name in personal(type(event)))
    assert noted(desk, "ben") == others


def test_the_notes_of_one_command_go_and_all_others_stay(desk: Desk[Participation]) -> None:
    first, *rest = noted(desk, "ana")
    command_id = next(row.command_id for row in desk.store.load("ana") if row.id == first)
    assert erase_notes(desk.store, "ana", command_id=command_id) == (first,)
    assert noted(desk, "ana") == rest


def test_erasing_again_or_where_nothing_is_finds_nothing(desk: Desk[Participation]) -> None:
    erase_notes(desk.store, "ana")
    assert erase_notes(desk.store, "ana") == ()
    assert erase_notes(desk.store, "nobody") == ()
