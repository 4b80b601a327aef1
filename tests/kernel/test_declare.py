"""How commands and events are declared, and what that promises."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID

import attrs
import pytest
from tests.kernel.loans import LIBRARIAN, MONDAY, READER, Extend, Extended, GiveBack, Lend, Lent, by

from pdflow.errors import NaiveTime
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import (
    EVENTS,
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.rights import in_role

lend = Lend(by(LIBRARIAN), loan="loan", reader="rita", due=date(2026, 9, 21))


@pytest.fixture
def registry() -> Iterator[None]:
    """The registry of events, as it was before the test again after it."""
    before = dict(EVENTS)
    yield
    EVENTS.clear()
    EVENTS.update(before)


@command(by=in_role("LIBRARIAN"))
class Reserve(Command):
    start: datetime
    until: datetime | None = None


def test_a_header_takes_a_uuid_or_its_text() -> None:
    uuid = UUID("9ee1a3b5-6f5c-4e53-9c47-5f6d54c8a3e4")
    assert Header(uuid, READER, MONDAY) == Header(str(uuid), READER, MONDAY)
    assert Header(uuid, READER, MONDAY).id == str(uuid)


def test_a_header_without_a_time_zone_is_refused() -> None:
    with pytest.raises(NaiveTime, match=r"^header.at: 2026-09-07 09:00:00 has no time zone$"):
        Header("id", READER, MONDAY.replace(tzinfo=None))


def test_a_time_without_a_zone_is_refused_in_any_field() -> None:
    naive = MONDAY.replace(tzinfo=None)
    with pytest.raises(NaiveTime, match=r"^Reserve.start: "):
        Reserve(by(LIBRARIAN), start=naive)
    with pytest.raises(NaiveTime, match=r"^Reserve.until: "):
        Reserve(by(LIBRARIAN), start=MONDAY, until=naive)
    assert Reserve(by(LIBRARIAN), start=MONDAY).until is None


def test_commands_are_equal_when_they_say_the_same() -> None:
    same = Lend(by(LIBRARIAN), loan="loan", reader="rita", due=date(2026, 9, 21))
    assert (lend, hash(lend)) == (same, hash(same))
    assert lend != attrs.evolve(lend, reader="rob")
    assert lend != attrs.evolve(lend, header=by(READER))
    assert lend != Lent.of(lend)
    assert len({lend, same, attrs.evolve(lend, header=by(READER)), Lent.of(lend)}) == 3


def test_commands_and_events_are_short_to_read() -> None:
    said = "(loan='loan', reader='rita', due=datetime.date(2026, 9, 21); 2026-09-07 09:00 by lou)"
    assert repr(lend) == f"Lend{said}"
    assert repr(Lent.of(lend)) == f"Lent{said}"


def test_a_command_tells_who_and_when() -> None:
    assert (lend.by, lend.at) == (Actor("lou", "LIBRARIAN"), datetime(2026, 9, 7, 9, tzinfo=UTC))
    assert Lent.of(lend).header is lend.header


def test_a_command_is_not_changed_once_made() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        lend.reader = "rob"  # type: ignore[misc]


def test_fields_but_the_header_go_by_keyword() -> None:
    with pytest.raises(TypeError):
        Lend(by(LIBRARIAN), "loan", "rita", date(2026, 9, 21))  # type: ignore[misc]


def test_an_event_says_what_its_command_said_and_more() -> None:
    extend = Extend(by(READER), extension="first", loan="loan", due=date(2026, 9, 30))
    event = Extended.of(extend, supersedes="former")
    assert event == Extended(extend.header, extension="first", loan="loan", due=date(2026, 9, 30), supersedes="former")
    assert Extended.of(extend, supersedes=None, due=date(2026, 10, 1)).due == date(2026, 10, 1)


def test_an_event_that_would_say_more_than_it_was_told_is_an_error() -> None:
    extend = Extend(by(READER), extension="first", loan="loan", due=date(2026, 9, 30))
    with pytest.raises(TypeError, match=r"^Extended says more than Extend: supersedes$"):
        Extended.of(extend)
    with pytest.raises(TypeError, match=r"^Lent says more than GiveBack: "):
        Lent.of(GiveBack(by(READER)))


@pytest.mark.usefixtures("registry")
def test_an_event_is_registered_with_its_version_and_its_ways_up() -> None:
    @event("library.fined", version=3, upcasters={1: lambda data: {**data, "cents": 0}, 2: lambda data: data})
    class Fined(Event):
        cents: int

    registered = EVENTS["library.fined"]
    assert (registered.type, registered.version, Fined.name, Fined.version) == (Fined, 3, "library.fined", 3)
    assert registered.upcasters[1]({}) == {"cents": 0}


@pytest.mark.parametrize(("version", "known"), [(2, ()), (3, (1,)), (3, (2,)), (1, (1,)), (2, (1, 2))])
def test_a_version_without_a_way_up_or_with_one_too_many_is_found_at_once(version: int, known: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match=rf"^library.fined version {version}: versions \[\d\] do not match"):
        event("library.fined", version=version, upcasters={former: lambda data: data for former in known})


@pytest.mark.usefixtures("registry")
def test_an_event_name_is_given_once() -> None:
    @event("library.fined")
    class Fined(Event):
        cents: int

    def declare_again() -> None:
        @event("library.fined")
        class Charged(Event):
            cents: int

    with pytest.raises(TypeError, match=r"^library.fined is registered already, by .*Fined$"):
        declare_again()
    assert EVENTS["library.fined"].type is Fined


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize("field", ["apply", "at", "by", "name", "of", "version"])
def test_a_field_does_not_hide_what_every_event_has(field: str) -> None:
    with pytest.raises(TypeError, match=f"^Fined: another name, please, for {field}$"):
        event("library.fined")(type("Fined", (Event,), {"__annotations__": {field: str}}))
    assert "library.fined" not in EVENTS


@pytest.mark.parametrize("field", ["at", "by", "right"])
def test_a_field_does_not_hide_what_every_command_has(field: str) -> None:
    with pytest.raises(TypeError, match=f"^Fine: another name, please, for {field}$"):
        command(by=in_role("LIBRARIAN"))(type("Fine", (Command,), {"__annotations__": {field: str}}))
