"""Visits: booked in the coach's diary, kept, missed and booked again."""

from __future__ import annotations

from typing import Final

import attrs

from pdflow.kernel.refusal import Reason
from pdflow.participation.state.records import VisitKind
from pdflow.participation.visits import MissVisit, ScheduleVisit, is_open
from pdflow.people import PersonId
from pdflow.simulation.coach.diary import Diary
from pdflow.simulation.participant.person import Person, Story, is_live
from pdflow.simulation.participant.remedies import mend
from pdflow.simulation.report.journal import LOST
from pdflow.simulation.world.school_year import DAY

AFTERNOON: Final = 14 * 60
CLASH: Final = "visit.clashes"


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


def appoint(person: Person, kind: VisitKind, days: range) -> Visit | None:
    """A visit in the coach's first free time on one of these days; None where there is none."""
    minutes, diary = length(person, kind), person.cohort.diaries[person.coach.person]
    day = days.start
    while (start := diary.book(day, minutes, days.stop - 1)) is not None:
        visit = Visit(person.name("visit"), kind, person.coach.person, start, minutes, diary)
        reasons = ask_for(person, visit)
        if not reasons:
            return visit
        diary.release(start, minutes)
        if any(reason.code != CLASH for reason in reasons):
            return None
        day = start // DAY + 1
    return None


def with_manager(person: Person, days: range) -> Visit | None:
    """A check-in with the line manager, on the afternoon of one of these days; None where it does not come about."""
    school = [day for day in days if person.cohort.year.works(day)]
    if not school:
        return None
    start = person.chance.choice(school) * DAY + AFTERNOON + 15 * person.chance.randrange(8)
    minutes = person.cohort.parameters.check_in
    visit = Visit(person.name("visit"), VisitKind.CHECK_IN, person.manager.person, start, minutes, None)
    return None if ask_for(person, visit) else visit


def schedule(person: Person, visit: Visit) -> Story[bool]:
    """Ask for a visit to be scheduled, and see to what stands in the way; whoever meets a clash looks further."""
    reasons = ask_for(person, visit)
    for reason in reasons:
        if reason.code != CLASH:
            yield from mend(person, reason)
    return not reasons


def ask_for(person: Person, visit: Visit) -> tuple[Reason, ...]:
    """Ask for a visit to be scheduled; the reasons where it is refused."""
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
    if not reasons:
        person.booked[visit.name] = visit
    return reasons


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


def come_together(person: Person, kind: VisitKind, start: int, minutes: int) -> Story[bool]:
    """Wait for a time in the coach's diary that is no visit of its own; False where one of the two does not come."""
    diary = person.cohort.diaries[person.coach.person]
    yield person.cohort.env.timeout(start - person.now)
    if person.away is not None:
        yield person.away
        return False
    numbers, ill = person.cohort.parameters, diary.is_ill(person.today)
    absent = person.happens(numbers.absence + numbers.no_show)
    if not ill:
        person.cohort.journal.spend(diary.coach, person.today // 7, LOST if absent else kind, minutes)
    return not (ill or absent)


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
