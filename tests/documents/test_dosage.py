"""Dosage: hours and days of contact, and whether it is sustained."""

from datetime import timedelta, timezone

import pytest
from tests.documents.decided_events import ana_stream, events_of
from tests.participation import stories

from pdflow import Audience
from pdflow.agenda import Terms
from pdflow.documents import (
    dosage,
    to_markdown,
)
from pdflow.participation import decider, participation_summary


def test_hours_are_those_of_the_frozen_summary() -> None:
    [dose] = dosage(ana_stream(*stories.settled())).doses
    assert dose.summary == participation_summary(decider.fold(events_of(decider, stories.settled())))
    assert (dose.hours, len(dose.days), dose.span) == (pytest.approx(6 + 1 + 0.75), 4, 14)


def test_contact_is_sustained_over_many_dates_or_many_days() -> None:
    assert not dosage(ana_stream(*stories.trained())).doses[0].sustained
    assert dosage(ana_stream(*stories.settled())).doses[0].sustained


def test_few_hours_are_noted() -> None:
    assert dosage(ana_stream(*stories.settled())).doses[0].few
    long = stories.attend(stories.host(5), "a9", "d9", there=480, held=480)
    assert not dosage(ana_stream(*stories.settled(), long)).doses[0].few


def test_what_is_sustained_and_what_is_few_is_said_as_the_policy_has_it() -> None:
    page = to_markdown(dosage(ana_stream(*stories.settled())).for_reader(Audience.TEAM))
    assert "contact on more than 3 dates, or over more than 7 days" in page
    assert "Few hours: less than 14 hours" in page


def test_dates_of_contact_are_those_of_the_calendars_zone() -> None:
    late = stories.attend(stories.host(3, 23), "a9", "d9")
    west = Terms(zone=timezone(timedelta(hours=-5)))
    [there] = dosage(ana_stream(*stories.trained(), late), west).doses
    [east] = dosage(ana_stream(*stories.trained(), late), Terms(zone=timezone(timedelta(hours=5)))).doses
    assert (len(there.days), len(east.days)) == (1, 2)


def test_a_day_of_absence_is_no_date_of_contact() -> None:
    [dose] = dosage(ana_stream(*stories.enrolled(), stories.attend(stories.host(3), "a1", there=0))).doses
    assert (dose.days, dose.span) == ((), 0)


def test_attendance_recorded_again_counts_once() -> None:
    [dose] = dosage(ana_stream(*stories.trained(), stories.attend(stories.host(3, 18), "a2", there=300))).doses
    assert (dose.hours, len(dose.days)) == (5.0, 1)
