"""Months of the calendar."""

from __future__ import annotations

from datetime import date


def months_from(first: date, count: int) -> list[date]:
    """The first days of this many months, from the month of a day on."""
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]
