"""Attendance at visits: kept, missed by one of the two, or fallen into a leave."""

from __future__ import annotations

from pdflow.participation import MissVisit, VisitKind, is_open_visit
from pdflow.people import PersonId
from pdflow.simulation.participant.booked_visit import BookedVisit
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.visits import book
from pdflow.simulation.world.journal import LOST
from pdflow.simulation.world.stories import Story


def meet(person: SimulatedPerson, kind: VisitKind, days: float) -> Story[BookedVisit]:
    """Book visits until one is kept, the first a number of days ahead; the result is the visit that begins."""
    while True:
        visit = yield from book(person, kind, person.today + round(days))
        if (yield from keep(person, visit)):
            return visit
        days = 1


def keep(person: SimulatedPerson, visit: BookedVisit) -> Story[bool]:
    """Wait for a visit to begin; the result is False where it is cancelled, missed or falls into a leave."""
    if visit.start > person.now:
        yield person.world.env.timeout(visit.start - person.now)
    person.booked.pop(visit.name, None)
    if person.away is not None:
        yield person.away
        return False
    if visit.name not in person.state.visits or not is_open_visit(person.state, visit.name):
        return False
    missing = missing_person(person, visit)
    if missing is not None:
        by = person.coach if missing == person.seat.person else person.me
        person.ask(MissVisit(person.header(by), visit=visit.name, missed_by=missing))
    if visit.diary is not None and missing != visit.supporter:
        kind = visit.kind if missing is None else LOST
        person.world.journal.spend(visit.supporter, person.today // 7, kind, visit.minutes)
    return missing is None


def come_together(person: SimulatedPerson, kind: VisitKind, start: int, minutes: int) -> Story[bool]:
    """Wait for a time in the coach's diary that is no visit; the result is False where one of the two is missing."""
    diary = person.world.diaries[person.coach.person]
    yield person.world.env.timeout(start - person.now)
    if person.away is not None:
        yield person.away
        return False
    numbers, ill = person.world.parameters, diary.is_ill(person.today)
    absent = person.happens(numbers.absence + numbers.no_show, kind)
    if not ill:
        person.world.journal.spend(diary.coach, person.today // 7, LOST if absent else kind, minutes)
    return not (ill or absent)


def missing_person(person: SimulatedPerson, visit: BookedVisit) -> PersonId | None:
    """Return who does not come: a supporter who is ill, or a participant who is absent or has forgotten."""
    numbers = person.world.parameters
    ill = person.happens(numbers.absence, "manager ill") if visit.diary is None else visit.diary.is_ill(person.today)
    if ill:
        return visit.supporter
    return person.seat.person if person.happens(numbers.absence + numbers.no_show, visit.kind) else None
