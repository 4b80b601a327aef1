"""Personal notes are erased for good, of a stream or of one command, and nothing else changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import attrs
import pytest
from tests.benchmarks.story import commands, whole

from pdflow import CommandIdReused, Desk, MemoryStore, SqliteStore
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


def test_of_an_erased_stream_nothing_is_left_but_its_places(desk: Desk[Participation]) -> None:
    count, others = len(desk.history("ana")), desk.history("ben")
    assert desk.store.erase_stream("ana") == count
    rows = desk.store.load("ana")
    assert len(rows) == count
    left = {(row.type, row.actor, row.role, row.data, row.notes, row.metadata, row.fingerprint) for row in rows}
    assert left == {("erased", "", "", "{}", None, None, None)}
    assert desk.history("ana") == []
    assert desk.load("ana") == (decider.state(), count)
    assert desk.history("ben") == others


def test_a_command_that_comes_again_after_its_stream_was_erased_records_nothing(desk: Desk[Participation]) -> None:
    [first] = desk.store.load("ana")[:1]
    sent = next(command for command in commands(whole()) if command.header.id[:-3] == first.command_id[:-3])
    again = attrs.evolve(sent, header=attrs.evolve(sent.header, id=first.command_id))
    desk.store.erase_stream("ana")
    receipt = desk.carry_out("ana", again)
    assert (receipt.events, receipt.repeated) == ((), True)
    assert desk.history("ana") == []
    with pytest.raises(CommandIdReused):
        desk.carry_out("carl", again)


def test_whoever_comes_back_after_an_erasure_begins_anew(desk: Desk[Participation]) -> None:
    desk.store.erase_stream("ana")
    enrolment = commands(whole())[0]
    anew = attrs.evolve(enrolment, header=attrs.evolve(enrolment.header, id=uuid4()))
    assert desk.carry_out("ana", anew).version == len(desk.store.load("ana"))
    assert desk.load("ana")[0].person == enrolment.person != ""
