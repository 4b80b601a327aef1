"""Checks: the place, at any depth, of a value that is not what its type and the marks in it allow."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from sys import float_info
from types import NoneType, UnionType
from typing import Annotated, Final, Union, get_args, get_origin

import attrs

from pdflow.errors import FieldError, NaiveTime, OutOfRange, WrongType
from pdflow.kernel.conditions import is_plainly_allowed
from pdflow.kernel.fields import FIRST_YEAR, LAST_YEAR, Limit, TextLimit, per_class, types_of

Check = Callable[[object], None]
"""Raises a FieldError for a value that is not allowed, its place seen from the value itself."""

_TEXT: Final = TextLimit()


@per_class
def checks_of(kind: type) -> tuple[tuple[str, Check], ...]:
    """The fields of a class that have to be checked, each with its check."""
    return tuple([(name, check) for name, hint in types_of(kind).items() if (check := check_of(hint)) is not None])


def check_fields(instance: object) -> None:
    """Raise a FieldError, its place such as ``CommitToPractice.steps[1].by``, for a field that is not allowed."""
    kind = type(instance)
    if is_plainly_allowed(kind)(instance):
        return
    for name, check in checks_of(kind):
        _within(f"{kind.__name__}.{name}", check, getattr(instance, name))


def check_of(hint: object) -> Check | None:
    """The check of a type; None where any value will do."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(check_of(inner[0]), [mark for mark in inner[1:] if isinstance(mark, Limit)])
    if origin in (Union, UnionType):
        return _either([part for part in inner if part is not NoneType], optional=NoneType in inner)
    if origin is tuple and inner[-1] is not ...:
        return _row([check_of(part) for part in inner])
    if origin in (tuple, frozenset, set):
        return _collection(origin, check_of(inner[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(origin, check_of(inner[0]), check_of(inner[1]))
    if hint in _PLAIN:
        return _PLAIN[hint]
    if not isinstance(hint, type) or hint is object:
        return None
    return _record(hint) if attrs.has(hint) else _instance(hint)


def _marked(plain: Check | None, limits: Iterable[Limit]) -> Check | None:
    checks = [check for check in (plain, *map(_limit, limits)) if check is not None]
    if len(checks) < 2:
        return checks[0] if checks else None

    def check(value: object) -> None:
        for each in checks:
            each(value)

    return check


def _limit(limit: Limit) -> Check:
    allows = limit.allows

    def check(value: object) -> None:
        if not allows(value):
            raise OutOfRange("", value, str(limit))

    return check


def _either(parts: list[object], *, optional: bool) -> Check | None:
    checks = [check_of(part) for part in parts]
    if None in checks:
        return None
    if len(parts) == 1:
        [only] = checks
        return lambda value: None if value is None and optional else only(value)  # type: ignore[misc]
    kinds = tuple([kind for part in parts if isinstance(kind := get_origin(part) or part, type)])

    def check(value: object) -> None:
        if not (isinstance(value, kinds) or (value is None and optional)):
            raise WrongType("", value, " or ".join(map(_called, kinds)))

    return check


def _row(parts: list[Check | None]) -> Check:
    def check(value: object) -> None:
        if not isinstance(value, tuple) or len(value) != len(parts):
            raise WrongType("", value, f"a tuple of {len(parts)}")
        for place, (each, part) in enumerate(zip(value, parts, strict=True)):
            _within(f"[{place}]", part, each)

    return check


def _collection(kind: type[Collection[object]], part: Check | None) -> Check:
    def check(value: object) -> None:
        if not isinstance(value, kind):
            raise WrongType("", value, f"a {kind.__name__}")
        for place, each in enumerate(value):
            _within(f"[{place}]", part, each)

    return check


def _mapping(kind: type[Mapping[object, object]], key: Check | None, part: Check | None) -> Check:
    def check(value: object) -> None:
        if not isinstance(value, kind):
            raise WrongType("", value, f"a {kind.__name__}")
        for place, (name, each) in enumerate(value.items()):
            _within(f"[key {place}]", key, name)
            _within(f"[{place}]", part, each)

    return check


def _record(kind: type) -> Check:
    plainly = is_plainly_allowed(kind)

    def check(value: object) -> None:
        if type(value) is kind and plainly(value):
            return
        if not isinstance(value, kind):
            raise WrongType("", value, _called(kind))
        for name, part in checks_of(type(value)):
            _within(f".{name}", part, getattr(value, name))

    return check


def _within(place: str, check: Check | None, value: object) -> None:
    if check is not None:
        try:
            check(value)
        except FieldError as error:
            error.place = place + error.place
            raise


def _instance(kind: type) -> Check:
    wanted = f"one of {', '.join(map(str, kind))}" if issubclass(kind, Enum) else _called(kind)

    def check(value: object) -> None:
        if not isinstance(value, kind):
            raise WrongType("", value, wanted)

    return check


def _called(kind: type) -> str:
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    return f"{article} {kind.__name__}"


def _text(value: object) -> None:
    if not isinstance(value, str):
        raise WrongType("", value, "a text")
    if not _TEXT.allows(value):
        raise OutOfRange("", value, str(_TEXT))


def _whole(value: object) -> None:
    if type(value) is not int:
        raise WrongType("", value, "a whole number")


def _number(value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongType("", value, "a number")
    if not abs(value) <= float_info.max:
        raise OutOfRange("", value, "a finite number")
    if float(value) != value:
        raise OutOfRange("", value, "a number that is kept as it is: whole numbers up to 2**53 are")


def _truth(value: object) -> None:
    if type(value) is not bool:
        raise WrongType("", value, "True or False")


def _day(value: object) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise WrongType("", value, "a date")
    _in_our_time(value)


def _moment(value: object) -> None:
    if not isinstance(value, datetime):
        raise WrongType("", value, "a datetime")
    if value.utcoffset() is None:
        raise NaiveTime("", value)
    _in_our_time(value)


def _in_our_time(value: date) -> None:
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise OutOfRange("", value, f"within {FIRST_YEAR} and {LAST_YEAR}")


_PLAIN: Final[Mapping[object, Check]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _truth,
    date: _day,
    datetime: _moment,
}
