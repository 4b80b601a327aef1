"""The school year at a glance: everything that is set for a day, and the chart of it."""

from datetime import date, timedelta, timezone

import pytest
from attrs import evolve
from tests.documents.drawn_pictures import all_of, drawn, texts
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams

from pdflow import Audience
from pdflow.agenda import Terms
from pdflow.documents import (
    year_at_a_glance,
)
from pdflow.documents.engagement.calendar_entries import DayKind
from pdflow.documents.page import Picture
from pdflow.engagement import RequestAccepted
from pdflow.language.locale_formats import ByLocale
from pdflow.participation import VisitKind


def test_a_year_begins_in_the_month_of_the_start_and_has_every_day_that_is_set() -> None:
    year = year_at_a_glance(engagement_year())
    assert (year.months[0], year.months[-1]) == (date(2026, 9, 1), date(2028, 8, 1))
    counted = {kind: sum(entry.kind is kind for entry in year.entries) for kind in DayKind}
    assert counted == {
        DayKind.TRAINING: 4,
        DayKind.FOLLOW_UP: 3,
        DayKind.PROTECTED_TIME: 13,
        DayKind.REVISIT: 2,
        DayKind.SHARING: 1,
        DayKind.TOUCH_POINT: 2,
        DayKind.MILESTONE: 3,
        DayKind.READING: 6,
    }


def test_another_year_can_be_looked_at() -> None:
    year = year_at_a_glance(engagement_year(), first=date(2027, 3, 14))
    assert year.months[0] == date(2027, 3, 1)
    assert {entry.day.year for entry in year.entries} == {2027}
    assert min(entry.day for entry in year.entries) >= year.months[0]


def test_visits_are_counted_month_by_month_without_those_missed() -> None:
    year = year_at_a_glance(engagement_year(), streams())
    visits = {visits.month: visits.planned for visits in year.visits}
    assert visits[date(2026, 10, 1)] == {VisitKind.OBSERVATION: 3}
    assert not [month for month in visits.values() if VisitKind.CHECK_IN in month]


def test_the_chart_has_every_day_once_and_a_letter_on_those_that_are_set() -> None:
    shown = [texts(picture) for picture in drawn(year_at_a_glance(engagement_year()))]
    assert [sum(text.isdigit() for text in texts) for texts in shown] == [365, 366]
    titles = [text for texts in shown for text in texts if text.endswith((" 2026", " 2027", " 2028"))]
    assert titles[::23] == ["Sep 2026", "Aug 2028"]
    letters = [text for text in shown[0] if len(text) == 1 and text.isupper()]
    assert letters.count("T") == 4 + 1
    assert letters.count("P") == 13 + 1


def test_a_day_is_below_its_weekday() -> None:
    picture = drawn(year_at_a_glance(engagement_year()))[0]
    shapes = {(text.text, place): float(text.attrib["x"]) for place, text in enumerate(all_of(picture, "text"))}
    tuesday, first = (next(x for (text, _), x in shapes.items() if text == wanted) for wanted in ("Tu", "1"))
    assert tuesday < first < tuesday + 20


@pytest.mark.parametrize(("language", "begins"), [("en-US", "Su"), ("es-MX", "DO"), ("en-GB", "Mo"), ("es", "LU")])
def test_a_week_begins_as_the_reader_begins_it(language: str, begins: str) -> None:
    page = year_at_a_glance(engagement_year()).for_reader(Audience.ALL, language=language, formats=ByLocale())
    picture = next(block for block in page.blocks() if isinstance(block, Picture))
    names = [text for text in texts(picture) if text.isalpha() and len(text) == 2][:7]
    assert names[0] == begins
    tuesday = {"en": "Tu", "es": "MA"}[language[:2]]
    shapes = {(text.text, place): float(text.attrib["x"]) for place, text in enumerate(all_of(picture, "text"))}
    column, first = (next(x for (text, _), x in shapes.items() if text == wanted) for wanted in (tuesday, "1"))
    assert column < first < column + 20


def test_the_whole_time_of_an_engagement_is_drawn_however_long() -> None:
    longer = [
        evolve(event, start=date(2026, 4, 6), planned_end=date(2027, 10, 24))
        if isinstance(event, RequestAccepted)
        else event
        for event in engagement_year()
    ]
    year = year_at_a_glance(longer)
    assert (year.months[0], year.months[-1], len(year.months)) == (date(2026, 4, 1), date(2027, 10, 1), 19)
    days = [text for picture in drawn(year) for text in texts(picture) if text.isdigit()]
    assert len(days) == (date(2027, 11, 1) - date(2026, 4, 1)).days


def test_of_a_very_long_time_months_without_anything_are_left_out() -> None:
    longer = [
        evolve(event, planned_end=date(2190, 5, 31)) if isinstance(event, RequestAccepted) else event
        for event in engagement_year()
    ]
    months = year_at_a_glance(longer).months
    assert months[-1] == date(2190, 5, 1)
    assert len(months) < 36


def test_the_day_of_a_session_is_that_of_the_calendars_zone() -> None:
    east = Terms(zone=timezone(timedelta(hours=16)))
    here, there = (year_at_a_glance(engagement_year(), calendar=days).entries for days in (Terms(), east))
    trainings = [[entry.day for entry in entries if entry.kind is DayKind.TRAINING] for entries in (here, there)]
    assert [day + timedelta(1) for day in trainings[0]] == trainings[1]
