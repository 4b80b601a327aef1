"""Whole days are read however they are written, and only whole days close the school."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from tests.exchange.icalendar.calendars import YEAR, calendar, closed, days, event, passed_over, refusal

from pdflow import OutOfRange
from pdflow.exchange.icalendar import closed_days

WHOLE = {
    "a date": (["DTSTART;VALUE=DATE:20260907"], "9/7"),
    "a date not marked as one": (["DTSTART:20260907"], "9/7"),
    "a date marked as a time": (["DTSTART;VALUE=DATE-TIME:20260907"], "9/7"),
    "a date in lower case": (["dtstart;value=date:20260907"], "9/7"),
    "an end on the day after": (["DTSTART;VALUE=DATE:20260907", "DTEND;VALUE=DATE:20260908"], "9/7"),
    "an end on the same day": (["DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261126"], "11/26"),
    "a duration of days": (["DTSTART;VALUE=DATE:20261123", "DURATION:P5D"], "11/23-27"),
    "a duration of a week": (["DTSTART;VALUE=DATE:20261123", "DURATION:P1W"], "11/23-29"),
    "a duration of 24 hours": (["DTSTART;VALUE=DATE:20261123", "DURATION:PT24H"], "11/23"),
    "a duration of nothing": (["DTSTART;VALUE=DATE:20261123", "DURATION:PT0S"], "11/23"),
    "an end at midnight": (["DTSTART;VALUE=DATE:20261123", "DTEND:20261128T000000"], "11/23-27"),
    "an end at midnight of the same day": (["DTSTART;VALUE=DATE:20261123", "DTEND:20261123T000000"], "11/23"),
    "an end in the last minute": (["DTSTART;VALUE=DATE:20261123", "DTEND:20261127T235900"], "11/23-27"),
    "an end in the last second": (["DTSTART;VALUE=DATE:20261123", "DTEND:20261127T235959"], "11/23-27"),
    "an end at midnight somewhere": (
        ["DTSTART;VALUE=DATE:20261123", "DTEND;TZID=America/Chicago:20261128T000000"],
        "11/23-27",
    ),
    "an end at midnight UTC": (["DTSTART;VALUE=DATE:20261123", "DTEND:20261128T000000Z"], "11/23-27"),
    "an end with hours on a later day": (["DTSTART;VALUE=DATE:20261123", "DTEND:20261125T120000"], "11/23-24"),
    "a date in a zone": (["DTSTART;TZID=America/Chicago;VALUE=DATE:20260907"], "9/7"),
    "dates in a zone": (
        [
            "DTSTART;TZID=America/Chicago;VALUE=DATE:20261123",
            "DTEND;TZID=America/Chicago;VALUE=DATE:20261128",
        ],
        "11/23-27",
    ),
    "a date in a zone, not marked as one": (["DTSTART;TZID=America/Chicago:20260907"], "9/7"),
    "a date in a zone east of UTC": (["DTSTART;TZID=Asia/Tokyo;VALUE=DATE:20260907"], "9/7"),
    "midnight to midnight": (["DTSTART:20260907T000000", "DTEND:20260908T000000"], "9/7"),
    "midnight to midnight in a zone": (
        ["DTSTART;TZID=America/Chicago:20261123T000000", "DTEND;TZID=America/Chicago:20261128T000000"],
        "11/23-27",
    ),
    "midnight to midnight in a zone east of UTC": (
        ["DTSTART;TZID=Pacific/Auckland:20261123T000000", "DTEND;TZID=Pacific/Auckland:20261128T000000"],
        "11/23-27",
    ),
    "midnight to midnight in UTC": (["DTSTART:20260907T000000Z", "DTEND:20260908T000000Z"], "9/7"),
    "midnight to midnight in a zone nobody knows": (
        ["DTSTART;TZID=Our Campus:20260907T000000", "DTEND;TZID=Our Campus:20260908T000000"],
        "9/7",
    ),
    "midnight to midnight as the clocks change": (
        ["DTSTART;TZID=America/Chicago:20261101T000000", "DTEND;TZID=America/Chicago:20261102T000000"],
        "11/1",
    ),
    "midnight to the last minute": (["DTSTART:20260907T000000", "DTEND:20260907T235900"], "9/7"),
    "midnight to the last second": (["DTSTART:20260907T000000", "DTEND:20260911T235959"], "9/7-11"),
    "midnight to the same midnight": (["DTSTART:20260907T000000", "DTEND:20260907T000000"], "9/7"),
    "midnight and no end": (["DTSTART:20260907T000000"], "9/7"),
    "midnight for a day": (["DTSTART:20260907T000000Z", "DURATION:P1D"], "9/7"),
    "midnight for 48 hours": (["DTSTART;TZID=Europe/Berlin:20260907T000000", "DURATION:PT48H"], "9/7-8"),
    "a time marked as a date": (["DTSTART;VALUE=DATE:20260907T000000", "DTEND;VALUE=DATE:20260908T000000"], "9/7"),
    "busy": (["DTSTART;VALUE=DATE:20260907", "TRANSP:OPAQUE"], "9/7"),
    "free": (["DTSTART;VALUE=DATE:20260907", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"], "9/7"),
    "tentative": (["DTSTART;VALUE=DATE:20260907", "STATUS:TENTATIVE"], "9/7"),
    "confirmed": (["DTSTART;VALUE=DATE:20260907", "STATUS:CONFIRMED", "CLASS:PRIVATE"], "9/7"),
    "with an alarm": (
        ["DTSTART;VALUE=DATE:20260907", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-P1D", "END:VALARM"],
        "9/7",
    ),
    "a version that is no number": (["DTSTART;VALUE=DATE:20260907", "SEQUENCE:first"], "9/7"),
    "a stray line": (["DTSTART;VALUE=DATE:20260907", "DESCRIPTION:Closed,", "all of us"], "9/7"),
    "from before the year": (["DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260805"], "8/1-4"),
    "until after the year": (["DTSTART;VALUE=DATE:20270629", "DTEND;VALUE=DATE:20270801"], "6/29-30"),
}


@pytest.mark.parametrize("written", WHOLE)
def test_whole_days_close_the_school(written: str) -> None:
    lines, expected = WHOLE[written]
    assert closed(calendar(event("Closed", *lines))) == days(expected)


HOURS = {
    "hours": ["DTSTART:20260907T080000", "DTEND:20260907T150000"],
    "hours in UTC": ["DTSTART:20260907T230000Z", "DTEND:20260908T003000Z"],
    "hours in a zone": ["DTSTART;TZID=America/Chicago:20260907T080000", "DTEND;TZID=America/Chicago:20260907T150000"],
    "the morning from midnight on": ["DTSTART:20260907T000000", "DTEND:20260907T120000"],
    "a moment": ["DTSTART:20260907T080000"],
    "24 hours from noon": ["DTSTART:20260907T120000", "DURATION:P1D"],
    "noon to midnight": ["DTSTART:20260907T120000", "DTEND:20260908T000000"],
    "hours every day": ["DTSTART:20250907T080000", "DTEND:20250907T150000", "RRULE:FREQ=DAILY"],
    "hours that end before they begin": ["DTSTART:20260907T150000", "DTEND:20260907T080000"],
}


@pytest.mark.parametrize("written", HOURS)
def test_an_event_with_hours_closes_nothing_and_is_listed(written: str) -> None:
    text = calendar(event("Board", *HOURS[written]))
    assert closed(text) == frozenset()
    (passed,) = passed_over(text)
    assert passed.startswith("Board (202")
    assert passed.endswith("-09-07): it has hours")


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:20261126T090000", "DTEND:20261125T100000"],
        ["DTSTART:20261126T090000", "DTEND;VALUE=DATE:20261125"],
        ["DTSTART:20261126T090000", "DURATION:-P1D"],
    ],
)
def test_an_event_with_hours_that_ends_on_a_day_before_it_begins_is_a_problem(lines: list[str]) -> None:
    assert "'Break' ends before it begins: it begins 2026-11-26 09:00:00" in str(
        refusal(calendar(event("Break", *lines)))
    )


def test_an_event_that_ends_on_the_day_before_only_by_the_clock_of_another_zone_has_hours() -> None:
    flight = event("Flight", "DTSTART;TZID=Asia/Tokyo:20260907T090000", "DTEND;TZID=Pacific/Honolulu:20260906T220000")
    assert passed_over(calendar(flight)) == ["Flight (2026-09-07): it has hours"]


def test_what_lies_outside_the_days_asked_for_is_not_listed() -> None:
    earlier = event("Board", "DTSTART:20250907T080000", "DTEND:20250907T150000")
    later = event("Gala", "DTSTART:20280907T080000", "DTEND:20280907T150000", "RRULE:FREQ=DAILY")
    assert passed_over(calendar(earlier, later)) == []


UTC = ["DTSTART:20260907T050000Z", "DTEND:20260908T050000Z"]


def test_a_whole_day_written_in_utc_is_one_in_the_calendars_zone_or_the_schools() -> None:
    text = calendar(event("Labor Day", *UTC))
    assert closed(text) == frozenset()
    assert passed_over(text) == ["Labor Day (2026-09-07): it has hours"]
    assert closed(calendar(event("Labor Day", *UTC), head="X-WR-TIMEZONE:America/Chicago\n")) == days("9/7")
    assert closed_days(text, *YEAR, zone=ZoneInfo("America/Chicago")).days == days("9/7")
    berlin = calendar(event("Tag der Einheit", "DTSTART:20261002T220000Z", "DTEND:20261003T220000Z"))
    assert closed_days(berlin, *YEAR, zone=ZoneInfo("Europe/Berlin")).days == days("10/3")


def test_a_zone_that_nobody_knows_is_none() -> None:
    for name in ("Our Campus", "../../etc/passwd", ""):
        assert closed(calendar(event("Labor Day", *UTC), head=f"X-WR-TIMEZONE:{name}\n")) == frozenset()


@pytest.mark.parametrize("mark", ["X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "X-FUNAMBOL-ALLDAY:1"])
@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("20260907T050000Z", "20260908T050000Z", "9/7"),
        ("20261002T220000Z", "20261003T220000Z", "10/3"),
        ("20260907T100000Z", "20260909T100000Z", "9/7-8"),
    ],
    ids=["Chicago", "Berlin", "Honolulu"],
)
def test_what_a_vendor_marks_as_whole_is_whole_in_whatever_zone(mark: str, start: str, end: str, expected: str) -> None:
    text = calendar(event("Closed", f"DTSTART:{start}", f"DTEND:{end}", mark))
    assert closed(text) == days(expected)
    unmarked = mark.replace("TRUE", "FALSE").replace(":1", ":0")
    assert closed(text.replace(mark, unmarked)) == frozenset()


REVERSED = {
    "dates": ["DTSTART;VALUE=DATE:20270102", "DTEND;VALUE=DATE:20261221"],
    "an end on the day before": ["DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:20261125"],
    "midnights": ["DTSTART:20261126T000000", "DTEND:20261124T000000"],
    "a duration below nothing": ["DTSTART;VALUE=DATE:20261126", "DURATION:-P3D"],
    "a date and a time": ["DTSTART;VALUE=DATE:20261126", "DTEND:20261124T000000Z"],
}


@pytest.mark.parametrize("written", REVERSED)
def test_an_event_that_ends_before_it_begins_is_a_problem_that_names_it(written: str) -> None:
    problem = refusal(calendar(event("Winter break", *REVERSED[written])))
    assert problem.startswith("the event 'Winter break' ends before it begins: ")


@pytest.mark.parametrize(
    "lines", [["DTSTART;VALUE=DATE:99991231"], ["DTSTART;VALUE=DATE:20261126", "DTEND;VALUE=DATE:99991231"]]
)
def test_an_event_at_the_end_of_time_is_a_problem_that_says_so(lines: list[str]) -> None:
    problem = refusal(calendar(event("For good", *lines)))
    assert problem.startswith("the event 'For good' has a day too far away: ")


def test_only_days_within_the_span_are_closed() -> None:
    text = calendar(event("Break", "DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261128"))
    assert closed_days(text, date(2026, 11, 25), date(2026, 11, 26)).days == days("11/25-26")
    assert closed_days(text, date(2027, 1, 1), date(2027, 6, 30)).days == frozenset()
    with pytest.raises(OutOfRange, match=r"^last: 2026-11-24 is not on or after 2026-11-27$"):
        closed_days(text, date(2026, 11, 27), date(2026, 11, 24))


def test_an_event_for_all_time_closes_the_days_asked_for() -> None:
    always = event("Closed for good", "DTSTART;VALUE=DATE:19000101", "DTEND;VALUE=DATE:29991231")
    found = closed_days(calendar(always), date(2026, 9, 1), date(2026, 9, 3))
    assert found.days == days("9/1-3")
