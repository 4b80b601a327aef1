"""Clearances of trainers: renewed before they run out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.agenda.engagements import ALWAYS
from tests.agenda.participations import last_day
from tests.cadre import course

from pdflow import (
    Role,
    cadre,
)
from pdflow.agenda import (
    Status,
    Terms,
    agenda,
)
from pdflow.testing.spec import given


def test_a_clearance_is_to_be_renewed_by_its_last_open_day_and_breached_once_it_ran_out() -> None:
    """Cleared until 14 September 2028, a Thursday; closed on that day, it has to be renewed on the 13th."""
    member = given(cadre.decider, *course.CLEARED).state
    [renewal] = agenda(member, course.at(20), ALWAYS)
    assert (renewal.code, renewal.about, renewal.role) == ("clearance.renew", course.READING, Role.COORDINATOR)
    assert renewal.values == {"subject": course.READING}
    assert last_day(renewal.due) == course.UNTIL
    school = Terms(ZoneInfo("America/Chicago"), closed=frozenset({course.UNTIL}))
    [renewal] = agenda(member, course.at(20), school)
    assert (renewal.due, renewal.breach) == (datetime(2028, 9, 14, 5, tzinfo=UTC), datetime(2028, 9, 15, 5, tzinfo=UTC))
    ran_out = datetime(2028, 9, 14, 12, tzinfo=UTC)
    assert [renewal.status(ran_out), renewal.status(ran_out + timedelta(days=1))] == [Status.OVERDUE, Status.BREACHED]


def test_a_clearance_renewed_is_owed_anew_at_its_new_end() -> None:
    renewed = given(cadre.decider, *course.CLEARED, *course.taught(2, day=600), course.clear("k-2", 603)).state
    [renewal] = agenda(renewed, course.at(604), ALWAYS)
    assert last_day(renewal.due) > course.UNTIL


def test_of_two_clearances_for_a_subject_the_one_that_runs_longest_counts() -> None:
    twice = (*course.CLEARED, *course.taught(2, day=600), course.clear("k-2", 603))
    state = given(cadre.decider, *twice).state
    state.clearances = dict(reversed(state.clearances.items()))
    [renewal] = agenda(state, course.at(604), ALWAYS)
    assert last_day(renewal.due) > course.UNTIL


def test_who_was_stood_down_owes_no_renewal() -> None:
    assert agenda(given(cadre.decider, *course.STOOD_DOWN).state, course.at(30), ALWAYS) == []
