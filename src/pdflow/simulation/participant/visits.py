"""Visits put in the calendar: in the coach's first free time, or on an afternoon of the line manager."""

from __future__ import annotations

from typing import Final

from pdflow.kernel.refusal import Reason
from pdflow.participation import ScheduleVisit, VisitKind
from pdflow.simulation.participant.booked_visit import BookedVisit
from pdflow.simulation.participant.person import SimulatedPerson, is_live
from pdflow.simulation.participant.remedies import follow_remedy
from pdflow.simulation.world.school_year import DAY
from pdflow.simulation.world.stories import Story

AFTERNOON: Final = 14 * 60
CLASH: Final = "visit.clashes"


def visit_minutes(person: SimulatedPerson, kind: VisitKind) -> int:
    """Return how many minutes a visit of a kind takes."""
    numbers = person.world.parameters
    return {
        VisitKind.OBSERVATION: numbers.observation,
        VisitKind.CHECK_IN: numbers.check_in,
        VisitKind.COACHING: numbers.coaching,
    }[kind]


def book(person: SimulatedPerson, kind: VisitKind, day: int) -> Story[BookedVisit]:
    """Schedule a visit in the coach's first free time from a day on; where there is none, wait for ever."""
    visit = yield from find_time(person, kind, day)
    while visit is None:
        yield person.world.env.event()
    return visit


def find_time(person: SimulatedPerson, kind: VisitKind, day: int) -> Story[BookedVisit | None]:
    """Schedule a visit from a day on; the result is None where the coach has no time left this year."""
    minutes = visit_minutes(person, kind)
    while True:
        yield from person.wait_until(person.now)
        coach = person.coach.person
        diary = person.world.diaries[coach]
        start = diary.book(max(day, person.today + 1), minutes) if is_live(person) else None
        if start is None:
            return None
        visit = BookedVisit(person.new_id("visit"), kind, coach, start, minutes, diary)
        if (yield from schedule(person, visit)):
            return visit
        diary.release(start, minutes)
        day = start // DAY + 1


def appoint(person: SimulatedPerson, kind: VisitKind, days: range) -> BookedVisit | None:
    """Schedule a visit in the coach's first free time on one of these days; None where there is none."""
    minutes, diary = visit_minutes(person, kind), person.world.diaries[person.coach.person]
    day = days.start
    while (start := diary.book(day, minutes, days.stop - 1)) is not None:
        visit = BookedVisit(person.new_id("visit"), kind, person.coach.person, start, minutes, diary)
        reasons = request(person, visit)
        if not reasons:
            return visit
        diary.release(start, minutes)
        if any(reason.code != CLASH for reason in reasons):
            return None
        day = start // DAY + 1
    return None


def appoint_with_manager(person: SimulatedPerson, days: range) -> BookedVisit | None:
    """Schedule a check-in with the line manager on an afternoon of these days; None where that is refused."""
    school_days = [day for day in days if person.world.year.works(day)]
    if not school_days:
        return None
    chance = person.chance("afternoon with the manager")
    start = chance.choice(school_days) * DAY + AFTERNOON + 15 * chance.randrange(8)
    minutes = person.world.parameters.check_in
    visit = BookedVisit(person.new_id("visit"), VisitKind.CHECK_IN, person.manager.person, start, minutes, None)
    return None if request(person, visit) else visit


def schedule(person: SimulatedPerson, visit: BookedVisit) -> Story[bool]:
    """Request a visit, and follow the remedies of a refusal except a clash; return whether it is scheduled."""
    reasons = request(person, visit)
    for reason in reasons:
        if reason.code != CLASH:
            yield from follow_remedy(person, reason)
    return not reasons


def request(person: SimulatedPerson, visit: BookedVisit) -> tuple[Reason, ...]:
    """Attempt to schedule a visit; return the reasons where it is refused."""
    command = ScheduleVisit(
        person.header(person.coach),
        visit=visit.name,
        kind=visit.kind,
        supporter=visit.supporter,
        start=person.world.year.at(visit.start),
        minutes=visit.minutes,
    )
    reasons = person.ask(command)
    if not reasons:
        person.booked[visit.name] = visit
    return reasons


def release_visits(person: SimulatedPerson, until: float) -> list[BookedVisit]:
    """Free the coaches' time of the visits before a minute of the year, and return these visits."""
    ahead = [visit for visit in person.booked.values() if person.now < visit.start < until]
    for visit in ahead:
        del person.booked[visit.name]
        if visit.diary is not None:
            visit.diary.release(visit.start, visit.minutes)
    return ahead
