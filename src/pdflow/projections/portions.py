"""Portions: names, as many at a time as one statement can have parameters."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final

MOST_NAMES: Final = 10_000


def portions(names: Collection[str]) -> Iterator[Sequence[str]]:
    """Names, as many at a time as one statement can hold: PostgreSQL takes 65,535 parameters, SQLite 32,766."""
    every = [*names]
    return (every[start : start + MOST_NAMES] for start in range(0, len(every), MOST_NAMES))
