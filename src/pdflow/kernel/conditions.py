"""Conditions: the quick answer whether a value is allowed, as one generated function for each class.

It is yes for nearly every value that is allowed; where it is no, ``pdflow.kernel.checks`` decides and names the place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Annotated, Final, Union, get_args, get_origin

import attrs

from pdflow.kernel import codegen
from pdflow.kernel.fields import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_NAME,
    Between,
    Limit,
    NameLimit,
    NameOrBlankLimit,
    per_class,
    types_of,
)


@per_class
def is_plainly_allowed(kind: type) -> Callable[[object], bool]:
    """A quick answer for most instances of a class; where it is no, the checks decide and name the place."""
    known: dict[str, object] = {"_date": date, "_datetime": datetime}
    conditions = [_condition(hint, f"_value.{name}", known) for name, hint in types_of(kind).items()]
    return codegen.all_of(kind.__name__, [condition for condition in conditions if condition], known)


def _condition(hint: object, value: str, known: dict[str, object]) -> str:
    """The Python expression that is true of most allowed values; empty where any value will do."""
    origin, inner = get_origin(hint), get_args(hint)
    if hint in _CONDITIONS:
        return _CONDITIONS[hint].format(value)
    if origin is Annotated:
        conditions = [_condition(inner[0], value, known), *(_limited(mark, value, known) for mark in inner[1:])]
        return " and ".join(filter(None, conditions))
    if origin in (Union, UnionType) and len(inner) == 2 and inner[1] is NoneType:
        condition = _condition(inner[0], value, known)
        return condition and f"({value} is None or {condition})"
    if isinstance(hint, type) and hint is not object:
        return _of_class(hint, value, known)
    if origin in (tuple, frozenset):
        parts = inner[:1] if origin is frozenset or inner[-1] is ... else ()
        if parts and (condition := _condition(parts[0], "_part", known)):
            name = f"_all_{len(known)}"
            known[name] = codegen.all_parts(condition, known)
            return f"type({value}) is {origin.__name__} and (not {value} or {name}({value}))"
        return f"type({value}) is {origin.__name__}" if parts else "False"
    return "False" if origin is not None else ""


def _of_class(kind: type, value: str, known: dict[str, object]) -> str:
    name = f"_kind_{len(known)}"
    known[name] = kind
    parts = types_of(kind).items() if attrs.has(kind) and not getattr(kind, "checked_when_made", False) else ()
    conditions = [_condition(part, f"{value}.{field}", known) for field, part in parts]
    return " and ".join([f"type({value}) is {name}", *filter(None, conditions)])


def _limited(mark: object, value: str, known: dict[str, object]) -> str:
    match mark:
        case Between(least=least, most=most):
            return f"{least} <= {value} <= {most}"
        case NameLimit():
            return f"0 < len({value}) <= {LONGEST_NAME}"
        case NameOrBlankLimit():
            return f"len({value}) <= {LONGEST_NAME}"
        case Limit():
            name = f"_allows_{len(known)}"
            known[name] = mark.allows
            return f"{name}({value})"
    return ""


_IN_OUR_TIME: Final = f"{FIRST_YEAR} <= {{0}}.year <= {LAST_YEAR}"
_CONDITIONS: Final[Mapping[object, str]] = {
    str: "isinstance({0}, str) and {0}.isprintable()",
    int: "type({0}) is int",
    float: "type({0}) in (float, int) and -9e15 < {0} < 9e15",
    bool: "type({0}) is bool",
    date: f"type({{0}}) is _date and {_IN_OUR_TIME}",
    datetime: f"type({{0}}) is _datetime and {{0}}.utcoffset() is not None and {_IN_OUR_TIME}",
}
