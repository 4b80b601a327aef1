"""Cells: the values that a document holds, written as text when a reader's copy is rendered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from enum import Enum

import attrs

from pdflow.calendar import require_moment
from pdflow.kernel.refusal import Reason
from pdflow.people import PersonId


class NameCell(str):
    """An id of the host's (of a person, a session, a site), shown by the name that the host gives."""

    __slots__ = ()


class PhraseCell(str):
    """A phrase of this library's own, or the code of one, shown in the reader's language."""

    __slots__ = ()


class MonthCell(date):
    """A month, given by one of its days."""

    __slots__ = ()


class ShareCell(float):
    """A part of a whole, from 0 to 1, shown as a percentage."""

    __slots__ = ()


@attrs.frozen
class RecordCell:
    """A record by the host's name for its id, else in these words."""

    id: str
    words: Cell


@attrs.frozen
class DayCell:
    """The day of a moment, in the zone of the page."""

    moment: datetime


@attrs.frozen
class AmountCell:
    """A number with its unit, or a number out of a whole."""

    value: float | Decimal
    unit: str = ""
    of: float | None = None


@attrs.frozen
class RangeCell:
    """From one value to another."""

    low: float
    high: float


@attrs.frozen
class NoteCell:
    """Personal free text, shown to these readers only."""

    text: str | None
    readers: frozenset[PersonId]


@attrs.frozen
class PairCell:
    """What is for the pair of a record only: the participant, and whoever was there or is their coach now."""

    cell: Cell
    readers: frozenset[PersonId]


@attrs.frozen
class ReasonCell:
    """Why something is refused, in words."""

    reason: Reason


Mark = RecordCell | ReasonCell | DayCell | AmountCell | RangeCell | NoteCell | PairCell
"""What a cell is that is no plain value."""
Cell = str | bool | int | float | Decimal | date | time | Enum | Mark | tuple["Cell", ...] | None
"""A value of a document, which a ``Reader`` translates, names and formats.

A ``Decimal`` is written as it is, other numbers with one decimal at most. A tuple is written in one line. A tuple of
tuples has a line for each; a line is left out where it has no content, or none after the phrase that it begins with.
"""


def name_cells(ids: Iterable[str]) -> tuple[NameCell, ...]:
    """Ids of people, sessions or sites, to be shown by their names."""
    return tuple(map(NameCell, ids))


def note_cells(readers: Iterable[PersonId], *texts: str | None) -> Iterator[NoteCell]:
    """Notes that only these readers may read."""
    allowed = frozenset(readers)
    return (NoteCell(text, allowed) for text in texts)


def pair_cells(readers: Iterable[PersonId], *cells: Cell) -> Iterator[PairCell]:
    """What only these readers may read."""
    allowed = frozenset(readers)
    return (PairCell(cell, allowed) for cell in cells)


def day_of(moment: datetime | None) -> DayCell | None:
    """The day of a moment, if there is one."""
    return None if moment is None else DayCell(moment)


def zone_of(moment: datetime) -> tzinfo:
    """The zone of a moment. Raises NaiveTime where it has none, and what else ``require_moment`` does."""
    zone = require_moment(moment).tzinfo
    assert zone is not None
    return zone
