"""The ids of events: always the same, of no other command, near their command's, and those of before as they were."""

from __future__ import annotations

from uuid import RFC_4122, UUID, uuid4

import attrs
import pytest
from hypothesis import given, strategies as st
from tests.test_desk import enrol, plan

from pdflow import CommandIdReused, Conflict, Desk, MemoryStore
from pdflow.participation import decider
from pdflow.storage.event_ids import event_id

COMMAND = "01939b2e-7a41-7c3e-9d54-3f2a6b8c1e70"
ids = st.uuids().map(str)


def test_the_formula_is_this_one_for_good() -> None:
    assert [event_id(COMMAND, n) for n in (0, 1)] == [
        "01939b2e-7a41-5871-81c5-00c7d129a21b",
        "01939b2e-7a41-5fd4-9ad8-c46b004aeaf2",
    ]


@given(command=ids, n=st.integers(0, 1000))
def test_an_id_is_a_uuid_that_begins_as_its_command_s(command: str, n: int) -> None:
    made = UUID(event_id(command, n))
    assert str(made) == event_id(command, n)
    assert (made.version, made.variant) == (5, RFC_4122)
    assert made.int >> 80 == UUID(command).int >> 80


def test_events_of_one_command_and_of_commands_that_begin_alike_have_other_ids() -> None:
    alike = [f"{COMMAND[:13]}{str(uuid4())[13:]}" for _ in range(1000)]
    made = {event_id(command, n) for command in alike for n in range(20)}
    assert len(made) == 20_000


@pytest.mark.parametrize("command", ["", "p-1", COMMAND.upper(), f"{{{COMMAND}}}"])
def test_an_id_in_no_usual_form_is_refused(command: str) -> None:
    with pytest.raises(ValueError, match="not a UUID"):
        event_id(command, 0)


@pytest.mark.parametrize("keep", [1000, 0], ids=["kept", "cold"])
@pytest.mark.parametrize("stream", ["p-1", "p-2"])
def test_a_command_whose_events_were_stored_under_former_ids_leaves_no_more(keep: int, stream: str) -> None:
    store = MemoryStore()
    desk = Desk(decider, store, clock=None, keep=keep)
    command = plan("s-1")
    for each, asked in (("p-1", enrol()), ("p-2", enrol()), ("p-1", command)):
        state, version = desk.load(each)
        rows = desk.codec.to_rows(decider.decide(state, asked), None, desk.codec.fingerprint(asked))
        former = [attrs.evolve(row, id=str(uuid4())) for row in rows]
        store.append(each, former, expected=version)
    before = [*store.feed()]
    desk.load(stream)
    if stream == "p-1":
        assert desk.carry_out("p-1", command).repeated
    else:
        with pytest.raises((Conflict, CommandIdReused)):
            desk.carry_out("p-2", command)
    assert [*store.feed()] == before
    assert [row.id for row in store.load("p-1")] == [row.id for row in before if row.stream == "p-1"]
