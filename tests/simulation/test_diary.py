"""A coach's time: never given twice, never on a day off, and at an end when the year is."""

from datetime import date, timedelta
from random import Random

import attrs
from hypothesis import given, strategies as st

from pdflow.agenda import Terms
from pdflow.simulation.world.diary import Diary
from pdflow.simulation.world.parameters import SCHOOL_YEAR
from pdflow.simulation.world.school_year import DAY, SchoolYear

WEEK_2 = {date(2026, 8, 24) + n * timedelta(days=1) for n in range(5)}
YEAR = SchoolYear(4, calendar=Terms(closed=WEEK_2))
visits = st.lists(st.tuples(st.integers(0, 27), st.sampled_from([15, 30, 45, 60])), max_size=60)


def diary(**more: float) -> Diary:
    return Diary("kim", YEAR, attrs.evolve(SCHOOL_YEAR, **more), Random(1))


@given(asked=visits)
def test_no_time_is_given_twice_or_outside_school(asked: list[tuple[int, int]]) -> None:
    book, taken = diary(), set[int]()
    for day, minutes in asked:
        start = book.book(day, minutes)
        if start is not None:
            quarters = set(range(start, start + minutes, 15))
            assert taken.isdisjoint(quarters)
            taken |= quarters
            assert start // DAY >= day
            assert YEAR.works(start // DAY)
    spent = [sum(quarter // DAY == day for quarter in taken) for day in range(YEAR.days)]
    assert max(spent) * 15 <= SCHOOL_YEAR.coach_hours * 60 / 5


def test_the_first_free_time_is_given() -> None:
    book = diary()
    assert book.book(0, 60) == 8 * 60
    assert book.book(0, 30) == 9 * 60
    assert book.book(1, 30) == DAY + 8 * 60


def test_time_given_back_is_given_again() -> None:
    book = diary()
    first = book.book(0, 60)
    assert first is not None
    book.book(0, 60)
    book.release(first, 60)
    assert book.book(0, 45) == first


def test_a_year_without_time_left_gives_none() -> None:
    book = diary(coach_hours=1.25)
    given_out = [book.book(0, 15) for _ in range(16)]
    assert None not in given_out[:15]
    assert given_out[15] is None


def test_no_time_is_given_after_the_last_day_that_is_asked_for() -> None:
    book = diary(coach_hours=1.25)
    assert [book.book(0, 15, 1) for _ in range(3)] == [8 * 60, DAY + 8 * 60, None]
    assert book.book(0, 15, 2) == 2 * DAY + 8 * 60


def test_a_closed_day_is_passed_over() -> None:
    book = diary()
    book.close(0)
    start = book.book(0, 15)
    assert start is not None
    assert start // DAY == 1
