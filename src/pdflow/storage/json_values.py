"""JSON values, read strictly: each reader returns the Python value, or raises ValueError with what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from sys import float_info, intern
from typing import Any, Final, NewType, TypeVar
from uuid import UUID

from pdflow.errors import describe
from pdflow.kernel.fields import within_years
from pdflow.storage.type_forms import bounds_of

E = TypeVar("E", bound=StrEnum)
Reader = Callable[[object, object], Any]
"""Reads a JSON value; the second argument is the type once more, as cattrs gives it."""
JsonObject = dict[str, Any]
"""A JSON object: its values are objects, lists, texts, numbers, booleans and None."""
UuidText = NewType("UuidText", str)
"""A UUID as text in its usual form, lower case and with hyphens."""

_has_surrogates: Final = re.compile(r"\\u[dD][89a-fA-F]").search


def with_whole_texts(value: Any, written: str) -> Any:
    """A JSON value with U+FFFD for each lone surrogate, which no file, database or network takes.

    Commands refuse them; what a former pdflow stored with one stays readable.

    Args:
        value: The value.
        written: The JSON text that it was read from.
    """
    return _whole(value) if "\\u" in written and _has_surrogates(written) else value


def _whole(value: Any) -> Any:
    match value:
        case str():
            return value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        case list():
            return [_whole(each) for each in value]
        case dict():
            return {_whole(name): _whole(each) for name, each in value.items()}
    return value


def as_it_is(value: object, _: object) -> Any:
    """A value that needs no reading."""
    return value


def text(value: object, _: object = str) -> str:
    """A text as it is, kept once however often it is read: names come again and again."""
    if isinstance(value, str):
        return intern(str(value))
    raise ValueError(f"not a text but {describe(value)}")


def or_none(read: Reader, kind: object) -> Reader:
    """What reads a value of this type, or nothing; most fields are a text or nothing."""
    return text_or_none if read is text else lambda value, _: None if value is None else read(value, kind)


def text_or_none(value: object, _: object = None) -> str | None:
    """A text as it is, or nothing."""
    return None if value is None else text(value)


def whole(value: object, _: object = int) -> int:
    """A whole number; neither 3.0 nor true is one."""
    if type(value) is int:
        return value
    raise ValueError(f"not a whole number but {describe(value)}")


def number(value: object, _: object = float) -> float:
    """A finite number, always as a float, which holds every whole number up to 2**53 and few beyond."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= float_info.max:
        if float(value) == value:
            return float(value)
        raise ValueError(f"too long a whole number to be kept as it is: {describe(value)}")
    raise ValueError(f"not a finite number but {describe(value)}")


def truth(value: object, _: object = bool) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise ValueError(f"neither true nor false but {describe(value)}")


def day(value: object, _: object = date) -> date:
    """A day in ISO 8601."""
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError(f"not a day such as 2026-09-01: {describe(value)}") from None


def moment(value: object, _: object = datetime) -> datetime:
    """A date and time in ISO 8601 with an offset from UTC, which is kept."""
    try:
        read = datetime.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError(f"not a date and time such as 2026-09-01T08:30:00-05:00: {describe(value)}") from None
    if read.tzinfo is None:
        raise ValueError("a date and time without an offset from UTC")
    return read


def bounded(kind: object) -> Reader:
    """What reads a count, minutes or a rating that was stored: a former build kept those that no command may have."""
    [bounds] = bounds_of(kind)
    return lambda value, _: bounds.nearest(whole(value))


def stored_day(value: object, _: object = date) -> date:
    """A day that was stored: a former build kept those beyond the years that commands may have, at the ends of time."""
    return within_years(day(value))


def stored_moment(value: object, _: object = datetime) -> datetime:
    """A date and time that was stored, its year likewise one that commands may have."""
    return within_years(moment(value))


def utc_text(time: datetime) -> str:
    """The instant of a time, in UTC."""
    return time.astimezone(UTC).isoformat()


def uuid_text(value: object, _: object = UuidText) -> UuidText:
    """A UUID in any of its forms, as text in the usual one."""
    try:
        return UuidText(str(UUID(value)))  # type: ignore[arg-type]
    except (TypeError, ValueError, AttributeError):
        raise ValueError(f"not a UUID: {describe(value)}") from None


def usual_uuid(value: str) -> UuidText:
    """A UUID that is in its usual form already."""
    if value != uuid_text(value):
        raise ValueError(f"not a UUID in its usual form: {describe(value)}")
    return UuidText(value)


def member(value: object, kind: type[E]) -> E:
    """A member of an enumeration, by its value."""
    try:
        return kind(value)  # type: ignore[arg-type]
    except ValueError:
        raise ValueError(f"none of {', '.join(kind)}: {describe(value)}") from None


def items(value: object) -> list[object] | tuple[object, ...]:
    """A list as it is; a text is none."""
    if isinstance(value, list | tuple):
        return value
    raise ValueError(f"not a list but {describe(value)}")


def each_once(read: Reader, pairs: object) -> Reader:
    """What reads a list of pairs as a dictionary, in which no name comes twice."""

    def read_once(value: object, _: object) -> dict[object, object]:
        found = dict(read(value, pairs))
        if len(found) < len(items(value)):
            raise ValueError("a name twice")
        return found

    return read_once


def named_fields(value: object) -> JsonObject:
    """An object with named fields as it is."""
    if isinstance(value, dict):
        return value
    raise ValueError(f"not an object with named fields but {describe(value)}")


PLAIN: Final[dict[type, Reader]] = {
    str: text,
    int: whole,
    float: number,
    bool: truth,
    date: day,
    datetime: moment,
    UuidText: uuid_text,
}
"""The reader of each plain type."""
STORED: Final[dict[type, Reader]] = {date: stored_day, datetime: stored_moment}
"""The reader of each that is read otherwise where it was stored."""
