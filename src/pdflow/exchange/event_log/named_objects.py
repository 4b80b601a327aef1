"""Named objects: the people, sites, sessions and outcomes that an event names, by the marks of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

from pdflow.kernel.fields import IdOf, per_class, types_of

Found = Iterable[tuple[str, str]]
"""Kinds of objects, such as ``person``, each with an id."""
Finder = Callable[[Any], Found]


def named_objects(kind: type, values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each object that an event names, once: its kind, its id, and the first field that names it.

    Args:
        kind: The class of the event.
        values: Its JSON values by field, which may lack some.
    """
    seen = set[tuple[str, str]]()
    for field, find in _finders(kind).items():
        for named in find(values[field]) if field in values else ():
            if named not in seen:
                seen.add(named)
                yield *named, field


@per_class
def _finders(kind: type) -> Mapping[str, Finder]:
    found = {field: _finder(hint) for field, hint in types_of(kind).items() if field != "header"}
    return {field: find for field, find in found.items() if find is not None}


def _finder(hint: Any) -> Finder | None:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        mark = next((each for each in inner[1:] if isinstance(each, IdOf)), None)
        return _finder(inner[0]) if mark is None else _finder_of_id(mark.kind)
    if origin in (Union, UnionType):
        return next(filter(None, map(_finder, inner)), None)
    if origin is tuple and inner[-1] is not ...:
        return _finder_in_parts([_finder(each) for each in inner])
    if origin in (tuple, set, frozenset):
        return _finder_in_items(_finder(inner[0]))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _finder_in_items(_finder_in_parts([_finder(each) for each in inner]))
    return _finder_in_class(hint) if isinstance(hint, type) and attrs.has(hint) and _finders(hint) else None


def _finder_of_id(kind: str) -> Finder:
    return lambda value: [(kind, value)] if value else ()


def _finder_in_class(kind: type) -> Finder:
    finders = _finders(kind)
    return lambda value: (
        named for field, find in finders.items() if value and field in value for named in find(value[field])
    )


def _finder_in_items(find: Finder | None) -> Finder | None:
    return None if find is None else lambda value: (named for each in value or () for named in find(each))


def _finder_in_parts(parts: list[Finder | None]) -> Finder | None:
    if not any(parts):
        return None
    return lambda value: (named for find, each in zip(parts, value or (), strict=False) if find for named in find(each))
