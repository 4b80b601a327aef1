"""Setbacks: a week of snow, a coach on leave, a place that is not filled again; all through the real guards."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import pytest

from pdflow.kernel.messages import Event
from pdflow.participation import LIVE, CancelVisit
from pdflow.simulation.experiment import Alternative, CoachLeave, HiringFreeze, Setback, SnowWeek
from pdflow.simulation.experiment.replication import PlannedCohort, replicate
from pdflow.simulation.world.day_batch import EventSink


@pytest.fixture(scope="module")
def district(base: Alternative) -> Alternative:
    return base.but(weeks=20)


class Lived(NamedTuple):
    """A cohort after its year, and by whom somebody was met on which day."""

    cohort: PlannedCohort
    contacts: list[tuple[int, str]]

    def by(self, days: range) -> list[str]:
        """Return by whom people were met on some days."""
        return [who for day, who in self.contacts if day in days]


def lived(alternative: Alternative, *setbacks: Setback) -> Lived:
    sink, contacts = EventSink(), list[tuple[int, str]]()
    year = alternative.year

    def listen(stream: str, events: Sequence[Event[Any]]) -> None:
        met = [
            event for event in events if event.name.endswith(("check_in_held", "observation_recorded", "ing_opened"))
        ]
        contacts.extend((year.day_on(event.header.at.date()), event.header.by.person) for event in met)

    sink.listeners.append(listen)
    cohort = PlannedCohort(alternative.staff(), sink, setbacks=setbacks, year=year, seed=1, leaders=alternative.leaders)
    for _ in cohort.days():
        pass
    return Lived(cohort, contacts)


def test_given_a_week_of_snow_then_nobody_is_met_in_it_and_more_are_before_and_after(district: Alternative) -> None:
    week = range(7 * 4, 7 * 5)
    planned, snowed = lived(district), lived(district, SnowWeek(5))
    assert planned.by(week)
    assert not snowed.by(week)
    assert snowed.by(range(week.start)) == planned.by(range(week.start))
    assert snowed.by(range(week.stop, week.stop + 7))


def test_given_a_coach_on_leave_then_their_people_wait_and_are_met_again_afterwards(district: Alternative) -> None:
    days = range(7 * 3, 7 * 9)
    year = lived(district, CoachLeave(4, weeks=6))
    away, other = [*year.cohort.diaries]
    assert away not in year.by(days)
    assert other in year.by(days)
    assert away in year.by(range(days.stop, 140))
    planned = replicate(district, 1)
    on_leave = replicate(district.but(setbacks=[CoachLeave(4, weeks=6)]), 1)
    assert sum(minutes for _, minutes in on_leave.minutes) < sum(minutes for _, minutes in planned.minutes)
    assert on_leave.coach_years == planned.coach_years == 2


def test_given_a_hiring_freeze_then_the_other_coach_takes_everybody_over(district: Alternative) -> None:
    cohort, _ = lived(district, HiringFreeze(6))
    gone, other = [*cohort.diaries]
    assert not cohort.served(gone)
    assert {person.coach.person for person in cohort.people} == {other}
    for person in cohort.people:
        if person.state.phase in LIVE and person.state.team:
            assert gone not in {supporter.person for supporter in person.state.team}
    assert sum(week for week in map(sum_of, cohort.journal.minutes[gone][5:])) == 0
    assert sum(map(sum_of, cohort.journal.minutes[other][6:])) > 0
    assert replicate(district.but(setbacks=[HiringFreeze(6)]), 1).coach_years == pytest.approx(1.25)


def sum_of(week: dict[str, int]) -> int:
    return sum(week.values())


def test_visits_of_a_setback_are_cancelled_with_its_reason(district: Alternative) -> None:
    cohort, _ = lived(district, SnowWeek(5))
    asked = [person.done.get(CancelVisit.__name__, 0) for person in cohort.people]
    assert 28 * 24 * 60 + 6 * 60 in asked
