"""Months of the calendar."""

from __future__ import annotations

from datetime import date


def months_between(first: date, last: date) -> list[date]:
    """The first days of all months from that of one day to that of another."""
    return months_from(first, max(12 * (last.year - first.year) + last.month - first.month + 1, 1))


def months_from(first: date, count: int) -> list[date]:
    """The first days of this many months, from the month of a day on."""
    return [date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)]
