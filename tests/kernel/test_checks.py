"""A value that its field does not allow is refused when the command is made, with the place, at any depth."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import Annotated, Any

import attrs
import pytest
from tests.kernel.loans import LIBRARIAN, Book, by

from pdflow.errors import FieldError, NaiveTime, OutOfRange, WrongType
from pdflow.kernel.fields import Between, Name, RecordId
from pdflow.kernel.messages import Command, command
from pdflow.kernel.records import Aggregate, ledger
from pdflow.kernel.rights import in_role

NOON = datetime(2026, 9, 7, 12, tzinfo=UTC)


class Colour(StrEnum):
    RED = "RED"
    BLUE = "BLUE"


@attrs.frozen
class Line:
    """One line of an order."""

    book: Name
    copies: Annotated[int, Between(1, 99)]
    wanted_by: date | None = None
    delivered: tuple[datetime, ...] = ()


@command(by=in_role("LIBRARIAN"))
class Order(Command[Book]):
    """Order books."""

    lines: tuple[Line, ...] = ()
    colour: Colour | None = None
    price: float = 0
    urgent: bool = False
    text: str = ""
    pair: tuple[int, date] = (1, date(2026, 9, 7))
    shelves: frozenset[Name] = frozenset()
    copies_by_shelf: Mapping[Name, Annotated[int, Between(0)]] = attrs.field(factory=dict)


LINE = Line("b", 1)


@pytest.mark.parametrize(
    ("fields", "error", "problem"),
    [
        ({"lines": [LINE]}, WrongType, "Order.lines: a tuple is needed, not a list"),
        ({"lines": (LINE, "b")}, WrongType, "Order.lines[1]: a Line is needed, not a str"),
        ({"lines": (LINE, Line("b", 0))}, OutOfRange, "Order.lines[1].copies: 0 is not from 1 to 99"),
        ({"lines": (Line("b", 100),)}, OutOfRange, "Order.lines[0].copies: 100 is not from 1 to 99"),
        ({"lines": (Line("b", True),)}, WrongType, "Order.lines[0].copies: a whole number is needed, not True (bool)"),
        ({"lines": (Line("b", 1.0),)}, WrongType, "Order.lines[0].copies: a whole number is needed, not 1.0 (float)"),
        ({"lines": (Line("b", 10**400),)}, OutOfRange, "copies: a number of 1329 bits is not from 1 to 99"),
        ({"lines": (Line("", 1),)}, OutOfRange, "Order.lines[0].book: an empty text is not 1 to 200 characters"),
        ({"lines": (Line("b" * 201, 1),)}, OutOfRange, "book: a text of 201 characters is not 1 to 200 characters"),
        ({"lines": (Line("a\nb", 1),)}, OutOfRange, "Order.lines[0].book: a text of 3 characters is not"),
        ({"lines": (Line("\ud800", 1),)}, OutOfRange, "Order.lines[0].book: a text of 1 character is not"),
        ({"lines": (Line(7, 1),)}, WrongType, "Order.lines[0].book: a text is needed, not 7 (int)"),
        ({"lines": (Line("b", 1, NOON),)}, WrongType, "Order.lines[0].wanted_by: a date is needed, not a datetime"),
        (
            {"lines": (Line("b", 1, date(9999, 12, 31)),)},
            OutOfRange,
            "by: 9999-12-31 is not within 1900 and 2199",
        ),
        ({"lines": (Line("b", 1, date(1899, 12, 31)),)}, OutOfRange, "wanted_by: 1899-12-31 is not within"),
        (
            {"lines": (Line("b", 1, None, (NOON, NOON.replace(tzinfo=None))),)},
            NaiveTime,
            "Order.lines[0].delivered[1]: ",
        ),
        ({"lines": (Line("b", 1, None, (NOON.date(),)),)}, WrongType, "delivered[0]: a datetime is needed, not a date"),
        ({"lines": (Line("b", 1, None, (NOON.replace(year=2200),)),)}, OutOfRange, "Order.lines[0].delivered[0]: "),
        ({"colour": "RED"}, WrongType, "Order.colour: one of RED, BLUE is needed, not a str"),
        ({"price": float("nan")}, OutOfRange, "Order.price: nan is not a finite number"),
        ({"price": 10**400}, OutOfRange, "Order.price: a number of 1329 bits is not a finite number"),
        ({"price": float("inf")}, OutOfRange, "Order.price: inf is not a finite number"),
        ({"price": "1.5"}, WrongType, "Order.price: a number is needed, not a str"),
        ({"price": False}, WrongType, "Order.price: a number is needed, not False (bool)"),
        ({"urgent": 1}, WrongType, "Order.urgent: True or False is needed, not 1 (int)"),
        (
            {"text": "a\0b"},
            OutOfRange,
            "Order.text: a text of 3 characters is not storable: it has a NUL or a lone surrogate",
        ),
        ({"text": "\udfff"}, OutOfRange, "Order.text: "),
        ({"text": b"bytes"}, WrongType, "Order.text: a text is needed, not a bytes"),
        ({"pair": (1, 2)}, WrongType, "Order.pair[1]: a date is needed, not 2 (int)"),
        ({"pair": (1,)}, WrongType, "Order.pair: a tuple of 2 is needed, not a tuple"),
        ({"shelves": {"a"}}, WrongType, "Order.shelves: a frozenset is needed, not a set"),
        ({"shelves": frozenset({""})}, OutOfRange, "Order.shelves[0]: an empty text is not"),
        ({"copies_by_shelf": {"a": 1, "b": -1}}, OutOfRange, "Order.copies_by_shelf[1]: -1 is not 0 or more"),
        ({"copies_by_shelf": {"": 1}}, OutOfRange, "Order.copies_by_shelf[key 0]: an empty text is not"),
        ({"copies_by_shelf": [("a", 1)]}, WrongType, "Order.copies_by_shelf: a Mapping is needed, not a list"),
    ],
)
def test_a_value_that_cannot_be_is_refused_and_its_place_named(
    fields: dict[str, Any], error: type[FieldError], problem: str
) -> None:
    with pytest.raises(error) as raised:
        Order(by(LIBRARIAN), **fields)
    assert problem in str(raised.value)
    assert raised.value.place.startswith("Order.")
    again = pickle.loads(pickle.dumps(raised.value))
    assert (type(again), str(again), again.place) == (error, str(raised.value), raised.value.place)


@pytest.mark.parametrize(
    "fields",
    [
        {"lines": (Line("ä 教室 \u200b", 99, date(2199, 12, 31), (NOON,)),)},
        {"lines": (Line("b" * 200, 1, date(1900, 1, 1)),)},
        {"colour": Colour.RED, "price": 3, "urgent": True, "text": "two\nlines\tand é"},
        {"shelves": frozenset({"a"}), "copies_by_shelf": {"a": 0}},
    ],
)
def test_what_can_be_is_taken_as_it_is(fields: dict[str, Any]) -> None:
    order = Order(by(LIBRARIAN), **fields)
    assert {name: getattr(order, name) for name in fields} == fields


class NoOffset(tzinfo):
    """A time zone that does not say how far from UTC it is."""

    def utcoffset(self, at: datetime | None) -> None:
        return None


def test_a_time_zone_without_an_offset_is_none() -> None:
    vague = NOON.replace(tzinfo=NoOffset())
    with pytest.raises(NaiveTime, match=r"^Order\.lines\[0\]\.delivered\[0\]: "):
        Order(by(LIBRARIAN), lines=(Line("b", 1, None, (vague,)),))
    with pytest.raises(NaiveTime, match=r"^header\.at: "):
        Order(attrs.evolve(by(LIBRARIAN), at=vague))


def test_an_error_pickles_whatever_its_value() -> None:
    with pytest.raises(WrongType) as raised:
        Order(by(LIBRARIAN), text=lambda: None)  # type: ignore[arg-type]
    raised.value.add_note("in the third row")
    again = pickle.loads(pickle.dumps(raised.value))
    assert (str(again), again.place, again.value, again.__notes__) == (
        "Order.text: a text is needed, not a function",
        "Order.text",
        None,
        ["in the third row"],
    )


def test_the_header_of_a_command_is_checked_too() -> None:
    with pytest.raises(OutOfRange, match=r"^header\.by\.person: an empty text is not 1 to 200"):
        Order(by(attrs.evolve(LIBRARIAN, person="")))
    with pytest.raises(WrongType, match=r"^Order\.header: a Header is needed, not a str$"):
        Order("header")  # type: ignore[arg-type]


@attrs.define
class Shelf(Aggregate):
    """A state with containers of several kinds."""

    books: dict[RecordId, str] = ledger()
    order: OrderedDict[str, int] = attrs.field(factory=OrderedDict)
    marks: Annotated[set[str], "a mark"] = attrs.field(factory=set)
    fixed: tuple[str, ...] = ()


@attrs.define
class Drawer(Aggregate):
    """A state whose containers need not be there."""

    notes: list[int] | None = None
    marks: Annotated[set[str] | tuple[str, ...], "a mark"] = ()
    counted: dict[str, int] | int = 0


def test_containers_of_a_union_are_copied_where_they_are_there() -> None:
    drawer = Drawer(notes=[], marks={"m"}, counted={"a": 1})
    twin = drawer.copy()
    assert twin == drawer
    assert twin.notes is not drawer.notes
    assert twin.marks is not drawer.marks
    assert twin.counted is not drawer.counted
    without = Drawer(marks=("m",), counted=2)
    assert without.copy() == without


def test_containers_are_copied_whatever_their_type_is_called() -> None:
    shelf = Shelf(order=OrderedDict(a=1), marks={"m"}, fixed=("f",))
    twin = shelf.copy()
    assert twin == shelf
    twin.order["b"] = 2
    twin.marks.add("n")
    twin.books["c"] = "d"
    assert (shelf.order, shelf.marks, shelf.books) == (OrderedDict(a=1), {"m"}, {})
    assert type(twin.order) is OrderedDict
    assert twin.fixed is shelf.fixed
