"""Marked ids: where an event's JSON values name people, sites or records, by the marks of its fields' types.

A session or a site that happens to be named like a person is none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

from pdflow.kernel.fields import IdOf, types_of

Replace = Callable[[IdOf, str], str]
"""Of the mark of an id, and the id: the id to put in its place, which may be itself."""
Replacer = Callable[[Any, Replace], Any]
"""Gives a JSON value with other ids in it."""


@cache
def replacers(kind: type, only: IdOf | None = None) -> Mapping[str, Replacer]:
    """How to replace the ids in the JSON values of a class, by the fields that hold any.

    Args:
        kind: A class of ours; its header is left alone.
        only: The mark of the ids wanted; None for every id with a mark.
    """
    found = {name: _replacer(hint, only) for name, hint in types_of(kind).items() if name != "header"}
    return {name: replace for name, replace in found.items() if replace is not None}


def with_replaced(values: Mapping[str, Any], replace: Replace, by_field: Mapping[str, Replacer]) -> dict[str, Any]:
    """JSON values by field with other ids in them."""
    return {name: by_field[name](value, replace) if name in by_field else value for name, value in values.items()}


def ids_in(value: Any, replacer: Replacer) -> list[tuple[str, str]]:
    """The ids in a JSON value, from left to right, each behind the kind of thing that it is of."""
    found: list[tuple[str, str]] = []

    def found_as_it_is(mark: IdOf, id: str) -> str:
        found.append((mark.kind, id))
        return id

    replacer(value, found_as_it_is)
    return found


def _replacer(hint: Any, only: IdOf | None) -> Replacer | None:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        marks = (each for each in inner[1:] if isinstance(each, IdOf) and only in (None, each))
        mark = next(marks, None)
        return _replacer(inner[0], only) if mark is None else _replacer_of_id(mark)
    if origin in (Union, UnionType):
        return next((found for each in inner if (found := _replacer(each, only))), None)
    if origin is tuple and inner[-1] is not ...:
        return _replacer_of_parts([_replacer(each, only) for each in inner])
    if origin in (tuple, set, frozenset):
        return _replacer_of_items(_replacer(inner[0], only))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _replacer_of_items(_replacer_of_parts([_replacer(each, only) for each in inner]))
    return _replacer_of_class(hint, only) if isinstance(hint, type) and attrs.has(hint) else None


def _replacer_of_id(mark: IdOf) -> Replacer:
    return lambda value, replace: replace(mark, value) if isinstance(value, str) else value


def _replacer_of_class(kind: type, only: IdOf | None) -> Replacer | None:
    by_field = replacers(kind, only)
    if not by_field:
        return None
    return lambda value, replace: with_replaced(value, replace, by_field) if isinstance(value, dict) else value


def _replacer_of_items(replacer: Replacer | None) -> Replacer | None:
    if replacer is None:
        return None
    return lambda value, replace: [replacer(each, replace) for each in value] if isinstance(value, list) else value


def _replacer_of_parts(parts: list[Replacer | None]) -> Replacer | None:
    if not any(parts):
        return None

    def replace_parts(value: Any, replace: Replace) -> Any:
        if not isinstance(value, list) or len(value) != len(parts):
            return value
        return [part(each, replace) if part else each for part, each in zip(parts, value, strict=True)]

    return replace_parts
