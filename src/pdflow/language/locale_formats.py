"""Formats of days, times and numbers by locale, from the Unicode CLDR through Babel (extra ``locale``)."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, time, tzinfo
from functools import lru_cache

import attrs

from pdflow.errors import MissingExtra
from pdflow.language.formats import in_zone, local_day, rounded_down
from pdflow.language.tags import accepted_tags

try:
    from babel import localedata
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton, format_time
    from babel.numbers import format_decimal, format_percent
except ImportError as error:
    raise MissingExtra("babel", "locale") from error


@attrs.frozen
class ByLocale:
    """Formats of the locale of a language tag; of its language where the region is unknown, else English.

    Digits are 0 to 9 everywhere, and each text is of one language.

    Times are written in their own offset, or in the ``zone`` where one is given.
    """

    zone: tzinfo | None = None

    def in_zone(self, zone: tzinfo, /) -> ByLocale:
        """The same formats, with times in a zone."""
        return attrs.evolve(self, zone=zone)

    def first_weekday(self, language: str, /) -> int:
        """The day with which a week begins, 0 for Monday."""
        return _known_locale(language).first_week_day

    def day(self, day: date, language: str, /) -> str:
        """A day, its month in letters or by its number, as is the custom."""
        return _day(local_day(day, self.zone), language)

    def moment(self, moment: datetime, language: str, /) -> str:
        """A weekday, a day and a time."""
        local, locale = in_zone(moment, self.zone), _locale(language)
        day = format_skeleton("yMMMEd", local, locale=locale)
        return str(locale.datetime_formats["medium"]).format(self.time(local.time(), language), day)

    def time(self, time: time, language: str, /) -> str:
        """A time of day, of twelve hours or twenty-four."""
        return format_time(time, "short", locale=_locale(language))

    def month(self, day: date, language: str, /) -> str:
        """The month of a day, and the year."""
        return format_skeleton("yMMM", day, locale=_locale(language))

    def weekday(self, day: date, language: str, /) -> str:
        """The weekday of a day, short; where that is a numeral in digits of its own, the longer one."""
        short = format_date(day, "cccccc", _locale(language))
        return format_date(day, "ccc", _locale(language)) if any(map(str.isdigit, short)) else short

    def number(self, number: float, language: str, /) -> str:
        """A number with three decimals at most."""
        return format_decimal(round(number, 3) + 0, locale=_locale(language))

    def share(self, share: float, language: str, /) -> str:
        """A part of a whole as a percentage with one decimal at most, rounded down."""
        return format_percent(rounded_down(share), locale=_locale(language), decimal_quantization=False)


@lru_cache(maxsize=4096)
def _day(day: date, language: str) -> str:
    return format_date(day, "medium", _locale(language))


@lru_cache(maxsize=256)
def _locale(language: str) -> Locale:
    """The locale of a language tag; English, for the whole of each text, where it has no names of months or days."""
    found = _known_locale(language)
    data = localedata.load(str(found))
    # Babel 2.18 keeps the names that it looks up in what locales have in common: one without would take them from all.
    data.update({part: deepcopy(data[part]) for part in ("days", "months", "day_periods") if part in data})
    names = found.months["format"]["abbreviated"][1], found.days["format"]["wide"][0]
    return _locale("en") if names[0] == "M01" or names[1] == "Mon" else found


def _known_locale(language: str) -> Locale:
    tag = next(iter(accepted_tags(language)), "").partition(".")[0].replace("-", "_")
    while tag:
        try:
            return Locale.parse(tag)
        except (ValueError, UnknownLocaleError):
            tag = tag.rpartition("_")[0]
    return Locale("en")
