"""Visits: booked in the coach's diary, kept, missed and booked again."""

from __future__ import annotations

from typing import Final

import attrs

from pdflow.participation.entries import VisitKind
from pdflow.participation.visits import MissVisit, ScheduleVisit, is_open
from pdflow.people import PersonId
from pdflow.simulation.diary import Diary
from pdflow.simulation.journal import LOST
from pdflow.simulation.person import Person, Story, is_live
from pdflow.simulation.remedies import mend, remedy
from pdflow.simulation.schoolyear import DAY

AFTERNOON: Final = 14 * 60


@attrs.frozen
class Visit:
    """A visit in the calendar; one with a line manager is in no diary."""

    name: str
    kind: VisitKind
    supporter: PersonId
    start: int
    minutes: int
    diary: Diary | None


def length(person: Person, kind: VisitKind) -> int:
    """Minutes that a visit of this kind takes."""
    numbers = person.cohort.parameters
    return {
        VisitKind.OBSERVATION: numbers.observation,
        VisitKind.CHECK_IN: numbers.check_in,
        VisitKind.COACHING: numbers.coaching,
    }[kind]


def book(person: Person, kind: VisitKind, day: int) -> Story[Visit]:
    """Put a visit in the calendar, on the coach's first free time from a day on; where there is none, wait for ever."""
    visit = yield from find_time(person, kind, day)
    while visit is None:
        yield person.cohort.env.event()
    return visit


def find_time(person: Person, kind: VisitKind, day: int) -> Story[Visit | None]:
    """The same, but None where the coach has no time left this year."""
    minutes = length(person, kind)
    while True:
        yield from person.until(person.now)
        coach = person.coach.person
        diary = person.cohort.diaries[coach]
        start = diary.book(max(day, person.today + 1), minutes) if is_live(person) else None
        if start is None:
            return None
        visit = Visit(person.name("visit"), kind, coach, start, minutes, diary)
        if (yield from schedule(person, visit)):
            return visit
        diary.release(start, minutes)
        day = start // DAY + 1


def with_manager(person: Person, day: int) -> Story[Visit | None]:
    """A check-in with the line manager, on the afternoon of a day; None where it does not come about."""
    yield from person.until(person.now)
    start = person.cohort.year.workday(day) * DAY + AFTERNOON + 15 * person.chance.randrange(8)
    minutes = person.cohort.parameters.check_in
    visit = Visit(person.name("visit"), VisitKind.CHECK_IN, person.manager.person, start, minutes, None)
    return visit if (yield from schedule(person, visit)) else None


def schedule(person: Person, visit: Visit) -> Story[bool]:
    """Ask for a visit to be scheduled; who meets a clash looks for another time."""
    reasons = person.ask(
        ScheduleVisit(
            person.head(person.coach),
            visit=visit.name,
            kind=visit.kind,
            supporter=visit.supporter,
            start=person.cohort.year.at(visit.start),
            minutes=visit.minutes,
        )
    )
    for reason in reasons:
        if reason.code != "visit.clashes":
            yield from mend(person, reason)
    if not reasons:
        person.booked[visit.name] = visit
    return not reasons


def meet(person: Person, kind: VisitKind, days: float) -> Story[Visit]:
    """Book visits, the first so many days on, until one is kept; then it is beginning."""
    while True:
        visit = yield from book(person, kind, person.today + round(days))
        if (yield from keep(person, visit)):
            return visit
        days = 1


def keep(person: Person, visit: Visit) -> Story[bool]:
    """Wait for a visit to begin; False where it was called off, fell into a leave, or somebody missed it."""
    if visit.start > person.now:
        yield person.cohort.env.timeout(visit.start - person.now)
    person.booked.pop(visit.name, None)
    if person.away is not None:
        yield person.away
        return False
    if visit.name not in person.state.visits or not is_open(person.state, visit.name):
        return False
    missing = who_is_missing(person, visit)
    if missing is not None:
        by = person.coach if missing == person.seat.person else person.me
        person.ask(MissVisit(person.head(by), visit=visit.name, missed_by=missing))
    if visit.diary is not None and missing != visit.supporter:
        kind = visit.kind if missing is None else LOST
        person.cohort.journal.spend(visit.supporter, person.today // 7, kind, visit.minutes)
    return missing is None


def who_is_missing(person: Person, visit: Visit) -> PersonId | None:
    """Whoever does not turn up: a supporter who is ill, a person who is absent or has forgotten."""
    numbers = person.cohort.parameters
    ill = person.happens(numbers.absence) if visit.diary is None else visit.diary.is_ill(person.today)
    if ill:
        return visit.supporter
    return person.seat.person if person.happens(numbers.absence + numbers.no_show) else None


def give_back(person: Person, until: float) -> list[Visit]:
    """Give back the coaches' time for the visits ahead, up to some moment, and name them."""
    ahead = [visit for visit in person.booked.values() if person.now < visit.start < until]
    for visit in ahead:
        del person.booked[visit.name]
        if visit.diary is not None:
            visit.diary.release(visit.start, visit.minutes)
    return ahead


@remedy(ScheduleVisit)
def book_a_return(person: Person, reason: object = None) -> Story[None]:
    """Put the visit in the calendar on which practice is looked at again."""
    kind = VisitKind.OBSERVATION if person.policy.observations_before_coaching else VisitKind.CHECK_IN
    person.returning = yield from find_time(person, kind, person.today + person.cohort.parameters.return_after)
