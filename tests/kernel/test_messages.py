"""How commands and events are declared, and what that promises."""

import re
import types
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import attrs
import pytest
from tests.kernel.loans import LIBRARIAN, MONDAY, READER, Book, Extend, Extended, GiveBack, Lend, Lent, by

from pdflow.errors import NaiveTime, WrongType
from pdflow.kernel.fields import PERSONAL
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
class Reserve(Command[Book]):
    start: datetime
    until: datetime | None = None


def test_a_header_takes_a_uuid_or_its_text() -> None:
    uuid = UUID("9ee1a3b5-6f5c-4e53-9c47-5f6d54c8a3e4")
    assert Header(uuid, READER, MONDAY) == Header(str(uuid), READER, MONDAY)
    assert Header(uuid, READER, MONDAY).id == str(uuid)


def test_a_header_without_a_time_zone_is_refused() -> None:
    with pytest.raises(NaiveTime, match=r"^header.at: 2026-09-07 09:00:00 has no time zone: give it one"):
        Header(uuid4(), READER, MONDAY.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("id", READER, MONDAY), "header.id: a UUID is needed, not a str"),
        ((17, READER, MONDAY), "header.id: a UUID is needed, not 17 (int)"),
        ((READER, uuid4(), MONDAY), "header.id: a UUID is needed, not an Actor"),
        ((uuid4(), MONDAY, READER), "header.by: an Actor is needed, not a datetime"),
        ((uuid4(), "rita", MONDAY), "header.by: an Actor is needed, not a str"),
        ((uuid4(), READER, "2026-09-07T09:00:00+00:00"), "header.at: a datetime is needed, not a str"),
        ((uuid4(), READER, MONDAY.date()), "header.at: a datetime is needed, not a date"),
        ((uuid4(), READER, None), "header.at: a datetime is needed, not None"),
    ],
)
def test_header_arguments_of_another_type_are_named(arguments: Any, problem: str) -> None:
    with pytest.raises(WrongType, match=f"^{re.escape(problem)}$"):
        Header(*arguments)


def test_a_time_without_a_zone_is_refused_in_any_field_of_a_command() -> None:
    naive = MONDAY.replace(tzinfo=None)
    with pytest.raises(NaiveTime, match=r"^Reserve.start: "):
        Reserve(by(LIBRARIAN), start=naive)
    with pytest.raises(NaiveTime, match=r"^Reserve.until: "):
        Reserve(by(LIBRARIAN), start=MONDAY, until=naive)
    assert Reserve(by(LIBRARIAN), start=MONDAY).until is None


def test_commands_are_equal_when_type_and_fields_are() -> None:
    same = Lend(by(LIBRARIAN), loan="loan", reader="rita", due=date(2026, 9, 21))
    assert (lend, hash(lend)) == (same, hash(same))
    assert lend != attrs.evolve(lend, reader="rob")
    assert lend != attrs.evolve(lend, header=by(READER))
    assert lend != Lent.of(lend)
    assert len({lend, same, attrs.evolve(lend, header=by(READER)), Lent.of(lend)}) == 3


def test_commands_and_events_are_short_to_read() -> None:
    fields = "(loan='loan', reader='rita', due=datetime.date(2026, 9, 21); 2026-09-07 09:00 by lou)"
    assert repr(lend) == f"Lend{fields}"
    assert repr(Lent.of(lend)) == f"Lent{fields}"


def test_a_command_has_the_actor_and_time_of_its_header() -> None:
    assert (lend.by, lend.at) == (Actor("lou", "LIBRARIAN"), datetime(2026, 9, 7, 9, tzinfo=UTC))
    assert Lent.of(lend).header is lend.header


def test_a_command_is_not_changed_once_made() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        lend.reader = "rob"  # type: ignore[misc]


def test_fields_but_the_header_go_by_keyword() -> None:
    with pytest.raises(TypeError):
        Lend(by(LIBRARIAN), "loan", "rita", date(2026, 9, 21))  # type: ignore[misc]


def test_an_event_has_the_fields_of_its_command_and_more() -> None:
    extend = Extend(by(READER), extension="first", loan="loan", due=date(2026, 9, 30))
    event = Extended.of(extend, supersedes="former")
    assert event == Extended(extend.header, extension="first", loan="loan", due=date(2026, 9, 30), supersedes="former")
    assert Extended.of(extend, supersedes=None, due=date(2026, 10, 1)).due == date(2026, 10, 1)


def test_an_event_with_a_field_left_without_a_value_is_an_error() -> None:
    extend = Extend(by(READER), extension="first", loan="loan", due=date(2026, 9, 30))
    with pytest.raises(TypeError, match=r"^Extended needs supersedes, which Extend has not$"):
        Extended.of(extend)
    with pytest.raises(TypeError, match=r"^Lent needs loan, which GiveBack has not$"):
        Lent.of(GiveBack(by(READER)))


@pytest.mark.usefixtures("registry")
def test_an_event_is_registered_with_its_version_and_its_upcasters() -> None:
    @event("library.fined", version=3, upcasters={1: lambda data: {**data, "cents": 0}, 2: lambda data: data})
    class Fined(Event[Book]):
        cents: int

    registered = EVENTS["library.fined"]
    assert (registered.type, registered.version, Fined.name, Fined.version) == (Fined, 3, "library.fined", 3)
    assert registered.upcasters[1]({}) == {"cents": 0}


@pytest.mark.parametrize(("version", "known"), [(2, ()), (3, (1,)), (3, (2,)), (1, (1,)), (2, (1, 2))])
def test_a_version_with_an_upcaster_too_few_or_too_many_is_an_error(version: int, known: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match=rf"^library.fined version {version}: versions \[\d\] do not match"):
        event("library.fined", version=version, upcasters={former: lambda data: data for former in known})


@pytest.mark.usefixtures("registry")
def test_an_event_name_is_given_once() -> None:
    @event("library.fined")
    class Fined(Event[Book]):
        cents: int

    def declare_again() -> None:
        @event("library.fined")
        class Charged(Event[Book]):
            cents: int

    with pytest.raises(TypeError, match=r"^library.fined is registered already, by .*Fined$"):
        declare_again()
    assert EVENTS["library.fined"].type is Fined


def annotations(field: str) -> Callable[[dict[str, Any]], None]:
    return lambda body: body.update(__annotations__={field: str})


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize("field", ["aggregate", "apply", "at", "by", "name", "of", "version"])
def test_a_field_does_not_hide_what_every_event_has(field: str) -> None:
    with pytest.raises(TypeError, match=f"^Fined: another name, please, for {field}$"):
        event("library.fined")(types.new_class("Fined", (Event[Book],), {}, annotations(field)))
    assert "library.fined" not in EVENTS


@pytest.mark.parametrize("field", ["at", "by", "right"])
def test_a_field_does_not_hide_what_every_command_has(field: str) -> None:
    with pytest.raises(TypeError, match=f"^Fine: another name, please, for {field}$"):
        command(by=in_role("LIBRARIAN"))(types.new_class("Fine", (Command[Book],), {}, annotations(field)))


def test_a_message_says_whose_it_is() -> None:
    with pytest.raises(TypeError, match=r"^Fine: say whose it is, Command\[\.\.\.\]$"):
        command(by=in_role("LIBRARIAN"))(type("Fine", (Command,), {}))
    assert (Lend.aggregate, Lent.aggregate) == (Book, Book)


def test_notes_are_not_in_the_repr() -> None:
    @command(by=in_role("LIBRARIAN"))
    class Complain(Command[Book]):
        about: str
        note: Annotated[str | None, PERSONAL] = None

    complaint = Complain(by(LIBRARIAN), about="noise", note="Rita sang")
    assert repr(complaint) == "Complain(about='noise', note=...; 2026-09-07 09:00 by lou)"


def test_a_time_of_a_zone_keeps_its_offset_only_so_that_it_compares_as_it_will_when_it_was_stored() -> None:
    zone = ZoneInfo("America/Chicago")
    first, second = (datetime(2026, 11, 1, 1, 30, fold=fold, tzinfo=zone) for fold in (0, 1))
    earlier, later = (Header(UUID(int=1), Actor("kim", "COACH"), at).at for at in (first, second))
    assert (earlier.isoformat(), later.isoformat()) == ("2026-11-01T01:30:00-05:00", "2026-11-01T01:30:00-06:00")
    assert later - earlier == timedelta(hours=1)
    assert datetime.fromisoformat(later.isoformat()) == later
