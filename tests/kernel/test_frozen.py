"""Classes of values show themselves as attrs would show them, by one repr that all of them share."""

from __future__ import annotations

import pickle
from typing import Annotated, Any

import attrs
import pytest

from pdflow.kernel.fields import NameLimit, NameOrBlankLimit, Personal, TextLimit, personal_fields
from pdflow.kernel.frozen import define, frozen, lightly_frozen, repr_of_fields
from pdflow.policy import ProfileLimit, StepDueLimit
from pdflow.values import Better, Measure


@frozen
class Room:
    name: str
    seats: tuple[int, ...] = ()
    code: str = attrs.field(default="1234", repr=False)


@frozen
class Hall(Room):
    stage: bool = True


@frozen
class Corridor:
    name: str
    colour: str = attrs.field(default="white", eq=False)


@define
class Box:
    books: int


@frozen
class Diary:
    entry: Annotated[str, Personal()]


@frozen(eq=False)
class Cupboard:
    def __repr__(self) -> str:
        return "a cupboard"


def test_a_value_is_shown_as_attrs_would_show_it() -> None:
    assert repr(Room("A", (3, 4))) == "Room(name='A', seats=(3, 4))"
    assert repr(Hall("B")) == "Hall(name='B', seats=(), stage=True)"
    assert repr(Measure("reading", "words")) == f"Measure(name='reading', unit='words', better={Better.HIGHER!r})"


def test_a_class_with_a_repr_of_its_own_keeps_it() -> None:
    assert repr(Cupboard()) == "a cupboard"


@pytest.mark.parametrize("declare", [define, frozen, lightly_frozen], ids=["define", "frozen", "lightly_frozen"])
def test_no_repr_is_written_out_for_each_class(declare: Any) -> None:
    class Shelf:
        books: int = 0

    assert declare(Shelf).__repr__ is repr_of_fields
    assert repr(declare(Shelf)(3)) == "Shelf(books=3)"


def test_two_values_are_equal_when_they_are_of_one_class_and_every_field_that_counts_is_equal() -> None:
    assert Room("A", (3,)) == Room("A", (3,))
    assert hash(Room("A", (3,))) == hash(Room("A", (3,)))
    assert Room("A", (3,)) != Room("A", (4,))
    assert Room("A") != Corridor("A") != "A"
    assert Corridor("A", "red") == Corridor("A", "blue")
    assert hash(Corridor("A", "red")) == hash(Corridor("A", "blue"))


def test_what_is_told_apart_by_identity_stays_so() -> None:
    cupboard = Cupboard()
    assert cupboard == cupboard
    assert cupboard != Cupboard()
    assert len({cupboard, Cupboard()}) == 2


def test_what_can_change_has_no_hash() -> None:
    box = Box(1)
    assert box == Box(1)
    with pytest.raises(TypeError, match="unhashable"):
        hash(box)


@pytest.mark.parametrize("mark", [Personal, NameLimit, NameOrBlankLimit, TextLimit, ProfileLimit, StepDueLimit])
def test_marks_of_one_class_are_equal_and_shown_by_its_name(mark: type) -> None:
    made = mark()
    assert made == mark() == pickle.loads(pickle.dumps(made))
    assert hash(made) == hash(mark())
    assert repr(made) == f"{mark.__name__}()"


def test_a_hosts_own_mark_of_personal_text_is_one() -> None:
    assert personal_fields(Diary) == {"entry"}
