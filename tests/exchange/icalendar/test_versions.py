"""Of several versions of an event the latest counts, and no day is lost to a missing or a shared UID."""

import pytest
from tests.exchange.icalendar.calendars import calendar, closed, days, event, passed_over


def on(day: str, summary: str = "Closed", *lines: str, uid: str = "1") -> str:
    return event(f"{summary}", f"DTSTART;VALUE=DATE:2026{day}", *lines, uid=uid)


def test_events_without_a_uid_all_close_their_days() -> None:
    labor, veterans = "SUMMARY:Labor\nDTSTART;VALUE=DATE:20260907", "SUMMARY:Veterans\nDTSTART;VALUE=DATE:20261111"
    assert closed(calendar(labor, veterans, "DTSTART;VALUE=DATE:20261014")) == days("9/7 10/14 11/11")


def test_different_events_under_one_uid_all_close_their_days() -> None:
    assert closed(calendar(on("0907"), on("1111"), on("1126"))) == days("9/7 11/11 11/26")
    assert closed(calendar(on("0907", "A", "SEQUENCE:0"), on("1111", "B"))) == days("9/7 11/11")


def test_recurring_events_under_one_uid_all_close_their_days() -> None:
    fridays, mondays = on("0904", "A", "RRULE:FREQ=WEEKLY;COUNT=2"), on("0907", "B", "RRULE:FREQ=WEEKLY;COUNT=2")
    assert closed(calendar(fridays, mondays)) == days("9/4 9/7 9/11 9/14")


def test_the_same_event_twice_closes_its_day_once() -> None:
    assert closed(calendar(on("0907"), on("0907"))) == days("9/7")


@pytest.mark.parametrize("newer_first", [True, False])
def test_a_later_version_replaces_an_earlier_one_which_is_listed(newer_first: bool) -> None:
    versions = [on("1026", "Moved", "SEQUENCE:2"), on("1019", "Fall day", "SEQUENCE:1")]
    text = calendar(*(versions if newer_first else versions[::-1]))
    assert closed(text) == days("10/26")
    assert passed_over(text) == ["Fall day (2026-10-19): a later version replaces it"]


@pytest.mark.parametrize("status", ["CANCELLED", "cancelled", "Cancelled", " CANCELLED ", "CANCELED"])
def test_a_cancelled_event_closes_nothing_in_whatever_case_and_is_listed(status: str) -> None:
    text = calendar(on("0907", "Labor Day", f"STATUS:{status}"))
    assert closed(text) == frozenset()
    assert passed_over(text) == ["Labor Day (2026-09-07): it is cancelled"]


def test_a_cancellation_takes_back_the_version_before_it_and_no_other_event() -> None:
    gone = on("1019", "Fall day", "SEQUENCE:1", "STATUS:CANCELLED")
    assert closed(calendar(on("1019", "Fall day", "SEQUENCE:0"), gone)) == frozenset()
    assert closed(calendar(on("1019", "Fall day", "SEQUENCE:1"), gone)) == frozenset()
    assert closed(calendar(on("1019", "Fall day", "SEQUENCE:2"), gone)) == days("10/19")
    assert closed(calendar(on("1111", "Another", "SEQUENCE:1"), gone)) == days("11/11")
    assert closed(calendar(on("1111", "Another", uid="2"), gone)) == days("11/11")


def test_a_cancellation_needs_no_day() -> None:
    gone = "UID:1\nSTATUS:CANCELLED\nSEQUENCE:1\nSUMMARY:Fall day"
    text = calendar(on("1019", "Fall day"), gone)
    assert closed(text) == frozenset()
    assert passed_over(text) == ["Fall day (2026-10-19): a later version replaces it", "Fall day: it is cancelled"]


def test_the_days_of_a_cancelled_event_need_make_no_sense() -> None:
    text = calendar(event("Fair", "DTSTART:", "RRULE:FREQ=OFTEN", "STATUS:CANCELLED"), on("0907"))
    assert closed(text) == days("9/7")
    assert passed_over(text) == ["Fair: it is cancelled"]


def test_a_calendar_that_cancels_closes_nothing_and_takes_back_what_another_of_the_file_says() -> None:
    published, gone = on("1019", "Fall day"), on("1019", "Fall day", "SEQUENCE:1")
    for method in ("CANCEL", "cancel"):
        cancel = calendar(gone, head=f"METHOD:{method}\n")
        assert closed(cancel) == frozenset()
        assert passed_over(cancel) == ["Fall day (2026-10-19): it is cancelled"]
        assert closed(calendar(published, on("0907", uid="2")) + cancel) == days("9/7")
    assert closed(calendar(gone, head="METHOD:PUBLISH\n")) == days("10/19")


def test_what_is_published_again_after_a_cancellation_counts() -> None:
    again, cancel = (
        on("1020", "Fall day", "SEQUENCE:3"),
        calendar(on("1019", "Fall day", "SEQUENCE:2"), head="METHOD:CANCEL\n"),
    )
    assert closed(cancel + calendar(again)) == days("10/20")


def test_calendars_of_one_file_do_not_share_their_uids() -> None:
    assert closed(calendar(on("0907")) + calendar(on("1111", "B", "SEQUENCE:4"))) == days("9/7 11/11")


FRIDAYS = on("0904", "Closed Fridays", "RRULE:FREQ=WEEKLY;COUNT=4")


def changed(instance: str, *lines: str) -> str:
    return "\n".join(["UID:1", "SUMMARY:Changed", f"RECURRENCE-ID;VALUE=DATE:2026{instance}", *lines])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (changed("0911", "DTSTART;VALUE=DATE:20260910"), "9/4 9/10 9/18 9/25"),
        (changed("0911", "DTSTART;VALUE=DATE:20260911", "DTEND;VALUE=DATE:20260913"), "9/4 9/11-12 9/18 9/25"),
        (changed("0911", "DTSTART;VALUE=DATE:20260911", "STATUS:Cancelled"), "9/4 9/18 9/25"),
        (changed("0911", "STATUS:CANCELLED"), "9/4 9/18 9/25"),
        (changed("0911", "DTSTART:20260911T080000", "DTEND:20260911T120000"), "9/4 9/18 9/25"),
        (changed("0911", "DTSTART;VALUE=DATE:20261211", "SEQUENCE:5"), "9/4 9/18 9/25 12/11"),
        (changed("0912", "DTSTART;VALUE=DATE:20260912"), "9/4 9/11-12 9/18 9/25"),
    ],
    ids=[
        "moved",
        "longer",
        "cancelled",
        "cancelled without a day",
        "given hours",
        "put off",
        "of no day of the series",
    ],
)
def test_a_changed_day_of_a_series_replaces_it(change: str, expected: str) -> None:
    assert closed(calendar(FRIDAYS, change)) == days(expected)
    assert closed(calendar(change, FRIDAYS)) == days(expected)


def test_a_changed_day_that_closes_nothing_is_listed() -> None:
    hours = changed("0911", "DTSTART:20260911T080000", "DTEND:20260911T120000")
    assert passed_over(calendar(FRIDAYS, hours)) == ["Changed (2026-09-11): it has hours"]
    assert passed_over(calendar(FRIDAYS, changed("0911", "STATUS:CANCELLED"))) == ["Changed: it is cancelled"]


@pytest.mark.parametrize(
    "instance",
    ["RECURRENCE-ID:20260911T000000", "RECURRENCE-ID;TZID=America/Chicago:20260911T000000", "RECURRENCE-ID:20260911"],
)
def test_a_changed_day_is_found_however_it_is_named(instance: str) -> None:
    moved = f"UID:1\nSUMMARY:Moved\n{instance}\nDTSTART;VALUE=DATE:20260910"
    assert closed(calendar(FRIDAYS, moved)) == days("9/4 9/10 9/18 9/25")


def test_a_changed_day_named_in_utc_is_found_in_the_calendars_zone() -> None:
    head = "X-WR-TIMEZONE:Europe/Berlin\n"
    series = event(
        "Frei", "DTSTART;TZID=Europe/Berlin:20260904T000000", "DURATION:P1D", "RRULE:FREQ=WEEKLY;COUNT=3", uid="1"
    )
    moved = "UID:1\nSUMMARY:Frei\nRECURRENCE-ID:20260910T220000Z\nDTSTART;VALUE=DATE:20260910"
    assert closed(calendar(series, moved, head=head)) == days("9/4 9/10 9/18")


def test_of_two_changes_of_a_day_the_later_version_counts() -> None:
    first = changed("0911", "DTSTART;VALUE=DATE:20260909", "SEQUENCE:1")
    second = changed("0911", "DTSTART;VALUE=DATE:20260910", "SEQUENCE:2")
    for text in (calendar(FRIDAYS, first, second), calendar(FRIDAYS, second, first)):
        assert closed(text) == days("9/4 9/10 9/18 9/25")
        assert passed_over(text) == ["Changed (2026-09-09): a later version replaces it"]


def test_a_change_of_all_later_days_moves_them() -> None:
    onward = changed("0911", "DTSTART;VALUE=DATE:20260910").replace(
        "RECURRENCE-ID;", "RECURRENCE-ID;RANGE=THISANDFUTURE;"
    )
    assert closed(calendar(FRIDAYS, onward)) == days("9/4 9/10 9/17 9/24")


def test_a_changed_day_without_its_series_closes_its_own_days() -> None:
    assert closed(calendar(changed("0911", "DTSTART;VALUE=DATE:20260910"))) == days("9/10")


def test_a_day_off_in_a_series_with_hours_closes_the_school() -> None:
    meetings = event("Staff meeting", "DTSTART:20260904T080000", "DTEND:20260904T090000", "RRULE:FREQ=WEEKLY", uid="1")
    off = "UID:1\nSUMMARY:No school\nRECURRENCE-ID:20260911T080000\nDTSTART;VALUE=DATE:20260911"
    text = calendar(meetings, off)
    assert closed(text) == days("9/11")
    assert passed_over(text) == ["Staff meeting (2026-09-04): it has hours"]


def test_a_cancelled_series_closes_none_of_its_days_nor_of_those_changed() -> None:
    cancelled = on("0904", "Closed Fridays", "RRULE:FREQ=WEEKLY;COUNT=4", "STATUS:CANCELLED")
    assert closed(calendar(cancelled, changed("0911", "DTSTART;VALUE=DATE:20260910"))) == frozenset()


def test_a_changed_day_copied_with_the_rule_of_its_series_is_one_day() -> None:
    copied = changed("0911", "DTSTART;VALUE=DATE:20260910", "RRULE:FREQ=WEEKLY;COUNT=4")
    assert closed(calendar(FRIDAYS, copied)) == days("9/4 9/10 9/18 9/25")
