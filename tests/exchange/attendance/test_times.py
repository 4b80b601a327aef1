"""Times of a report: the order of a date's numbers, days that are left out, the zone, and the change of the clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from tests.exchange.attendance import sheets as s
from tests.exchange.attendance.sheets import codes, merged, minutes, read, times

from pdflow.errors import OutOfRange, WrongType
from pdflow.exchange.attendance import AttendanceError, AttendanceReport, DateOrder, read_attendance
from pdflow.exchange.attendance.clock_times import clock_time
from pdflow.exchange.attendance.durations import duration_of

APRIL = datetime(2026, 4, 3, 9, tzinfo=s.CHICAGO)
HEADER = "Name,Email,Join time,Leave time,Duration\n"


def one(begin: str, end: str, length: str = "", **how: object) -> AttendanceReport:
    """A report of one row."""
    return read(f'{HEADER}Ana Ruiz,ana@example.org,"{begin}","{end}",{length}\n', **how)


def error(*cells: str, **how: object) -> str:
    """The code of why a report of one row cannot be read."""
    with pytest.raises(AttendanceError) as caught:
        one(*cells, **how)
    return str(caught.value.problems[0].code)


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("9/14/2026 9:00:00 AM", "9/14/2026 12:05:00 PM"),
        ("09/14/26, 9:00 AM", "09/14/26, 12:05 PM"),
        ("14/9/26, 9:00:00 a. m.", "14/9/26, 12:05:00 p. m."),
        ("14/09/2026 9:00:00\u202fAM", "14/09/2026 12:05:00\u202fPM"),
        ("14.09.26, 09:00:00", "14.09.26, 12:05:00"),
        ("14-09-2026 09:00", "14-09-2026 12:05"),
        ("9/14/26, 9:00 AM", "9/14/26, 12:05"),
        ("2026-09-14 09:00:00", "2026-09-14T12:05:00.000"),
        ("2026-09-14T14:00:00Z", "2026-09-14T17:05:00Z"),
        ("2026-09-14 16:00:00 +02:00", "2026-09-14 19:05:00+0200"),
        ("2026-09-14 14:00:00 UTC", "2026-09-14 17:05:00 UTC"),
        ("Sep 14, 2026 09:00:00", "Sep 14, 2026 12:05:00"),
        ("14 de septiembre de 2026 9:00", "14 sept. 2026 12:05"),
        ("9:00 AM", "12:05 PM"),
        ("9/14/26, 9:00:00 AM", "12:05:00 PM"),
    ],
)
def test_a_time_is_read_in_each_of_the_ways_in_which_software_writes_it(begin: str, end: str) -> None:
    assert times(one(begin, end)) == [("Ana Ruiz", "09:00:00", "12:05:00")]


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "noon",
        "0001-01-01 00:00",
        "1/1/9999 10:00",
        "25:00",
        "9:60",
        "13:05 AM",
        "2026-02-30 09:00",
        "30 Foo 2026 09:00",
        "9",
    ],
)
def test_what_is_no_time_is_none(cell: str) -> None:
    assert clock_time(cell) is None


@pytest.mark.parametrize(
    ("cell", "seconds"),
    [
        ("29m 22s", 1762),
        ("1h 7s", 3607),
        ("1 hr 2 min", 3720),
        ("201 mins", 12060),
        ("1 godz. 2 min 3 sek.", 3723),
        ("59 Min. 0 Sek.", 3540),
        ("1 Std. 5 Min.", 3900),
        ("1 h, 2 min", 3720),
        ("2 horas 5 minutos", 7500),
        ("1:02:30", 3750),
        ("00:00:00", 0),
    ],
)
def test_a_duration_is_read_with_its_units(cell: str, seconds: int) -> None:
    assert duration_of(cell) == timedelta(seconds=seconds)


@pytest.mark.parametrize("cell", ["", "95", "32:14", "-5 min", "1h 2h", "5 parsecs", "1h and more", "min", "1,5 h"])
def test_a_duration_without_units_or_with_others_is_none_and_not_0(cell: str) -> None:
    assert duration_of(cell) is None


@pytest.mark.parametrize(("cell", "seconds"), [("95", 5700), ("1.5", 90), ("1,5", 90), ("0", 0)])
def test_a_number_is_one_of_minutes_where_the_header_says_so(cell: str, seconds: int) -> None:
    assert duration_of(cell, in_minutes=True) == timedelta(seconds=seconds)


def test_a_day_above_12_decides_for_the_whole_file() -> None:
    rows = "A,,04/03/2026 09:00,04/03/2026 10:00,\nB,,13/03/2026 09:00,13/03/2026 10:00,\n"
    march = read(HEADER + rows, start=APRIL)
    assert [row.joined.month for row in march.rows if row.joined] == [3, 3]


def test_the_day_of_the_session_decides_where_no_day_is_above_12() -> None:
    for written in ("03/04/2026 09:00", "04/03/2026 09:00"):
        assert one(written, "", "60 min", start=APRIL).rows[0].joined == APRIL


def test_neither_language_nor_am_and_pm_say_the_order() -> None:
    french = "Nom,E-mail,Heure d'arrivée,Heure de départ\nAna,,04/03/2026 9:00 AM,04/03/2026 10:00 AM\n"
    assert read(french, start=APRIL).rows[0].joined == APRIL


def test_where_nothing_decides_the_order_it_is_an_error_until_the_host_says() -> None:
    cells = "05/06/2026 09:00", "05/06/2026 10:00"
    assert error(*cells) == "AMBIGUOUS_DATE"
    assert one(*cells, date_order=DateOrder.DAY_FIRST).rows[0].joined == datetime(2026, 6, 5, 14, tzinfo=UTC)
    assert one(*cells, date_order=DateOrder.MONTH_FIRST).rows[0].joined == datetime(2026, 5, 6, 14, tzinfo=UTC)


def test_dates_that_fit_the_session_in_both_orders_are_ambiguous() -> None:
    assert error("03/04/2026 09:00", "04/03/2026 10:00", start=APRIL) == "AMBIGUOUS_DATE"
    assert one("04/04/2026 09:00", "04/04/2026 10:00").rows[0].joined == datetime(2026, 4, 4, 14, tzinfo=UTC)


def test_both_orders_in_one_file_are_an_error() -> None:
    assert error("13/04/2026 09:00", "04/13/2026 10:00") == "MIXED_DATE_ORDERS"
    assert error("13/04/2026 09:00", "13/04/2026 10:00", date_order=DateOrder.MONTH_FIRST) == "MIXED_DATE_ORDERS"


def test_a_zone_is_needed_unless_every_time_says_its_own() -> None:
    assert error("9/14/2026 9:00 AM", "9/14/2026 10:00 AM", zone=None) == "NO_ZONE"
    assert error("2026-09-14T14:00:00Z", "2026-09-14 10:00:00", zone=None) == "NO_ZONE"
    assert one("2026-09-14T14:00:00Z", "2026-09-14T15:00:00Z", zone=None).doubts == ()
    header = "Name,Join Time (UTC),Leave Time (UTC)\n"
    assert read(f"{header}Ana,9/14/2026 14:00,9/14/2026 15:00\n", zone=None).rows[0].joined == s.START


def test_times_of_the_clock_lie_around_the_session_also_over_midnight() -> None:
    late = datetime(2026, 9, 14, 23, tzinfo=s.CHICAGO)
    report = one("10:50 PM", "1:10 AM", start=late)
    assert (report.rows[0].joined, report.rows[0].left) == (
        late - timedelta(minutes=10),
        late + timedelta(hours=2, minutes=10),
    )
    assert one("12:30 AM", "1:00 AM", start=late).rows[0].joined == late + timedelta(minutes=90)


def test_a_leave_before_the_join_is_rejected_where_both_have_a_day() -> None:
    rows = "Ana,,9/14/2026 10:00 AM,9/14/2026 9:00 AM,60 min\nBen,,9/14/2026 9:00 AM,9/14/2026 9:10 AM,\n"
    report = read(HEADER + rows)
    assert [row.name for row in report.rows] == ["Ben"]
    assert [(doubt.code, doubt.lines[0].number) for doubt in report.doubts] == [("LEAVE_BEFORE_JOIN", 2)]


AUTUMN = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
"""Half past midnight in Chicago; an hour and a half later the clock goes back from two to one."""


def test_an_hour_that_comes_twice_is_reported_and_read_as_the_report_states_its_length() -> None:
    for length, counted in (("30 min", 30), ("90 min", 90)):
        report = one("11/1/2026 12:45 AM", "11/1/2026 1:15 AM", length, start=AUTUMN)
        assert report.rows[0].left - report.rows[0].joined == timedelta(minutes=counted)  # type: ignore[operator]
        assert codes(report) == ["CLOCK_FOLD"]


def test_a_stay_over_the_repeated_hour_does_not_end_before_it_begins() -> None:
    report = one("11/1/2026 1:50 AM", "11/1/2026 1:10 AM", start=AUTUMN)
    assert report.rows[0].left - report.rows[0].joined == timedelta(minutes=20)  # type: ignore[operator]
    assert codes(report) == ["CLOCK_FOLD", "CLOCK_FOLD"]


def test_an_hour_that_never_was_is_reported_and_read_as_the_next() -> None:
    spring = datetime(2026, 3, 8, 7, 30, tzinfo=UTC)
    report = one("3/8/2026 1:50 AM", "3/8/2026 2:15 AM", start=spring)
    assert report.rows[0].left - report.rows[0].joined == timedelta(minutes=25)  # type: ignore[operator]
    assert codes(report) == ["CLOCK_GAP"]


def test_a_zone_of_a_fixed_offset_has_no_such_hours() -> None:
    report = one("11/1/2026 1:15 AM", "11/1/2026 1:45 AM", start=AUTUMN, zone=timezone(timedelta(hours=-5)))
    assert report.doubts == ()


def test_without_a_leave_the_duration_says_when_and_else_the_stay_is_open() -> None:
    stated = one("9/14/2026 9:30 AM", "", "45 min")
    assert (times(stated), codes(stated)) == ([("Ana Ruiz", "09:30:00", "10:15:00")], ["LEAVE_FROM_DURATION"])
    still_there = one("9/14/2026 9:30 AM", "")
    assert (times(still_there), codes(still_there)) == ([("Ana Ruiz", "09:30:00", "")], ["OPEN_STAY"])


def test_a_leave_without_a_join_counts_by_its_duration_alone() -> None:
    rows = "Ana Ruiz,ana@example.org,,9/14/2026 10:00 AM,45 min\nBen Ode,ben@example.org,,9/14/2026 10:00 AM,\n"
    found = merged(HEADER + rows)
    assert minutes(found) == {"ana": 45}
    assert codes(found) == ["LEFT_WITHOUT_JOIN", "LEFT_WITHOUT_JOIN", "NOT_CLIPPABLE"]


def test_a_time_that_cannot_be_read_is_reported_and_the_duration_counts() -> None:
    rows = "Ana Ruiz,ana@example.org,soon,later,45 min\n"
    found = merged(HEADER + rows)
    assert minutes(found) == {"ana": 45}
    assert codes(found) == ["UNREADABLE_TIME", "NOT_CLIPPABLE"]


def test_a_duration_that_cannot_be_read_is_nothing_and_never_0() -> None:
    rows = "Ana Ruiz,ana@example.org,,,a while\nBen Ode,ben@example.org,9/14/2026 9:00 AM,9/14/2026 9:30 AM,long\n"
    found = merged(HEADER + rows)
    assert minutes(found) == {"ben": 30}
    assert codes(found) == ["UNREADABLE_DURATION", "UNREADABLE_DURATION"]
    meet = "Name,Email,Duration,Time joined,Time exited\nAna,ana@example.org,95,9:00 AM,10:35 AM\n"
    assert minutes(merged(meet)) == {"ana": None}


def test_first_and_last_without_a_duration_count_as_one_stay_with_a_doubt() -> None:
    meet = "Name,Email,Time joined,Time exited\nAna,ana@example.org,9:00 AM,10:35 AM\n"
    found = merged(meet)
    assert (minutes(found), codes(found)) == ({"ana": 95}, ["SPAN_ONLY"])


def test_given_the_name_of_a_zone_when_a_report_is_read_then_a_zone_is_asked_for() -> None:
    with pytest.raises(WrongType, match="zone: a time zone, such as ZoneInfo"):
        read_attendance("", source="report.csv", start=datetime(2026, 9, 1, 8, tzinfo=UTC), minutes=60, zone="UTC")  # type: ignore[arg-type]


def test_given_a_session_beyond_the_years_of_commands_when_a_report_is_read_then_it_is_out_of_range() -> None:
    with pytest.raises(OutOfRange, match="start"):
        read_attendance("", source="report.csv", start=datetime(9999, 12, 31, 23, tzinfo=UTC), minutes=60)


@pytest.mark.parametrize(
    ("rows", "of_report"),
    [
        (
            "Ana,ana@example.org,9/13/2026 9:00 AM,9/13/2026 11:00 AM,120\n"
            "Ben,ben@example.org,9/13/2026 8:55 AM,,\n",  # an open stay of another day does not last until this one
            "2026-09-13 08:55 - 2026-09-13 11:00",
        ),
        ("Ana,ana@example.org,9/14/2026 1:00 PM,9/14/2026 3:00 PM,120\n", "2026-09-14 13:00 - 2026-09-14 15:00"),
    ],
)
def test_a_report_of_another_day_or_other_hours_is_in_doubt_with_both_times(rows: str, of_report: str) -> None:
    first = read(HEADER + rows).doubts[0]
    assert first.code == "OTHER_TIME"
    assert str(first) == (
        f"sheet.csv: nothing in it lies within the session: its times are {of_report}, "
        "those of the session 2026-09-14 09:00 - 2026-09-14 11:00"
    )
    assert "sus horas son" in first.text("es")


@pytest.mark.parametrize(
    "row",
    [
        "Ana,ana@example.org,9/14/2026 8:00 AM,9/14/2026 9:00 AM,60\n",
        "Ana,ana@example.org,9/14/2026 7:30 AM,,\n",
        "Ana,ana@example.org,,,45 min\n",
    ],
)
def test_one_row_that_may_be_of_the_session_is_enough_for_the_report_to_be_of_it(row: str) -> None:
    elsewhere = "Ben,ben@example.org,9/13/2026 9:00 AM,9/13/2026 11:00 AM,120\n"
    assert "OTHER_TIME" not in codes(read(HEADER + elsewhere + row))
