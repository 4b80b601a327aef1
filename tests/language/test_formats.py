"""Days, times and numbers: plainly without Babel, and with it as each reader's locale writes them."""

import sys
from datetime import UTC, date, datetime, timedelta, timezone
from subprocess import run
from zoneinfo import ZoneInfo

import pytest

from pdflow import Reason
from pdflow.language import Catalogue, Formats, Iso
from pdflow.language.locale_formats import ByLocale

DAY = date(2026, 9, 10)
MOMENT = datetime(2026, 9, 10, 14, 5, 59, tzinfo=UTC)
CHICAGO = ZoneInfo("America/Chicago")
SHORT = Reason("training.attendance_short", {"cycle": 1, "have": 0.79999, "needed": 0.8, "reachable": True})
AWAY = Reason("participation.paused", {"since": MOMENT, "until": date(2026, 10, 5)})


def plain(text: str) -> str:
    """With ordinary spaces: locales keep a number and its unit together, and a time and its half of the day."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def written(formats: Formats, language: str) -> list[str]:
    return [
        formats.day(DAY, language),
        plain(formats.moment(MOMENT, language)),
        formats.month(DAY, language),
        formats.weekday(DAY, language),
        formats.number(12345.6789, language),
        plain(formats.share(0.825, language)),
    ]


@pytest.mark.parametrize("language", ["en", "es", "xx-YY", ""])
def test_plain_formats_are_iso_in_every_language(language: str) -> None:
    assert written(Iso(), language) == ["2026-09-10", "2026-09-10 14:05", "2026-09", "4", "12345.679", "82.5%"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Sep 10, 2026", "Thu, Sep 10, 2026, 2:05 PM", "Sep 2026", "Th", "12,345.679", "82.5%"]),
        ("en-GB", ["10 Sept 2026", "Thu, 10 Sept 2026, 14:05", "Sept 2026", "Th", "12,345.679", "82.5%"]),
        ("es", ["10 sept 2026", "jue, 10 sept 2026, 14:05", "sept 2026", "JU", "12.345,679", "82,5 %"]),
        ("es-US", ["10 sept 2026", "jue, 10 de sept de 2026, 2:05 p.m.", "sept 2026", "JU", "12,345.679", "82.5%"]),
    ],
)
def test_a_locale_writes_in_its_own_way(language: str, expected: list[str]) -> None:
    assert written(ByLocale(), language) == expected


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("formats", [Iso(), ByLocale()], ids=["plain", "by locale"])
def test_whole_numbers_stay_whole(formats: Formats, language: str) -> None:
    assert [formats.number(number, language) for number in (7, 7.0, 0, 2.5 - 0.5, -0.0001)] == [*"77020"]
    assert plain(formats.share(1, language)).replace(" ", "") == "100%"


@pytest.mark.parametrize("language", ["", "xx-YY", "../en", "en_US.UTF-8", "C"])
def test_an_unknown_locale_writes_as_english_does(language: str) -> None:
    assert written(ByLocale(), language) == written(ByLocale(), "en")


def test_an_unknown_region_writes_as_its_language_does() -> None:
    assert ByLocale().day(DAY, "de-DE-x-ours") == ByLocale().day(DAY, "de") == "10.09.2026"


@pytest.mark.parametrize("formats", [Iso, ByLocale])
def test_times_are_those_of_the_clocks_on_the_wall(formats: type[Iso] | type[ByLocale]) -> None:
    west = MOMENT.astimezone(timezone(timedelta(hours=-9)))
    assert formats(CHICAGO).moment(west, "es") == formats().moment(MOMENT.astimezone(CHICAGO), "es")
    assert formats().moment(west, "es") != formats().moment(MOMENT, "es")


def test_a_winter_time_and_a_summer_time_differ_by_their_hour() -> None:
    winter = datetime(2026, 12, 10, 14, 5, tzinfo=UTC)
    assert [Iso(CHICAGO).moment(moment, "en")[-5:] for moment in (MOMENT, winter)] == ["09:05", "08:05"]


@pytest.mark.parametrize("formats", [Iso(), ByLocale()], ids=["plain", "by locale"])
def test_what_is_short_of_a_share_does_not_read_as_having_reached_it(formats: Formats) -> None:
    [short] = Catalogue(formats=formats).explain([SHORT])
    assert "is 79.9% of the planned time so far, and 80% is needed" in short.why
    assert [formats.share(share, "en") for share in (0.29, 0.57, 0.58, 1 / 3)] == ["29%", "57%", "58%", "33.3%"]


def test_a_refusal_is_read_in_the_formats_of_its_reader() -> None:
    texts = Catalogue(formats=ByLocale(CHICAGO))
    [english], [spanish] = (texts.explain([AWAY], language) for language in ("en", "es"))
    assert plain(english.why) == (
        "The participation has been paused since Thu, Sep 10, 2026, 9:05 AM; "
        "the day of return, or to look at it again, is Oct 5, 2026."
    )
    assert spanish.why == (
        "La participación está en pausa desde el jue, 10 sept 2026, 9:05; "
        "el día de regreso, o de volver a revisarla, es el 5 oct 2026."
    )


def test_without_babel_the_extra_is_named() -> None:
    without = (
        "import sys; sys.modules['babel.core'] = None; import pdflow.language; import pdflow.language.locale_formats"
    )
    written = run([sys.executable, "-c", without], capture_output=True, text=True, check=False)
    assert "MissingExtra: babel is not installed: pip install 'pdflow[locale]'" in written.stderr


@pytest.mark.parametrize("language", ["sma", "ar", "yue", "wa", "ckb-IQ", "nv", "xx"])
def test_a_month_never_reads_as_its_number_behind_an_m(language: str) -> None:
    texts = ByLocale()
    for text in (texts.day(DAY, language), texts.month(DAY, language), texts.moment(MOMENT, language)):
        assert "M09" not in text
    assert ByLocale().month(DAY, "sma") == "Sep 2026"


def test_the_first_language_that_a_browser_names_is_written_in() -> None:
    assert ByLocale().day(DAY, "es-US,es;q=0.9,en;q=0.5") == ByLocale().day(DAY, "es-US")


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", ["الخميس، 10 سبتمبر 2026، 2:05 م", "سبتمبر 2026", "خميس", "12,345.679"]),
        ("fa", ["پنجشنبه 10 سپتامبر 2026،\u200f 14:05", "سپتامبر 2026", "پنجشنبه", "12,345.679"]),
        ("zu", ["Sin, Sep 10, 2026 14:05", "Sep 2026", "Sin", "12,345.679"]),
        ("nv", ["Thu, Sep 10, 2026, 2:05 PM", "Sep 2026", "Th", "12,345.679"]),
    ],
)
def test_each_text_is_of_one_language_with_the_digits_0_to_9(language: str, expected: list[str]) -> None:
    _, moment, month, weekday, number, _ = written(ByLocale(), language)
    assert [moment, month, weekday, number] == expected


def test_a_reader_whose_language_has_no_names_of_days_takes_none_from_other_readers() -> None:
    alone = (
        "from datetime import date; from pdflow.language.locale_formats import ByLocale; texts = ByLocale();"
        "day = date(2026, 9, 10);"
        "print([texts.weekday(day, each) + texts.month(day, each) for each in ('nv', 'es', 'hi')][1:])"
    )
    found = run([sys.executable, "-X", "utf8", "-c", alone], capture_output=True, encoding="utf-8", check=True)
    assert found.stdout.strip() == "['JUsept 2026', 'गुसित॰ 2026']"
