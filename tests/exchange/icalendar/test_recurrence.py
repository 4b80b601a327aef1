"""A recurring event closes each of its days, and one whose rule makes no sense is a problem."""

import pytest
from tests.exchange.icalendar.calendars import calendar, closed, days, event, refusal

RULES = {
    "every year by weekday": (["20200907", "RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=1MO"], "9/7"),
    "every year without end": (["20101111", "RRULE:FREQ=YEARLY"], "11/11"),
    "every year since 1604": (["16041225", "RRULE:FREQ=YEARLY"], "12/25"),
    "the last Monday in May": (["20200525", "RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO"], "5/31"),
    "a count": (["20260904", "RRULE:FREQ=WEEKLY;COUNT=3"], "9/4 9/11 9/18"),
    "a part left empty": (["20260904", "RRULE:FREQ=WEEKLY;COUNT=2;"], "9/4 9/11"),
    "lower case": (["20260904", "rrule:freq=weekly;count=2"], "9/4 9/11"),
    "until a date": (["20260904", "RRULE:FREQ=WEEKLY;UNTIL=20260918"], "9/4 9/11 9/18"),
    "until a moment": (["20260904", "RRULE:FREQ=WEEKLY;UNTIL=20260918T235959Z"], "9/4 9/11 9/18"),
    "until a moment of no zone": (["20260904", "RRULE:FREQ=WEEKLY;UNTIL=20260918T000000"], "9/4 9/11 9/18"),
    "until before it begins": (["20260904", "RRULE:FREQ=WEEKLY;UNTIL=20260801"], ""),
    "but for one": (["20260904", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260911"], "9/4 9/18"),
    "but for two": (["20260904", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260911,20260918"], "9/4"),
    "but for two, each in a line": (
        ["20260904", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20260911", "EXDATE;VALUE=DATE:20260918"],
        "9/4",
    ),
    "but for a moment": (["20260904", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20260911T000000Z"], "9/4 9/18"),
    "but for a moment in a zone": (
        ["20260904", "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;TZID=Asia/Tokyo:20260911T000000"],
        "9/4 9/18",
    ),
    "and other dates": (["20260904", "RDATE;VALUE=DATE:20261014,20270219"], "9/4 10/14 2/19"),
    "and a period": (["20260904", "RDATE;VALUE=PERIOD:20261014T000000Z/P1D"], "9/4 10/14"),
    "no other dates": (["20260904", "RDATE:"], "9/4"),
    "by two rules": (["20260904", "RRULE:FREQ=WEEKLY;COUNT=2", "RRULE:FREQ=DAILY;COUNT=2"], "9/4-5 9/11"),
    "with hours": (["20260904", "RRULE:FREQ=WEEKLY;COUNT=2;BYHOUR=0,1,2;BYMINUTE=0;BYSECOND=0"], "9/4 9/11"),
    "longer than a day": (["20260904", "DURATION:P2D", "RRULE:FREQ=WEEKLY;COUNT=2"], "9/4-5 9/11-12"),
    "by the last day of the month": (["20261031", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3"], "10/31 11/30 12/31"),
}


@pytest.mark.parametrize("name", RULES)
def test_a_recurring_event_closes_every_one_of_its_days(name: str) -> None:
    (start, *lines), expected = RULES[name]
    assert closed(calendar(event("Closed", f"DTSTART;VALUE=DATE:{start}", *lines))) == days(expected)


def test_a_series_of_midnights_ends_and_pauses_by_the_days_where_it_is() -> None:
    lines = ["DTSTART;TZID=Europe/Berlin:20261002T000000", "DTEND;TZID=Europe/Berlin:20261003T000000"]
    until = "RRULE:FREQ=WEEKLY;UNTIL=20261022T220000Z"
    without = "EXDATE;TZID=Europe/Berlin:20261009T000000"
    assert closed(calendar(event("Frei", *lines, until))) == days("10/2 10/9 10/16 10/23")
    assert closed(calendar(event("Frei", *lines, until, without))) == days("10/2 10/16 10/23")


SENSELESS = {
    "without a frequency": "RRULE:INTERVAL=2",
    "empty": "RRULE:",
    "at an unknown frequency": "RRULE:FREQ=OFTEN",
    "every second": "RRULE:FREQ=SECONDLY",
    "every hour": "RRULE:FREQ=HOURLY;COUNT=3",
    "at no interval": "RRULE:FREQ=DAILY;INTERVAL=0",
    "below no interval": "RRULE:FREQ=DAILY;INTERVAL=-1",
    "at an interval beyond all time": "RRULE:FREQ=YEARLY;INTERVAL=100000000000000000000",
    "until never": "RRULE:FREQ=DAILY;UNTIL=never",
    "in a month that is no number": "RRULE:FREQ=YEARLY;BYMONTH=x",
    "in a thirteenth month": "RRULE:FREQ=YEARLY;BYMONTH=9,13",
    "in a month before the first": "RRULE:FREQ=YEARLY;BYMONTH=0",
    "on the 32nd": "RRULE:FREQ=MONTHLY;BYMONTHDAY=32",
    "on no day of a month": "RRULE:FREQ=MONTHLY;BYMONTHDAY=0",
    "on the 367th day": "RRULE:FREQ=YEARLY;BYYEARDAY=-367",
    "in a 54th week": "RRULE:FREQ=YEARLY;BYWEEKNO=54",
    "at an hour that no day has": "RRULE:FREQ=DAILY;BYHOUR=24",
    "on a numbered day of each week": "RRULE:FREQ=WEEKLY;BYDAY=1MO",
    "on a day of the month each week": "RRULE:FREQ=WEEKLY;BYMONTHDAY=7",
    "in a week of the year each month": "RRULE:FREQ=MONTHLY;BYWEEKNO=3",
    "on a day of the year each month": "RRULE:FREQ=MONTHLY;BYYEARDAY=3",
    "no times": "RRULE:FREQ=DAILY;COUNT=0",
    "so often and until a day": "RRULE:FREQ=DAILY;COUNT=2;UNTIL=20260920",
    "on no weekday": "RRULE:FREQ=WEEKLY;BYDAY=XX",
    "by another calendar": "RRULE:RSCALE=CHINESE;FREQ=YEARLY",
    "in a line without a colon": "RRULE FREQ=WEEKLY",
    "by an unreadable day": "RDATE;VALUE=DATE:20269999",
    "but for an unreadable day": "EXDATE;VALUE=DATE:20269999",
    "but by a rule of old": "RRULE:FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY",
}


@pytest.mark.parametrize("how", SENSELESS)
def test_an_event_that_recurs_in_no_known_way_is_a_problem_that_names_it(how: str) -> None:
    text = calendar(
        event("Labor Day", "DTSTART;VALUE=DATE:20260907"), event("Fair", "DTSTART:20260907", SENSELESS[how])
    )
    assert refusal(text).startswith("the event 'Fair' ")


def test_a_long_event_that_recurs_every_day_is_refused_before_it_is_expanded() -> None:
    lines = ["DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:20300101", "RRULE:FREQ=DAILY"]
    assert refusal(calendar(event("Fair", *lines))) == "the event 'Fair' recurs, and lasts longer than a year"
