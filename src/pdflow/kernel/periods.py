"""Periods: what holds from a moment or a day on, until something else does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol, TypeVar


class Period(Protocol):
    """What holds from a moment or a day on."""

    @property
    def since(self) -> Any: ...


Held = TypeVar("Held", bound=Period)


def held_at(periods: Sequence[Held], moment: date) -> Held | None:
    """What began last at or before a moment, of two that began together the one recorded later; None if nothing had.

    Args:
        periods: In the order of recording, which need not be that of the beginnings.
        moment: A datetime; where periods begin with a day, a date.
    """
    found = None
    for period in periods:
        if period.since <= moment and (found is None or period.since >= found.since):
            found = period
    return found
