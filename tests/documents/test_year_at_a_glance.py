"""The school year at a glance: everything that is set for a day, and the chart of it."""

from datetime import date

from tests.documents.drawn_pictures import all_of, drawn, texts
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams

from pdflow.agenda import Terms
from pdflow.documents import (
    year_at_a_glance,
)
from pdflow.documents.engagement.calendar_entries import DayKind
from pdflow.participation import VisitKind


def test_a_year_begins_in_the_month_of_the_start_and_has_every_day_that_is_set() -> None:
    year = year_at_a_glance(engagement_year())
    assert year.first == date(2026, 9, 1)
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
    assert year.first == date(2027, 3, 1)
    assert {entry.day.year for entry in year.entries} == {2027}
    assert min(entry.day for entry in year.entries) >= year.first


def test_visits_are_counted_month_by_month_without_those_missed() -> None:
    year = year_at_a_glance(engagement_year(), streams())
    visits = {visits.month: visits.planned for visits in year.visits}
    assert visits[date(2026, 10, 1)] == {VisitKind.OBSERVATION: 3}
    assert not [month for month in visits.values() if VisitKind.CHECK_IN in month]


def test_the_chart_has_every_day_once_and_a_letter_on_those_that_are_set() -> None:
    [picture] = drawn(year_at_a_glance(engagement_year()))
    shown = texts(picture)
    assert sum(text.isdigit() for text in shown) == 365
    assert [text for text in shown if text.endswith((" 2026", " 2027"))][::11] == ["Sep 2026", "Aug 2027"]
    letters = [text for text in shown if len(text) == 1 and text.isupper()]
    assert letters.count("T") == 4 + 1
    assert letters.count("P") == 13 + 1


def test_a_day_is_below_its_weekday() -> None:
    [picture] = drawn(year_at_a_glance(engagement_year()))
    shapes = {(text.text, place): float(text.attrib["x"]) for place, text in enumerate(all_of(picture, "text"))}
    tuesday, first = (next(x for (text, _), x in shapes.items() if text == wanted) for wanted in ("Tu", "1"))
    assert tuesday < first < tuesday + 20


def test_closed_days_are_shaded() -> None:
    term = Terms(terms=((date(2026, 9, 1), date(2027, 8, 31)),), weekend=frozenset())
    open_all_year, weekends = (drawn(year_at_a_glance(engagement_year(), calendar=days)) for days in (term, None))
    shaded = [
        sum(rect.attrib["fill"] == "#ededea" for rect in all_of(picture, "rect"))
        for [picture] in (open_all_year, weekends)
    ]
    assert shaded == [0, 104]
