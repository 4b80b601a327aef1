"""Field cells: the JSON values of an event's fields as cells, by the types of the fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pdflow.documents.page import Cell, NameCell, PhraseCell
from pdflow.documents.page.reader import TEXTS
from pdflow.kernel.fields import NameLimit, NameOrBlankLimit, types_of
from pdflow.language import ENGLISH
from pdflow.policy import Policy

NAMES = (NameLimit, NameOrBlankLimit)


def field_label(owner: type, field: str) -> PhraseCell:
    """The title of a field of a class, as forms have it."""
    codes = (f"field.{owner.__name__}.{field}", f"field.{field}")
    return PhraseCell(next((code for code in codes if TEXTS.text(ENGLISH, code)), field.replace("_", " ")))


def field_cell(owner: type, field: str, value: Any) -> Cell:
    """The value of a field of a class, with the names of what it names."""
    return _cell(types_of(owner)[field], value)


def _cell(hint: Any, value: Any) -> Cell:
    origin, inner = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin is Annotated:
        is_name = any(isinstance(mark, NAMES) for mark in inner[1:])
        return NameCell(value) if is_name else _cell(inner[0], value)
    if origin in (Union, UnionType):
        return _cell(next(each for each in inner if each is not NoneType), value)
    if isinstance(value, list):
        return _flat(_items(origin, inner, value))
    if isinstance(hint, type) and issubclass(hint, Policy):
        return str(value["name"])
    if isinstance(value, dict):
        return _flat(_cell(types_of(hint)[name], each) for name, each in value.items())
    return _plain(hint, value)


def _items(origin: Any, inner: tuple[Any, ...], values: list[Any]) -> Iterator[Cell]:
    """The cells of a list, a row or pairs."""
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return (_cell(kind, part) for pair in values for kind, part in zip(inner, pair, strict=True))
    if origin is tuple and inner[-1] is not ...:
        return map(_cell, inner, values)
    return (_cell(inner[0], each) for each in values)


def _flat(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    return tuple([part for cell in cells for part in (cell if isinstance(cell, tuple) else (cell,))])


def _plain(hint: Any, value: Any) -> Cell:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if isinstance(hint, type) and issubclass(hint, date):
        return hint.fromisoformat(value)
    made: Cell = value
    return made
