"""Lookups are worked out once, and anew when a container that they read has changed in length."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime

import attrs
import pytest

from pdflow.kernel.lookups import latest_by, lookup
from pdflow.kernel.records import Aggregate, Record, ledger, record

AT = datetime(2026, 9, 1, tzinfo=UTC)


@record
class Reading(Record):
    """A reading of something."""

    of: str


@attrs.define
class Meter(Aggregate):
    """A state with readings and rounds."""

    readings: dict[str, Reading] = ledger()
    rounds: tuple[int, ...] = ()


asked: list[int] = []


@lookup("readings", "rounds")
def names_read(state: Meter) -> tuple[str, ...]:
    asked.append(len(state.readings))
    return tuple(reading.of for reading in state.readings.values())


@lookup("rounds", names_read)
def kinds_read(state: Meter) -> frozenset[str]:
    kinds_asked.append(len(state.rounds))
    return frozenset(names_read(state))


kinds_asked: list[int] = []


def _readings(state: Meter) -> dict[str, Reading]:
    return state.readings


def _of(reading: Reading) -> str:
    return reading.of


latest = latest_by(_readings, _of)


@pytest.fixture
def meter() -> Meter:
    asked.clear()
    kinds_asked.clear()
    return Meter(readings={"r1": Reading(AT, "a"), "r2": Reading(AT, "b")})


def test_what_was_worked_out_is_kept(meter: Meter) -> None:
    assert names_read(meter) == names_read(meter) == ("a", "b")
    assert asked == [2]


def test_a_new_record_a_void_and_a_longer_field_each_have_it_worked_out_anew(meter: Meter) -> None:
    names_read(meter)
    meter.readings["r3"] = Reading(AT, "c")
    assert names_read(meter) == ("a", "b", "c")
    meter.void("r2")
    assert names_read(meter) == ("a", "c")
    meter.readings = {"r4": Reading(AT, "d"), "r5": Reading(AT, "e")}
    meter.rounds = (1,)
    assert names_read(meter) == ("d", "e")


def test_a_void_and_a_new_record_leave_the_length_but_not_the_answer(meter: Meter) -> None:
    assert latest(meter) == {"a": "r1", "b": "r2"}
    meter.void("r2")
    meter.readings["r3"] = Reading(AT, "a")
    assert latest(meter) == {"a": "r3"}
    assert names_read(meter) == ("a", "a")


def test_the_latest_of_each_kind_falls_back_to_the_earlier_one_where_it_is_void(meter: Meter) -> None:
    meter.readings["r3"] = Reading(AT, "a")
    assert latest(meter)["a"] == "r3"
    meter.readings["r4"] = Reading(AT, "a")
    assert latest(meter) == {"a": "r4", "b": "r2"}
    meter.void("r4")
    assert latest(meter)["a"] == "r3"


def test_a_copy_takes_the_answers_along_and_goes_its_own_way(meter: Meter) -> None:
    names_read(meter)
    other = meter.copy()
    assert names_read(other) == ("a", "b")
    assert asked == [2]
    meter.readings["r3"], other.readings["r3"] = Reading(AT, "c"), Reading(AT, "d")
    assert (names_read(meter), names_read(other)) == (("a", "b", "c"), ("a", "b", "d"))
    assert (latest(meter).keys(), latest(other).keys()) == ({"a", "b", "c"}, {"a", "b", "d"})
    assert (names_read(meter), names_read(other)) == (("a", "b", "c"), ("a", "b", "d"))


def test_answers_are_neither_compared_nor_pickled(meter: Meter) -> None:
    other = meter.copy()
    names_read(meter)
    assert meter == other
    again = pickle.loads(pickle.dumps(meter))
    assert again == meter
    assert names_read(again) == ("a", "b")
    assert asked == [2, 2]


def test_a_lookup_that_rests_on_another_is_kept_while_that_one_has_the_same_answer(meter: Meter) -> None:
    assert kinds_read(meter) == {"a", "b"}
    meter.voided = {"something else"}
    assert kinds_read(meter) == {"a", "b"}
    assert len(kinds_asked) == 2, "what is voided may be anything"
    meter.readings["r3"] = Reading(AT, "c")
    assert kinds_read(meter) == kinds_read(meter) == {"a", "b", "c"}
    assert len(kinds_asked) == 3
