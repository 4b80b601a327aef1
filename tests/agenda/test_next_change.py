"""Nothing of an agenda changes by time alone before the moment that next_change names."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import pytest
from tests.agenda.live_states import some_live_engagements, some_live_states, some_members
from tests.agenda.participations import after
from tests.participation.stories import day, enrolled, office, on, supported

from pdflow import NaiveTime, Role, Supporter
from pdflow.agenda import Calendar, EveryDay, Terms, WorkingDays, agenda, drifts_ahead, next_change
from pdflow.cadre import CadreMember
from pdflow.kernel.records import Aggregate
from pdflow.participation import AssignTeam, Participation, Pause, Transfer

CALENDARS = (
    WorkingDays(EveryDay()),
    WorkingDays(Terms(ZoneInfo("America/Chicago"), closed=frozenset({date(2026, 9, 7)}))),
)


@cache
def states() -> Sequence[tuple[Aggregate, datetime]]:
    return [*some_live_states(150, seed=21), *some_live_engagements(60, seed=22), *some_members(20, seed=23)]


def at_a_moment(state: Aggregate, at: datetime, calendar: Calendar) -> object:
    """What the read models keep of a moment."""
    here = at.astimezone(calendar.zone)
    team = state.team_at(here) if isinstance(state, Participation) else None
    place = state.place_at(here) if isinstance(state, Participation) else None
    return agenda(state, here, calendar), drifts_ahead(state, here, calendar), team and (team.coach, team.tier), place


@pytest.mark.parametrize("calendar", CALENDARS)
def test_given_live_states_when_time_passes_then_nothing_changes_before_the_next_change(calendar: WorkingDays) -> None:
    random = Random(5)
    for state, latest in states():
        at = latest + timedelta(hours=random.randrange(-2000, 4000))
        begin = at_a_moment(state, at, calendar)
        change = next_change(state, at, calendar)
        until = at + timedelta(days=400) if change is None else change
        assert until > at
        for share in (random.random(), random.random(), 1 - 1e-9):
            between = at + share * (until - at)
            if between < until:
                assert at_a_moment(state, between, calendar) == begin


def test_given_a_new_coach_from_a_day_on_when_asking_before_then_that_moment_is_a_change() -> None:
    state = after(*supported(), AssignTeam(office(40), team=(Supporter("joe", Role.COACH),), coach="joe"))
    assert next_change(state, day(30), EveryDay()) == day(40)


def test_given_a_transfer_when_asking_before_then_the_midnight_of_its_day_here_is_a_change() -> None:
    move = Transfer(office(30), site="South", role_title="teacher", from_day=on(60), manager="rosa")
    calendar = Terms(ZoneInfo("America/Chicago"))
    midnight = datetime.combine(on(60), time(), ZoneInfo("America/Chicago"))
    assert next_change(after(*supported(), move), day(30), calendar) == midnight


def test_given_a_leave_until_a_day_when_asking_then_that_day_is_a_change_and_each_one_after() -> None:
    state = after(*supported(), Pause(office(10), reason="parental", until=on(50)))
    assert next_change(state, day(12), EveryDay()) == day(50, hour=0)
    assert next_change(state, day(50), EveryDay()) == day(51, hour=0)


def test_given_a_session_to_come_when_asking_then_its_beginning_is_a_change() -> None:
    state = after(*enrolled())
    assert next_change(state, day(2), EveryDay()) == day(3)


def test_given_nothing_that_runs_when_asking_then_time_alone_changes_nothing() -> None:
    assert next_change(Participation(), day(0), EveryDay()) is None
    assert next_change(CadreMember(), day(0), EveryDay()) is None


def test_given_a_moment_without_an_offset_when_asking_then_it_is_refused() -> None:
    with pytest.raises(NaiveTime):
        next_change(Participation(), datetime(2026, 9, 1), EveryDay())  # noqa: DTZ001
