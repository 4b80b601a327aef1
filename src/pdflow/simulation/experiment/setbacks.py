"""Setbacks of a year that nobody planned for: a week of snow, a coach on leave, a place that is not filled again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Protocol

import attrs

from pdflow.errors import OutOfRange
from pdflow.participation import CancelVisit
from pdflow.people import Handover, PersonId
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.participant.booked_visit import BookedVisit
from pdflow.simulation.participant.enrolment import assign_team
from pdflow.simulation.participant.person import SimulatedPerson, is_live
from pdflow.simulation.world.school_year import DAY, SchoolYear, day_of
from pdflow.simulation.world.stories import Story

DAWN = 6 * 60
"""When a setback is known, in minutes after midnight; the lists of a week are read later."""


class Setback(Protocol):
    """Something that goes wrong in a week of the year, counted from 1."""

    @property
    def week(self) -> int: ...

    def befall(self, cohort: Cohort) -> Story[None]:
        """Wait for the week, and let it happen."""
        ...


@attrs.frozen
class SnowWeek:
    """A week without school that was not in the calendar, and has no training in it: visits are called off."""

    week: int

    def befall(self, cohort: Cohort) -> Story[None]:
        days = week_of(self.week)
        yield from _stay_away(cohort, cohort.diaries, days)
        _call_off(cohort, lambda visit: day_of(visit.start) in days, "snow")


@attrs.frozen
class CoachLeave:
    """A coach is away for some weeks, and nobody stands in; coaches are numbered from 1."""

    week: int
    weeks: int = 6
    coach: int = 1

    def befall(self, cohort: Cohort) -> Story[None]:
        coach = [*cohort.diaries][self.coach - 1]
        days = range(week_of(self.week).start, min(week_of(self.week + self.weeks).start, cohort.year.days))
        yield from _stay_away(cohort, (coach,), days)
        _call_off(cohort, lambda visit: visit.supporter == coach and day_of(visit.start) in days, "on leave")


@attrs.frozen
class HiringFreeze:
    """A coach leaves for good and the place is not filled; the other coaches take over the people."""

    week: int
    coach: int = 1

    def befall(self, cohort: Cohort) -> Story[None]:
        coaches = [*cohort.diaries]
        leaver = coaches[self.coach - 1]
        others = [coach for coach in coaches if coach != leaver]
        yield from _stay_away(cohort, (leaver,), range(week_of(self.week).start, cohort.year.days))
        _call_off(cohort, lambda visit: visit.supporter == leaver, "the coach left")
        while True:
            for number, person in enumerate(cohort.served(leaver)):
                _take_over(person, others[number % len(others)], leaver)
            yield cohort.env.timeout(7 * DAY)


def week_of(number: int) -> range:
    """Return the days of a week, which is counted from 1."""
    return range(7 * number - 7, 7 * number)


def coach_years(coaches: int, weeks: int, setbacks: Iterable[Setback]) -> float:
    """Return for how many years coaches are paid: less where a place is not filled again."""
    vacant = sum(weeks + 1 - setback.week for setback in setbacks if isinstance(setback, HiringFreeze))
    return coaches - vacant / weeks


def check_setbacks(setbacks: Iterable[Setback], coaches: int, year: SchoolYear, training: Iterable[int]) -> None:
    """Refuse setbacks that the year has no week or no coach for.

    Args:
        training: the days of training in the year, which cannot be in a week of snow.

    Raises:
        OutOfRange: naming the setback and its field.
    """
    freezes = 0
    for setback in setbacks:
        name, coach = type(setback).__name__, getattr(setback, "coach", 1)
        if not 1 <= setback.week <= year.weeks:
            raise OutOfRange(f"{name}.week", setback.week, f"a week of the year, 1 to {year.weeks}")
        if not 1 <= coach <= coaches:
            raise OutOfRange(f"{name}.coach", coach, f"one of the coaches, 1 to {coaches}")
        if isinstance(setback, SnowWeek) and not {*training}.isdisjoint(week_of(setback.week)):
            raise OutOfRange(f"{name}.week", setback.week, "a week without training")
        freezes += isinstance(setback, HiringFreeze)
        if freezes > min(coaches - 1, 1):
            raise OutOfRange(f"{name}.coach", coach, "one of several coaches, and the only one who leaves")


def _stay_away(cohort: Cohort, coaches: Iterable[PersonId], days: range) -> Story[None]:
    """Wait for the first of some days on which coaches are away, and close their diaries."""
    diaries = [cohort.diaries[coach] for coach in coaches]
    for diary, day in product(diaries, days):
        diary.add_illness(day)
    yield cohort.env.timeout(days.start * DAY + DAWN - cohort.env.now)
    for diary, day in product(diaries, days):
        diary.close(day)


def _call_off(cohort: Cohort, concerns: Callable[[BookedVisit], bool], reason: str) -> None:
    """Cancel the visits in the calendar that a setback concerns; those who were to come meet again from the lists."""
    for person in cohort.people:
        for visit in [visit for visit in person.booked.values() if visit.start > person.now and concerns(visit)]:
            del person.booked[visit.name]
            by = person.manager if visit.diary is None else person.coach
            person.ask(CancelVisit(person.header(by), visit=visit.name, reason=reason))


def _take_over(person: SimulatedPerson, coach: PersonId, former: PersonId) -> None:
    person.change_coach(coach)
    if is_live(person):
        assign_team(person, Handover(coach, former))
