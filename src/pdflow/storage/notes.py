"""Notes: the personal texts of an event, at any depth, taken out of its JSON values and put back.

Notes are stored as one JSON object beside the data: the texts by the names of their fields, and those of an item of a
list in an object by its number, as in ``{"reviews": {"0": {"obstacle": "no time"}}}``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import attrs

from pdflow.kernel.fields import per_class, personal_fields, types_of
from pdflow.storage.json_values import JsonObject

Taker = Callable[[Any], Any]
"""Takes the notes out of a JSON value, in place, and returns them; what is falsy where there are none."""


def take_notes(kind: type, values: JsonObject) -> JsonObject:
    """Take the notes out of the values of an event or command, leaving out its own and clearing those within."""
    notes = {name: note for name in _personal(kind) if (note := values.pop(name, None)) is not None}
    for name, take in takers_within(kind).items():
        if values.get(name) is not None and (found := take(values[name])):
            notes[name] = found
    return notes


def clear_notes(kind: type, values: JsonObject) -> bool:
    """Clear the personal texts among the values of an event, at any depth; whether there were any."""
    take = _taker_of_class(kind)
    return take is not None and bool(take(values))


def put_notes(values: JsonObject, notes: Mapping[str, Any]) -> None:
    """Put notes back into the values that they were taken out of.

    Raises:
        ValueError: The values have something else in the place of a note.
    """
    for name, note in notes.items():
        if not isinstance(note, dict):
            if values.get(name) is not None:
                raise ValueError("has a field that the data have too")
            values[name] = note
            continue
        inner = values.get(name)
        if isinstance(inner, list):
            inner = {str(place): item for place, item in enumerate(inner)}
        if not isinstance(inner, dict):
            raise ValueError("is of something that the data do not have")
        put_notes(inner, note)


def contradicts(notes: Mapping[str, Any], stored: Mapping[str, Any]) -> bool:
    """Whether a note says something else than the stored one of its name; notes that were erased say nothing."""
    for name in notes.keys() & stored.keys():
        asked, kept = notes[name], stored[name]
        if contradicts(asked, kept) if isinstance(asked, dict) and isinstance(kept, dict) else asked != kept:
            return True
    return False


@per_class
def takers_within(kind: type) -> Mapping[str, Taker]:
    """How notes are taken out of each field of a class that holds some further within."""
    found = {name: _taker(hint) for name, hint in types_of(kind).items() if name not in personal_fields(kind)}
    return {name: take for name, take in found.items() if take is not None}


@per_class
def _taker_of_class(kind: type) -> Taker | None:
    personal, within = _personal(kind), takers_within(kind)
    if not personal and not within:
        return None

    def take(values: Any) -> JsonObject:
        if not isinstance(values, dict):  # as another version of the event has it
            return {}
        notes = {name: note for name in personal if (note := values.get(name)) is not None}
        values.update(dict.fromkeys(notes))
        for name, inner in within.items():
            if values.get(name) is not None and (found := inner(values[name])):
                notes[name] = found
        return notes

    return take


@per_class
def _personal(kind: type) -> tuple[str, ...]:
    """The personal fields of a class, in their order."""
    return tuple(name for name in types_of(kind) if name in personal_fields(kind))


def _taker(hint: object) -> Taker | None:
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _taker(inner[0])
    if origin in (Union, UnionType):
        return next(filter(None, map(_taker, inner)), None)
    if origin is tuple and inner[-1] is ...:
        return _taker_of_items(_taker(inner[0]))
    return _taker_of_class(hint) if isinstance(hint, type) and attrs.has(hint) else None


def _taker_of_items(take: Taker | None) -> Taker | None:
    if take is None:
        return None

    def take_each(items: Any) -> JsonObject:
        found = ((str(place), take(item)) for place, item in enumerate(items if isinstance(items, list) else ()))
        return {place: notes for place, notes in found if notes}

    return take_each
