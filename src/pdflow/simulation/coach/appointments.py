"""Appointments: what a coach does about an obligation with somebody, as far as the week has time for it."""

from __future__ import annotations

from functools import partial
from typing import Final

from pdflow.agenda import Obligation
from pdflow.participation.state.records import VisitKind
from pdflow.participation.state.state import SUPPORT
from pdflow.participation.visits import CancelVisit
from pdflow.people import MANAGER
from pdflow.simulation.participant import support as supporting
from pdflow.simulation.participant.check_ins import check_in
from pdflow.simulation.participant.coaching import meet_on
from pdflow.simulation.participant.observations import find_time_to_talk, kind_of_look, look_at
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.visits import (
    Visit,
    appoint,
    keep,
    with_manager,
)
from pdflow.simulation.world.school_year import DAY

SESSIONS: Final = 2
"""Coaching sessions on one growth area in a cycle before it is settled otherwise."""


def meet(person: Person, kind: VisitKind, days: range) -> bool:
    """Book a visit in the week's time, unless one of the kind is in the calendar; whether there will be one."""
    return is_booked(person, kind) or _expect(person, appoint(person, kind, days))


def is_booked(person: Person, kind: VisitKind, since: int = 0) -> bool:
    """Whether such a visit is in the calendar, from some day on."""
    return any(booked.kind is kind and booked.start >= since * DAY for booked in person.booked.values())


def _expect(person: Person, visit: Visit | None) -> bool:
    if visit is not None:
        person.begin(partial(take_place, visit=visit))
    return visit is not None


def take_place(person: Person, visit: Visit) -> Story[None]:
    """A visit that is kept: coaching where there is something to coach, else a look at practice, or a check-in."""
    if not (yield from keep(person, visit)):
        return
    areas = person.state.open_growth_areas()
    if visit.kind is VisitKind.COACHING and areas and person.state.phase is SUPPORT:
        yield from meet_on(person, areas[0], visit)
    elif visit.kind is kind_of_look(person) and visit.diary is not None:
        yield from look_at(person, visit)
    else:
        person.practice.use(person.today)
        yield from check_in(person, visit)


def visit_first(person: Person, owed: Obligation, days: range) -> None:
    """The first visit after the training: a look at practice where support has begun, else a check-in.

    Where the policy does not ask for support, it begins with that visit.
    """
    if person.state.phase is not SUPPORT and not person.policy.support_before_complete:
        person.begin(supporting.begin_support)
    meet(person, kind_of_look(person) if person.state.phase is SUPPORT else VisitKind.CHECK_IN, days)


def look(person: Person, owed: Obligation, days: range) -> None:
    """Look at the practice of somebody whom nobody saw for long."""
    meet(person, kind_of_look(person), days)


def speak(person: Person, owed: Obligation, days: range) -> None:
    """A check-in, with the line manager or with the coach; not before there is something to say."""
    year, visit = person.cohort.year, None
    days = range(max(days.start, days.start if owed.opens is None else year.day_on(owed.opens.date())), days.stop)
    if is_booked(person, VisitKind.CHECK_IN, days.start) or not days:
        return
    if person.manager.role == MANAGER and person.happens(person.cohort.parameters.with_manager):
        visit = with_manager(person, range(days.start, min(days.stop, year.day_on(owed.due.date()))) or days)
    _expect(person, visit or appoint(person, VisitKind.CHECK_IN, days))


def talk_through(person: Person, owed: Obligation, days: range) -> None:
    """Find time for a debrief that nobody thought of, or that came to nothing."""
    find_time_to_talk(person, owed.about or "", days)


def clear_up(person: Person, owed: Obligation, days: range) -> None:
    """A visit that is over and came to nothing is taken out of the calendar."""
    if owed.about not in person.booked and owed.due <= person.cohort.year.at(person.now):
        person.ask(CancelVisit(person.head(person.coach), visit=owed.about or "", reason="came to nothing"))


def look_again(person: Person, owed: Obligation, days: range) -> None:
    """Look at practice again after coaching, where no visit for it is in the calendar."""
    if owed.about is None:
        meet(person, kind_of_look(person), days)
    else:
        clear_up(person, owed, days)


def choose(person: Person, owed: Obligation, days: range) -> None:
    """Name a growth area, and coach on it in the same week, if there is time left."""
    person.begin(partial(_choose, days=days))


def _choose(person: Person, days: range) -> Story[None]:
    yield from supporting.identify(person)
    if person.state.open_growth_areas():
        coach_soon(person, days)


def coach_anyway(person: Person, days: range) -> bool:
    """Coach somebody although the policy does not ask for it, once in a cycle; whether that is begun."""
    state = person.state
    if not person.wants_coaching or state.counted or state.open_growth_areas() or not supporting.last_seen(person):
        return False
    person.begin(partial(_choose, days=days))
    return True


def coach(person: Person, owed: Obligation, days: range) -> None:
    """Coaching on the open growth area."""
    coach_soon(person, days)


def coach_soon(person: Person, days: range) -> None:
    """Coaching, once practice was looked at as often as it has to be in this cycle, if one thinks of that."""
    began, needed = person.state.cycles[-1], person.policy.observations_before_coaching
    lacks = sum(seen.at >= began for seen in person.state.observations.values()) < needed
    person.ready()
    meet(person, kind_of_look(person) if lacks and not person.slips() else VisitKind.COACHING, days)


def settle(person: Person, owed: Obligation, days: range) -> None:
    """Close a growth area that is shown; coach once more where it is not and there is time; else carry it on."""
    state, area = person.state, owed.about or ""
    if supporting.close(person, area) or is_booked(person, VisitKind.COACHING):
        return
    coached = sum(session.growth_area == area for session in state.sessions.values())
    if coached >= SESSIONS or not meet(person, VisitKind.COACHING, days):
        supporting.settle(person, area)
