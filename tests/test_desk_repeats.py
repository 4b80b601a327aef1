"""What a desk knows from the store, no repeat loses without a word: other personal texts, records of closed cycles."""

import asyncio
from typing import Any

import attrs
import pytest
from tests.participation.stories import (
    ana,
    check_in,
    commit,
    debrief,
    kim,
    lee,
    observe,
    observed,
    office,
    on,
    settled,
    supported,
)

from pdflow import AsyncDesk, Command, Desk, MemoryStore, Refused, Strategy, explain
from pdflow.participation import (
    BeginNextCycle,
    Pause,
    ReceiveFollowUp,
    RequestSupport,
    SetPriority,
    Withdraw,
    decider,
)
from pdflow.storage.erasure import erase_notes
from pdflow.storage.in_threads import InThreads
from pdflow.testing.spec import given

LEAVE = Pause(office(20), until=on(40), reason="surgery", note="her knee")


def desk_of(*story: Command) -> Desk:
    desk = Desk(decider, MemoryStore(), clock=None)
    for command in story:
        desk.carry_out("ana", command)
    return desk


def again(command: Command, days: float = 200, **changed: Any) -> Command:
    """The same command under another id, with other fields."""
    return attrs.evolve(command, header=attrs.evolve(office(days), by=command.by, at=command.at), **changed)


def refused(desk: Desk, command: Command) -> Any:
    before = desk.history("ana")
    with pytest.raises(Refused) as raised:
        desk.carry_out("ana", command)
    assert desk.history("ana") == before
    [reason] = raised.value.reasons
    return reason


def test_another_reason_for_the_same_leave_is_not_lost_without_a_word() -> None:
    desk = desk_of(*supported(), LEAVE)
    assert not desk.carry_out("ana", again(LEAVE)).events
    assert not desk.carry_out("ana", again(LEAVE, note=None, reason=None)).events
    reason = refused(desk, again(LEAVE, reason="study"))
    assert (reason.code, reason.parameters) == ("record.other_text", {"differs": ("reason",)})
    assert refused(desk, again(LEAVE, reason="study", note="a course")).parameters["differs"] == ("reason", "note")
    assert str(explain([reason])[0]).startswith("This is on record already, with another text: reason.")
    assert desk.carry_out("ana", again(LEAVE, until=on(50), reason="study")).events


@pytest.mark.parametrize("changed", [{"reason": "study"}, {"note": "her knee"}])
def test_a_text_where_there_was_none_is_another_text(changed: dict[str, str]) -> None:
    first = Pause(office(20), until=on(40), **({"reason": "surgery"} if "note" in changed else {}))
    desk = desk_of(*supported(), first)
    assert refused(desk, again(first, **changed)).parameters == {"differs": tuple(changed)}


def test_a_text_that_was_erased_is_taken_to_be_the_same() -> None:
    desk = desk_of(*supported(), LEAVE)
    erase_notes(desk.store, "ana")
    assert not Desk(decider, desk.store, clock=None).carry_out("ana", again(LEAVE, reason="study")).events


def test_another_note_on_a_record_of_that_name_is_refused() -> None:
    desk = desk_of(*observed())
    first = debrief(kim(12), "f7", "ob1")
    desk.carry_out("ana", first)
    assert not desk.carry_out("ana", again(first)).events
    taken = {"record": "f7", "kind": "feedback"}
    for changed in ({"said": "wait longer"}, {"reflection": "I wait"}):
        reason = refused(desk, again(first, **changed))
        assert (reason.code, reason.parameters) == ("record.name_taken", {**taken, "differs": tuple(changed)})


def test_another_obstacle_in_a_check_in_is_refused() -> None:
    first = check_in(kim(12), "k7", obstacle="no time")
    desk = desk_of(*supported(), first)
    assert not desk.carry_out("ana", again(first)).events
    reason = refused(desk, again(first, obstacle="no paper"))
    assert (reason.code, reason.parameters["differs"]) == ("record.name_taken", ("obstacle",))


def test_another_note_on_a_withdrawal_is_refused() -> None:
    first = Withdraw(office(30), reason="left", note="moved away")
    desk = desk_of(*supported(), first)
    assert not desk.carry_out("ana", again(first)).events
    assert refused(desk, again(first, note="quarrelled")).parameters == {"differs": ("note",)}


RECEIVED = ReceiveFollowUp(lee(9), follow_up="fu1", strategy=Strategy.DISCUSSION, minutes=600, given_by="lee")
ASKED = RequestSupport(ana(9), request="rq", topic="groups")
PRIORITY = SetPriority(kim(5), priority="pr1", statement="talk")
SEEN = observe(kim(9), "ob9", "pr1", struggles="a noisy day")
CLOSED = (*settled(), PRIORITY, RECEIVED, SEEN, BeginNextCycle(kim(20), cycle=2))


@pytest.mark.parametrize(
    "command", [RECEIVED, SEEN, commit(ana(4), "c1", ask=20)], ids=lambda command: type(command).__name__
)
def test_a_record_of_a_closed_cycle_sent_again_changes_nothing(command: Command) -> None:
    desk = desk_of(*CLOSED)
    version = desk.load("ana")[1]
    receipt = desk.carry_out("ana", again(command))
    assert (receipt.events, receipt.version) == ((), version)


def test_another_record_under_a_name_of_a_closed_cycle_is_refused() -> None:
    desk = desk_of(*CLOSED)
    for changed in ({"minutes": 60}, {"given_by": "kim"}):
        assert refused(desk, again(RECEIVED, **changed)).code == "record.name_taken"
    assert refused(desk, again(ASKED, request="fu1")).code == "record.name_taken"
    assert refused(desk, again(SEEN, struggles="a quiet day")).parameters["differs"] == ("struggles",)


def test_the_state_alone_cannot_tell_what_a_closed_cycle_said() -> None:
    assert given(decider, *CLOSED).when(again(RECEIVED)).refused("record.name_taken")


def test_an_asynchronous_desk_knows_the_same() -> None:
    desk = AsyncDesk(decider, InThreads(desk_of(*CLOSED).store), clock=None)
    assert not asyncio.run(desk.carry_out("ana", again(SEEN))).events
    with pytest.raises(Refused):
        asyncio.run(desk.carry_out("ana", again(SEEN, struggles="a quiet day")))
