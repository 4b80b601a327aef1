"""Working days, terms, closed days and leaves: every day worked out by hand in a school's calendar of 2026 and 2027."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from pdflow import (
    OutOfRange,
)
from pdflow.agenda import (
    Calendar,
    EveryDay,
    Terms,
    WorkingDays,
)
from pdflow.calendar import Deadlines, Span, day_of
from pdflow.errors import NaiveTime, WrongType


def test_a_term_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(OutOfRange, match=r"Terms\.terms\[0\]\[1\]: 2027-01-05 is not 2027-06-04, when"):
        Terms(terms=[(date(2027, 6, 4), date(2027, 1, 5))])
    assert hash(Terms(terms=[(date(2027, 1, 5), date(2027, 6, 4))]))


CHICAGO = ZoneInfo("America/Chicago")


LABOR_DAY = date(2026, 9, 7)


FALL_BREAK = [date(2026, 11, day) for day in range(23, 28)]


SCHOOL = Terms(
    CHICAGO,
    terms=((date(2026, 8, 17), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 6, 4))),
    closed={LABOR_DAY, *FALL_BREAK},
)


def deadlines(calendar: Calendar = SCHOOL, *leaves: Span) -> Deadlines:
    return Deadlines(WorkingDays(calendar), leaves)


def sep(day: int) -> date:
    return date(2026, 9, day)


def test_a_school_is_closed_on_weekends_on_closed_days_and_between_terms() -> None:
    open_days = [day for day in range(1, 31) if SCHOOL.is_open(sep(day))]
    assert open_days == [1, 2, 3, 4, 8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 28, 29, 30]
    assert SCHOOL.is_open(date(2026, 12, 18))
    assert not any(SCHOOL.is_open(date(2026, 12, 19) + timedelta(n)) for n in range(17))
    assert SCHOOL.is_open(date(2027, 1, 5))


def test_without_terms_the_whole_year_is_open_but_for_weekends() -> None:
    assert Terms().is_open(date(2026, 7, 1))
    assert not Terms().is_open(date(2026, 7, 4))
    assert EveryDay().is_open(date(2026, 7, 4))


def test_a_weekend_is_the_hosts_own() -> None:
    assert Terms(weekend=(4, 5)) == Terms(weekend={4, 5}) == Terms(weekend=frozenset({4, 5}))
    assert all(Terms(weekend=()).is_open(sep(day)) for day in range(1, 31))
    assert Terms(weekend=frozenset({4, 5})).is_open(date(2026, 9, 6))
    assert not Terms(weekend=frozenset({4, 5})).is_open(date(2026, 9, 4))


def test_a_host_brings_a_calendar_of_its_own() -> None:
    class OddDays:
        zone = CHICAGO

        def is_open(self, day: date) -> bool:
            return day.day % 2 == 1

    assert deadlines(OddDays()).working_days_later(sep(1), 3) == sep(7)


def test_two_working_days_after_a_thursday_pass_over_the_weekend_and_labor_day() -> None:
    assert deadlines().working_days_later(sep(3), 2) == sep(8)
    assert deadlines().working_days_later(sep(3), 10) == sep(18)


def test_a_snow_day_declared_afterwards_gives_one_day_more() -> None:
    snowed_in = attrs.evolve(SCHOOL, closed=SCHOOL.closed | {sep(8)})
    assert deadlines(snowed_in).working_days_later(sep(3), 2) == sep(9)
    assert deadlines(snowed_in).days_later(sep(1), 7) == sep(9)
    assert deadlines().days_later(sep(1), 7) == sep(8)


def test_a_calendar_day_that_is_closed_gives_way_to_the_next_open_one() -> None:
    assert deadlines().days_later(sep(5), 0) == sep(8)
    assert deadlines().days_later(date(2026, 11, 9), 14) == date(2026, 11, 30)
    assert deadlines().days_later(date(2026, 12, 8), 14) == date(2027, 1, 5)


def test_no_working_days_later_is_the_day_itself_or_the_next_open_one() -> None:
    assert deadlines().working_days_later(sep(3), 0) == sep(3)
    assert deadlines().working_days_later(sep(5), 0) == sep(8)


def test_a_day_ends_with_midnight_where_the_school_is() -> None:
    assert deadlines().end_of(sep(8)) == datetime(2026, 9, 9, 5, tzinfo=UTC)
    late = datetime(2026, 9, 4, 4, 59, tzinfo=UTC)
    assert deadlines().day(late) == sep(3)
    assert deadlines().day(late + timedelta(minutes=1)) == sep(4)


def test_clocks_go_back_between_a_start_and_its_deadline() -> None:
    due = deadlines().days_later(date(2026, 10, 22), 14)
    assert due == date(2026, 11, 5)
    assert deadlines().begin_of(date(2026, 10, 22)) == datetime(2026, 10, 22, 5, tzinfo=UTC)
    assert deadlines().end_of(due) == datetime(2026, 11, 6, 6, tzinfo=UTC)


def test_the_day_on_which_clocks_go_forward_has_twenty_three_hours() -> None:
    sunday = date(2027, 3, 14)
    length = deadlines().end_of(sunday).astimezone(UTC) - deadlines().begin_of(sunday).astimezone(UTC)
    assert length == timedelta(hours=23)


def test_a_day_whose_midnight_clocks_skip_begins_with_the_first_moment_after() -> None:
    havana = WorkingDays(EveryDay(ZoneInfo("America/Havana")))
    assert havana.begin_of(date(2026, 3, 8)) == datetime(2026, 3, 8, 5, tzinfo=UTC)
    assert havana.begin_of(date(2026, 3, 8)).hour == 1


def test_days_of_leave_do_not_count() -> None:
    away = (sep(10), sep(24))
    assert deadlines(SCHOOL, away).days_later(sep(1), 14) == sep(29)
    assert deadlines(SCHOOL, away).days_later(sep(1), 8) == sep(9)
    assert deadlines(SCHOOL, away).working_days_later(sep(9), 1) == sep(24)


def test_what_begins_during_a_leave_counts_from_the_return() -> None:
    assert deadlines(SCHOOL, (sep(10), sep(24))).days_later(sep(15), 7) == date(2026, 10, 1)


def test_a_leave_that_was_over_before_does_not_count() -> None:
    assert deadlines(SCHOOL, (sep(1), sep(10))).days_later(sep(10), 7) == sep(17)


def test_two_leaves_put_a_deadline_off_one_after_the_other() -> None:
    first, second = (sep(3), sep(8)), (sep(17), sep(21))
    assert deadlines(SCHOOL, second, first).days_later(sep(1), 14) == sep(24)


def test_a_leave_that_ends_on_a_closed_day_gives_way_to_the_next_open_one() -> None:
    """From Thursday 3 September to Labor Day, the 7th: what was due on the 4th is due on Tuesday the 8th."""
    away = Deadlines(WorkingDays(SCHOOL), [(sep(3), LABOR_DAY)])
    assert (away.days_later(sep(3), 0), away.working_days_later(sep(2), 1)) == (sep(8), sep(8))


def test_leaves_that_overlap_count_once() -> None:
    within, both = (sep(10), sep(15)), [(sep(9), sep(16)), (sep(15), sep(22))]
    assert deadlines(SCHOOL, (sep(9), sep(22)), within).days_later(sep(1), 14) == sep(28)
    assert deadlines(SCHOOL, *both).days_later(sep(1), 14) == sep(28)


def test_a_leave_across_a_term_break_counts_every_day_of_it_once() -> None:
    """28 days after 1 December is 29 December; 28 days of leave make it 26 January, a Tuesday in term."""
    away = (date(2026, 12, 14), date(2027, 1, 11))
    assert deadlines().days_later(date(2026, 12, 1), 28) == date(2027, 1, 5)
    assert deadlines(SCHOOL, away).days_later(date(2026, 12, 1), 28) == date(2027, 1, 26)
    assert deadlines(SCHOOL, away).working_days_later(date(2026, 12, 10), 3) == date(2027, 1, 12)


def test_a_day_agreed_on_is_put_off_only_by_leaves_that_came_after() -> None:
    away = (sep(10), sep(24))
    agreed = datetime(2026, 9, 2, 14, tzinfo=UTC)
    assert deadlines(SCHOOL, away).postponed(sep(15), agreed) == sep(29)
    assert deadlines(SCHOOL, away).postponed(sep(29), agreed + timedelta(days=25)) == sep(29)


def test_a_window_is_counted_in_days_whether_open_or_not() -> None:
    assert deadlines().window_end(sep(1), 4) == sep(5)
    assert deadlines(SCHOOL, (sep(3), sep(5))).window_end(sep(1), 4) == sep(7)


def test_a_window_that_ends_with_the_first_day_of_a_leave_ends_with_the_return() -> None:
    assert deadlines(SCHOOL, (sep(5), sep(9))).window_end(sep(1), 4) == sep(9)
    assert deadlines(SCHOOL, (sep(6), sep(9))).window_end(sep(1), 4) == sep(5)


def test_a_closed_day_agreed_on_gives_way_to_the_next_open_one() -> None:
    assert deadlines().postponed(LABOR_DAY, datetime(2026, 9, 2, 14, tzinfo=UTC)) == sep(8)


def test_a_term_may_be_a_single_day() -> None:
    one = Terms(terms=[(sep(8), sep(8))])
    assert [day for day in range(1, 31) if one.is_open(sep(day))] == [8]


def test_the_last_open_day_of_a_window_is_looked_for_backwards() -> None:
    days = WorkingDays(SCHOOL)
    assert days.open_until(LABOR_DAY, earliest=sep(1)) == days.open_until(LABOR_DAY, earliest=sep(4)) == sep(4)
    assert days.open_until(LABOR_DAY, earliest=sep(5)) == LABOR_DAY


def test_after_the_last_term_days_count_as_they_are() -> None:
    assert deadlines().days_later(date(2027, 6, 1), 30) == date(2027, 7, 1)


def test_working_days_look_each_day_up_only_once() -> None:
    looked_up: list[date] = []

    @attrs.frozen
    class Counted(EveryDay):
        def is_open(self, day: date) -> bool:
            looked_up.append(day)
            return True

    days = WorkingDays(Counted())
    assert WorkingDays.of(days) is days
    assert {Deadlines(days).days_later(sep(1), 7) for _ in range(3)} == {sep(8)}
    assert looked_up == [sep(8)]


@pytest.mark.parametrize("start", range(1, 29))
def test_no_deadline_falls_on_a_closed_day_or_into_a_leave(start: int) -> None:
    days = deadlines(SCHOOL, (sep(10), sep(24)))
    for count in range(30):
        for due in (days.days_later(sep(start), count), days.working_days_later(sep(start), count)):
            assert SCHOOL.is_open(due)
            assert not sep(10) <= due < sep(24)


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"closed": {"2026-09-17"}}, "Terms.closed[0]"),
        ({"closed": [LABOR_DAY, datetime(2026, 9, 17, tzinfo=UTC)]}, "Terms.closed["),
        ({"closed": "2026-09-17"}, "Terms.closed["),
        ({"closed": LABOR_DAY}, "Terms.closed"),
        ({"terms": (LABOR_DAY,)}, "Terms.terms[0]"),
        ({"terms": (("2026-09-01", "2027-06-04"),)}, "Terms.terms[0][0]"),
        ({"terms": 2026}, "Terms.terms"),
        ({"weekend": {"Sunday"}}, "Terms.weekend[0]"),
        ({"weekend": 6}, "Terms.weekend"),
        ({"zone": "America/Chicago"}, "Terms.zone"),
    ],
    ids=str,
)
def test_a_field_of_another_type_is_an_error_that_names_its_place(fields: dict[str, Any], place: str) -> None:
    with pytest.raises(WrongType) as raised:
        Terms(**fields)
    assert raised.value.place.startswith(place)


def test_a_time_zone_is_a_time_zone_not_its_name() -> None:
    with pytest.raises(WrongType, match=r"^Terms\.zone: a tzinfo is needed, not a str$"):
        Terms("America/Chicago")  # type: ignore[arg-type]
    with pytest.raises(WrongType, match=r"^EveryDay\.zone: "):
        EveryDay("America/Chicago")  # type: ignore[arg-type]


def test_a_closed_day_is_a_date() -> None:
    with pytest.raises(WrongType, match=r"^Terms\.closed\[0\]: a date is needed, not a str$"):
        Terms(closed={"2026-09-17"})


@pytest.mark.parametrize("weekday", [-1, 7, 2026])
def test_a_weekday_is_one_of_seven(weekday: int) -> None:
    with pytest.raises(OutOfRange, match=r"^Terms\.weekend\[0\]: "):
        Terms(weekend={weekday})


class Named:
    zone = "America/Chicago"

    def is_open(self, day: date) -> bool:
        return True


class Zoneless:
    def is_open(self, day: date) -> bool:
        return True


@pytest.mark.parametrize(
    ("calendar", "place"),
    [
        *[("Terms", "calendar"), (None, "calendar"), (Zoneless(), "calendar"), ({"closed": []}, "calendar")],
        *[(Named(), "calendar.zone"), (Terms, "calendar.zone")],
    ],
    ids=["a text", "nothing", "no zone", "a dict", "the name of a zone", "a class"],
)
def test_what_is_no_calendar_is_an_error_at_once(calendar: Any, place: str) -> None:
    with pytest.raises(WrongType) as raised:
        WorkingDays.of(calendar)
    assert raised.value.place == place


def test_the_day_of_a_moment_is_that_of_the_calendar_whatever_offset_it_was_stored_with() -> None:
    evening = datetime(2026, 9, 3, 21, 30, tzinfo=CHICAGO)
    for moment in (evening, evening.astimezone(UTC), evening.astimezone(ZoneInfo("Asia/Tokyo"))):
        assert day_of(moment, SCHOOL) == WorkingDays(SCHOOL).day(moment) == sep(3)
        assert day_of(moment, EveryDay()) == sep(4)
    with pytest.raises(NaiveTime):
        day_of(datetime(2026, 9, 3), SCHOOL)  # noqa: DTZ001
    with pytest.raises(WrongType):
        day_of(sep(3), SCHOOL)  # type: ignore[arg-type]
