"""Formats of days, times and numbers: plain ones; those of a locale are in ``locale_formats`` (extra ``locale``)."""

from __future__ import annotations

from datetime import date, datetime, time, tzinfo
from math import floor
from typing import Final, Protocol

import attrs


class Formats(Protocol):
    """How days, times and numbers are written in a language, given as a tag such as ``"es"`` or ``"es-US"``."""

    @property
    def zone(self) -> tzinfo | None: ...

    def in_zone(self, zone: tzinfo, /) -> Formats: ...

    def first_weekday(self, language: str, /) -> int: ...

    def day(self, day: date, language: str, /) -> str: ...

    def moment(self, moment: datetime, language: str, /) -> str: ...

    def time(self, time: time, language: str, /) -> str: ...

    def month(self, day: date, language: str, /) -> str: ...

    def weekday(self, day: date, language: str, /) -> str: ...

    def number(self, number: float, language: str, /) -> str: ...

    def share(self, share: float, language: str, /) -> str: ...


@attrs.frozen
class Iso:
    """Plain formats, the same in every language: days and times as in ISO 8601, numbers with a point.

    Times are written in their own offset, or in the ``zone`` where one is given.
    """

    zone: tzinfo | None = None

    def in_zone(self, zone: tzinfo, /) -> Iso:
        """The same formats, with times in a zone."""
        return attrs.evolve(self, zone=zone)

    def first_weekday(self, language: str, /) -> int:
        """The day with which a week begins: 0, Monday."""
        return 0

    def day(self, day: date, language: str, /) -> str:
        """A day, or that of a moment: 2026-09-14."""
        return f"{local_day(day, self.zone):%Y-%m-%d}"

    def moment(self, moment: datetime, language: str, /) -> str:
        """A day and a time: 2026-09-14 09:00."""
        return f"{in_zone(moment, self.zone):%Y-%m-%d %H:%M}"

    def time(self, time: time, language: str, /) -> str:
        """A time of day: 09:00."""
        return f"{time:%H:%M}"

    def month(self, day: date, language: str, /) -> str:
        """The month of a day: 2026-09."""
        return f"{day:%Y-%m}"

    def weekday(self, day: date, language: str, /) -> str:
        """The number of a day in its week, 1 for Monday."""
        return str(day.isoweekday())

    def number(self, number: float, language: str, /) -> str:
        """A number with three decimals at most."""
        return str(round(number, 3) + 0).removesuffix(".0")

    def share(self, share: float, language: str, /) -> str:
        """A part of a whole as a percentage with one decimal at most, rounded down: 82.5%."""
        return f"{100 * rounded_down(share):g}%"


def rounded_down(share: float) -> float:
    """A share to a tenth of a percent, never up: what falls short of a requirement must not read as reaching it."""
    return floor(round(1000 * share, 6)) / 1000


def in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    """A moment in a time zone; in its own offset where no zone is given."""
    return moment if zone is None else moment.astimezone(zone)


def local_day(day: date, zone: tzinfo | None) -> date:
    """A day itself; of a moment, its day in a time zone, or in its own offset where no zone is given."""
    return in_zone(day, zone).date() if isinstance(day, datetime) else day


PLAIN: Final = Iso()
"""Formats that are the same in every language, each time in its own offset."""
