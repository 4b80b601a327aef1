"""Before an upgrade a host records what its streams say; after it, each is found the same, different or unreadable."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import attrs
import pytest
from tests.storage.golden_store import DECIDERS, golden_store, golden_streams, recorded_digests

from pdflow import Actor, DecodeError, Header, MemoryStore, Role, WrongType, participation
from pdflow.participation import Enrol, Participation
from pdflow.policy import LIGHT, Policy
from pdflow.storage.digests import Digester
from pdflow.storage.erasure import erase_notes
from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.migration import StreamCheck, Verdict, check, record

ANY, OTHER, TRAINER = "participation-stf-69e4a0", "participation-stf-f8db73", "cadre-facilitator"


def verdicts(store: MemoryStore, digests: Any = None) -> dict[Verdict, int]:
    found = [each.verdict for each in check(store, DECIDERS, digests)]
    return {verdict: found.count(verdict) for verdict in dict.fromkeys(found)}


def one_changed(change: Any, version: int = 12) -> MemoryStore:
    """The golden streams with one event changed as no pdflow would, or left out."""
    store = MemoryStore()
    for stream in (ANY, TRAINER):
        rows = golden_streams()[stream]
        changed = [change(row) if (stream, row.version) == (ANY, version) else row for row in rows]
        store.append(stream, [row for row in changed if row], expected=0)
    return store


def checked(store: MemoryStore, digests: Any) -> StreamCheck:
    """What became of the first of two streams; nothing happened to the other, and the store has no more."""
    first, *others = check(store, DECIDERS, digests)
    assert {each.verdict for each in others} <= {Verdict.SAME, Verdict.IN_ORDER, Verdict.MISSING}
    return first


def test_the_streams_of_a_former_build_say_what_they_said() -> None:
    assert verdicts(golden_store(), recorded_digests()) == {Verdict.SAME: 18}


def test_without_digests_a_stream_is_read_and_in_order() -> None:
    assert verdicts(golden_store(ANY, TRAINER)) == {Verdict.IN_ORDER: 2}


def test_digests_are_json_of_a_few_letters_for_each_event() -> None:
    store = golden_store(ANY, TRAINER)
    digests = record(store, DECIDERS)
    text = json.dumps(digests)
    assert [len(each["events"]) for each in digests["streams"].values()] == [
        8 * len(golden_streams()[stream]) for stream in (ANY, TRAINER)
    ]
    assert verdicts(store, json.loads(text)) == {Verdict.SAME: 2}


def other_day(row: RecordedEvent) -> RecordedEvent:
    return attrs.evolve(row, data=row.data.replace("2026-", "2027-").replace("180", "90"))


def test_an_event_that_says_something_else_is_named_as_the_first() -> None:
    before = golden_store(ANY, TRAINER)
    row = next(row for row in before.load(ANY) if other_day(row) != row and row.version > 1)
    after = one_changed(other_day, version=row.version)
    assert checked(after, record(before, DECIDERS)) == StreamCheck(
        ANY, Verdict.DIFFERS, row.version, "it says something else"
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (lambda row: attrs.evolve(row, data="{"), "damaged"),
        (lambda row: attrs.evolve(row, type="participation.applauded"), "registered nowhere"),
        (lambda row: attrs.evolve(row, type_version=99), "newer pdflow"),
    ],
)
def test_an_event_that_cannot_be_read_is_named_with_the_reason(change: Any, problem: str) -> None:
    found = checked(one_changed(change), recorded_digests())
    assert (found.verdict, found.version) == (Verdict.UNREADABLE, 12)
    assert problem in found.problem


def test_a_stream_whose_first_event_is_gone_is_out_of_order() -> None:
    without_first = one_changed(lambda row: None, version=1)
    found = checked(without_first, None)
    assert (found.verdict, found.version) == (Verdict.DIFFERS, 1)
    assert "no move leads from" in found.problem


def test_events_that_went_missing_are_found_and_new_ones_are_not_compared() -> None:
    store, rows = golden_store(ANY), golden_streams()[ANY]
    shorter = MemoryStore()
    shorter.append(ANY, rows[:-1], expected=0)
    [found] = check(shorter, DECIDERS, record(store, DECIDERS))
    assert (found.verdict, found.version) == (Verdict.DIFFERS, len(rows))
    assert checked(store, record(shorter, DECIDERS)).verdict is Verdict.SAME


def test_what_was_erased_since_is_no_difference() -> None:
    store = golden_store(ANY, OTHER)
    digests = record(store, DECIDERS)
    assert erase_notes(store, ANY)
    store.erase_stream(OTHER)
    assert verdicts(store, digests) == {Verdict.SAME: 2}


def test_what_a_later_version_adds_is_left_out_of_digests_at_any_depth() -> None:
    header = Header(uuid4(), Actor("lee", Role.COORDINATOR), datetime(2026, 9, 1, 9, tzinfo=UTC))
    policies = [attrs.evolve(LIGHT, name="OURS", fewest_cycles=most) for most in (LIGHT.fewest_cycles, 3)]
    enrolled = [
        participation.decider.decide(Participation(), Enrol(header, person="ana", policy=policy)) for policy in policies
    ]
    former = {"Policy": [field.name for field in attrs.fields(Policy) if field.name != "fewest_cycles"]}
    assert LIGHT.fewest_cycles != 3
    for known, same in ((former, True), (None, False)):
        digests = [Digester(known).of_event(event, Participation()) for [event] in enrolled]
        assert (digests[0] == digests[1]) is same


def test_an_aggregate_without_its_decider_is_named() -> None:
    [found] = check(golden_store(TRAINER), DECIDERS[:2])
    assert found == StreamCheck(TRAINER, Verdict.UNREADABLE, 1, "cadre.member_nominated: no decider of cadre was given")


@pytest.mark.parametrize("digests", [{"known": {}}, {"known": {}, "streams": [1]}, [1]])
def test_something_else_than_digests_is_an_error(digests: Any) -> None:
    with pytest.raises(DecodeError, match="not what record gave"):
        check(golden_store(ANY), DECIDERS, digests)


def test_a_stream_that_was_recorded_and_is_gone_is_missing() -> None:
    digests = record(golden_store(ANY, TRAINER, OTHER), DECIDERS)
    *found, gone, also = check(golden_store(TRAINER), DECIDERS, digests)
    assert [each.verdict for each in found] == [Verdict.SAME]
    assert [gone, also] == [
        StreamCheck(stream, Verdict.MISSING, None, "there is no such stream") for stream in (ANY, OTHER)
    ]


@pytest.mark.parametrize("ask", [lambda *args: [*check(*args)], record])
@pytest.mark.parametrize(
    ("args", "place"),
    [
        (("people.sqlite", DECIDERS), "store"),
        ((MemoryStore(), DECIDERS[0]), "deciders"),
        ((MemoryStore(), ["x"]), "deciders"),
    ],
)
def test_what_is_no_store_and_no_decider_is_refused(ask: Any, args: Any, place: str) -> None:
    with pytest.raises(WrongType) as error:
        ask(*args)
    assert error.value.place == place
