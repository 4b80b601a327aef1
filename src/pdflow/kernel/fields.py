"""Fields: how those of commands, records and states are marked, and what a marked type allows.

A mark stands in the type, ``Annotated[int, Between(1, 5)]``, and holds wherever the type is used, in nested values too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timezone
from functools import cache
from typing import Annotated, Any, Final, Protocol, TypeVar, get_type_hints, runtime_checkable

import attrs

from pdflow.kernel.frozen import Mark, frozen

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""The years between which every date of a command lies."""
LONGEST_NAME: Final = 200
"""Characters of an id or a name."""
_NO_MOST: Final = 10**9
"""What stands for no most: whole numbers stay small enough to be written out."""

T = TypeVar("T")
Day = TypeVar("Day", bound=date)
_STORABLE: Final = r"[^\x00\ud800-\udfff]*"
_NAME: Final = rf"[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{{1,{LONGEST_NAME}}}"


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled when a text first has characters that cannot be printed."""
    return re.compile(pattern)


@runtime_checkable
class Limit(Protocol):
    """A mark that says which values of a type are allowed."""

    def allows(self, value: Any, /) -> bool:
        """Whether this value, which is of the right type, is allowed."""
        ...


@frozen
class Between:
    """Allows whole numbers from the least to the most, both included."""

    least: int
    most: int = _NO_MOST

    def allows(self, value: Any) -> bool:
        return bool(self.least <= value <= self.most)

    def nearest(self, value: int) -> int:
        """The value itself, or the nearest that is allowed."""
        return min(max(value, self.least), self.most)

    def __str__(self) -> str:
        return f"{self.least} or more" if self.most == _NO_MOST else f"from {self.least} to {self.most}"


class NameLimit(Mark):
    """Allows the names of records, people and sites: 1 to 200 characters, no control characters, no lone surrogates."""

    def allows(self, value: Any) -> bool:
        return (0 < len(value) <= LONGEST_NAME and value.isprintable()) or _pattern(_NAME).fullmatch(value) is not None

    def __str__(self) -> str:
        return f"1 to {LONGEST_NAME} characters without control characters"


class NameOrBlankLimit(Mark):
    """Allows what names allow, and a blank where nobody was named: the guard that asks for the name says so."""

    def allows(self, value: Any) -> bool:
        return not value or NameLimit().allows(value)

    def __str__(self) -> str:
        return f"at most {LONGEST_NAME} characters without control characters"


class TextLimit(Mark):
    """Allows every text that a store can keep: no NUL and no lone surrogates."""

    def allows(self, value: Any) -> bool:
        return value.isprintable() or _pattern(_STORABLE).fullmatch(value) is not None

    def __str__(self) -> str:
        return "storable: it has a NUL or a lone surrogate"


class Personal(Mark):
    """Marks free text about a person: stored apart so that it can be erased, and quoted by no error and no repr."""


PERSONAL: Final = Personal()


@frozen
class IdOf:
    """Marks an id by the kind of thing it is of, so that forms can offer what there is: a person, a site, a session."""

    kind: str


@frozen
class Makes:
    """Marks, within an item of a command, the id of what the item makes, by the ledger of its record: so forms know."""

    ledger: str


Name = Annotated[str, NameLimit()]
"""An id or a name that the host chose: of a person, a site, a session."""
RecordId = Name
"""The id of a record, unique within its stream."""
NameOrBlank = Annotated[str, NameOrBlankLimit()]
"""A name, or a blank where there is none, such as a site that is not known."""


def is_blank(text: str | None) -> bool:
    """Whether a text says nothing; what is blank after trimming counts as missing."""
    return text is None or not text.strip()


def fields(kind: type) -> tuple[attrs.Attribute[Any], ...]:
    """The fields of a command, an event, a record or a state, the header first where there is one."""
    found: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    return found


def per_class(make: Callable[[type], T]) -> Callable[[type], T]:
    """Make something of each class once. As ``functools.cache``, whose annotations take most classes for unhashable."""
    return cache(make)


@per_class
def types_of(kind: type) -> Mapping[str, Any]:
    """The type of each field by its name, with its marks."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind)}


@per_class
def personal_fields(kind: type) -> frozenset[str]:
    """The names of the fields that hold personal text."""
    return frozenset(name for name, hint in types_of(kind).items() if PERSONAL in getattr(hint, "__metadata__", ()))


def key(ledger: str) -> Any:
    """Mark the field by which a command names the record it makes; a name that is there already makes it a no-op."""
    return attrs.field(metadata={"key": ledger})


def names(
    *ledgers: str,
    unknown: str = "record.unknown",
    each: str | None = None,
    parts: bool = False,
    at_any_time: bool = False,
    default: Any = attrs.NOTHING,
) -> Any:
    """Mark a command's field that names records of these ledgers.

    A name that is in none of them is refused with the code ``unknown``, one dated later with ``record.before``.

    Args:
        each: The field holds items, and this attribute of each is the name.
        parts: The names of parts are meant too, such as the sessions of a training.
        at_any_time: The record may be dated later; a guard of the chapter says how much.
    """
    return attrs.field(metadata={"names": (ledgers, unknown, each, parts, at_any_time)}, default=default)


def one_of(among: Callable[[Any], Iterable[str]], *, unknown: str) -> Any:
    """Mark a command's field that names something that is no record, such as an outcome or a training session.

    Args:
        among: Of a state, the names that it could be, those recorded last at the end.
        unknown: The code that says that there are none.
    """
    return attrs.field(metadata={"among": (among, unknown)})


def restates(present: Callable[[Any, datetime], Any], *, default: Any = attrs.NOTHING) -> Any:
    """Mark a command's field whose value replaces what the state holds, so that a form can start with that.

    Args:
        present: What a state holds at a moment.
    """
    return attrs.field(metadata={"restates": present}, default=default)


def restates_of(named: str, present: Callable[[Any, str], Any], *, default: Any = attrs.NOTHING) -> Any:
    """Mark a command's field whose value replaces what the state holds of one record.

    Args:
        named: The field of the command that names the record.
        present: What a state holds of a record that it has.
    """
    return attrs.field(metadata={"restates_of": (named, present)}, default=default)


def instant(*, default: Any = attrs.NOTHING) -> Any:
    """Mark a field of a date and time: it keeps the offset from UTC that it has, and no zone.

    Python compares and adds within one zone by the clock on the wall, which on the night of a change is not the order
    of time; and a stored time has only its offset.
    """
    return attrs.field(converter=with_fixed_offset, default=default)


def with_fixed_offset(value: Any) -> Any:
    """A date and time with its offset in place of its zone; anything else as it is."""
    if not isinstance(value, datetime) or type(value.tzinfo) is timezone:
        return value
    offset = value.utcoffset()
    return value if offset is None else value.replace(tzinfo=timezone(offset), fold=0)


def within_years(day: Day) -> Day:
    """The day itself, or the nearest that a command may have; a moment keeps its time of day."""
    if day.year > LAST_YEAR:
        return day.replace(year=LAST_YEAR, month=12, day=31)
    return day if day.year >= FIRST_YEAR else day.replace(year=FIRST_YEAR, month=1, day=1)


def requirement(*, handed_on_if: str | None = None) -> Any:
    """Mark a command's field that names a requirement by its reason code.

    A code that no guard of the table has is refused with ``waiver.unknown_requirement``, one that cannot be waived with
    ``waiver.not_waivable``; unless the field ``handed_on_if`` says that other aggregates judge it.
    """
    return attrs.field(metadata={"requirement": True, "handed_on_if": handed_on_if})
