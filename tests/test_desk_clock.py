"""The desk has a clock: nothing is recorded before it happens, but for what clocks differ by."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from uuid import uuid4

import pytest

from pdflow import Actor, Command, Desk, Header, MemoryStore, Reason, Refused, WrongType, explain
from pdflow.desk import Receipt
from pdflow.participation import Enrol, Withdraw, decider

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


def enrol(ahead: timedelta, zone: timezone = UTC) -> Command:
    return Enrol(Header(uuid4(), Actor("ada", "COORDINATOR"), (NOW + ahead).astimezone(zone)), person="ana")


def desk(**more: object) -> Desk:
    return Desk(decider, MemoryStore(), **{"clock": lambda: NOW, **more})


@pytest.mark.parametrize("ahead", [timedelta(days=-4000), timedelta(0), timedelta(days=1)])
def test_a_command_dated_up_to_a_day_ahead_is_carried_out(ahead: timedelta) -> None:
    assert desk().carry_out("p-1", enrol(ahead)).version == 1


def test_a_command_dated_later_is_refused_and_told_the_latest() -> None:
    late = enrol(timedelta(days=1, seconds=1), timezone(timedelta(hours=14)))
    with pytest.raises(Refused) as refused:
        desk().carry_out("p-1", late)
    [reason] = refused.value.reasons
    limit = NOW + timedelta(days=1)
    assert reason == Reason(
        "record.in_the_future", {"field": "at", "day": late.at.date(), "at": late.at, "latest": limit}
    )


def test_everything_else_in_the_way_is_said_as_well_and_the_hook_hears_of_it() -> None:
    heard: list[Sequence[Reason]] = []
    early = Withdraw(Header(uuid4(), Actor("ada", "COORDINATOR"), NOW + timedelta(days=2)), reason="")
    with pytest.raises(Refused) as refused:
        desk(on_refused=lambda stream, command, reasons: heard.append(reasons)).carry_out("p-1", early)
    codes = [reason.code for reason in refused.value.reasons]
    assert codes == ["record.in_the_future", "participation.not_in_phase"]
    assert heard == [refused.value.reasons]


@pytest.mark.parametrize(("tolerance", "ahead"), [(timedelta(0), 1), (timedelta(days=30), 31 * 86400)])
def test_a_host_chooses_the_tolerance(tolerance: timedelta, ahead: int) -> None:
    with pytest.raises(Refused, match=r"record\.in_the_future"):
        desk(tolerance=tolerance).carry_out("p-1", enrol(timedelta(seconds=ahead)))
    assert desk(tolerance=tolerance).carry_out("p-1", enrol(tolerance)).version == 1


def test_a_desk_without_a_clock_takes_every_date() -> None:
    assert desk(clock=None).carry_out("p-1", enrol(timedelta(days=4000))).version == 1


def test_the_clock_is_the_computer_s_unless_a_host_gives_another() -> None:
    begun = Header(uuid4(), Actor("ada", "COORDINATOR"), datetime.now(UTC) + timedelta(days=2))
    with pytest.raises(Refused, match=r"record\.in_the_future"):
        Desk(decider, MemoryStore()).carry_out("p-1", Enrol(begun, person="ana"))


def test_a_command_that_was_carried_out_is_repeated_whatever_the_clock_says() -> None:
    store, command = MemoryStore(), enrol(timedelta(days=5))
    first = Desk(decider, store, clock=None).carry_out("p-1", command)
    again = Desk(decider, store, clock=lambda: NOW).carry_out("p-1", command)
    assert again == Receipt(first.events, 1, repeated=True)


@pytest.mark.parametrize(
    ("language", "words"), [("en", "2026-09-06, which is still to come"), ("es", "2026-09-06) aún no ha llegado")]
)
def test_the_refusal_has_words(language: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        desk().carry_out("p-1", enrol(timedelta(days=5)))
    [explanation] = explain(refused.value, language=language)
    assert words in explanation.why


@pytest.mark.parametrize("name", ["clock", "on_refused"])
def test_what_is_called_later_is_a_function(name: str) -> None:
    with pytest.raises(WrongType, match=f"{name}: a function is needed, not a datetime"):
        desk(**{name: NOW})
