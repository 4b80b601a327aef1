"""Appointments with people: visits, check-ins and debriefs, as far as the coach's week has time."""

from __future__ import annotations

from functools import partial

from pdflow.agenda import Obligation
from pdflow.participation import SUPPORT, CancelVisit, VisitKind, contact_shortfall
from pdflow.people import MANAGER
from pdflow.simulation.participant.booked_visit import BookedVisit
from pdflow.simulation.participant.check_ins import hold_check_in
from pdflow.simulation.participant.coaching import coach_on
from pdflow.simulation.participant.observations import book_debrief, look_at, observation_kind
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.support import begin_support
from pdflow.simulation.participant.visit_attendance import keep
from pdflow.simulation.participant.visits import appoint, appoint_with_manager
from pdflow.simulation.world.school_year import DAY
from pdflow.simulation.world.stories import Story


def meet(person: SimulatedPerson, kind: VisitKind, days: range) -> bool:
    """Schedule a visit on these days, unless one of the kind is booked; return whether there will be one."""
    return is_booked(person, kind) or _expect(person, appoint(person, kind, days))


def is_booked(person: SimulatedPerson, kind: VisitKind, since: int = 0) -> bool:
    """Whether a visit of a kind is in the calendar from a day on."""
    return any(booked.kind is kind and booked.start >= since * DAY for booked in person.booked.values())


def _expect(person: SimulatedPerson, visit: BookedVisit | None) -> bool:
    if visit is not None:
        person.begin(partial(take_place, visit=visit))
    return visit is not None


def take_place(person: SimulatedPerson, visit: BookedVisit) -> Story[None]:
    """Use a visit that is kept: for coaching on an open growth area, a look at practice, or a check-in."""
    if not (yield from keep(person, visit)):
        return
    areas = person.state.open_growth_areas()
    if visit.kind is VisitKind.COACHING and areas and person.state.phase is SUPPORT:
        yield from coach_on(person, areas[0], visit)
    elif visit.kind is observation_kind(person) and visit.diary is not None:
        yield from look_at(person, visit)
    else:
        yield from hold_check_in(person, visit)


def visit_first(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Schedule the first visit after training: a look at practice once support has begun, else a check-in.

    Where the policy does not require support, it begins with that visit.
    """
    if person.state.phase is not SUPPORT and not person.policy.support_before_complete:
        person.begin(begin_support)
    meet(person, observation_kind(person) if person.state.phase is SUPPORT else VisitKind.CHECK_IN, days)


def visit_again(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Schedule a look at practice that has not been looked at for long."""
    meet(person, observation_kind(person), days)


def check_in(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Schedule a check-in with the coach, once it may be held; after a contact in the cycle also with the manager."""
    year, visit = person.world.year, None
    opens = days.start if owed.opens is None else year.day_on(owed.opens.date())
    days = range(max(days.start, opens), days.stop)
    if is_booked(person, VisitKind.CHECK_IN, days.start) or not days:
        return
    seen = not contact_shortfall(person.state, person.state.cycle, year.at(person.now))
    share = person.world.parameters.with_manager
    if seen and person.manager.role == MANAGER and person.happens(share, "check-in with manager"):
        before_due = range(days.start, min(days.stop, year.day_on(owed.due.date())))
        visit = appoint_with_manager(person, before_due or days)
    _expect(person, visit or appoint(person, VisitKind.CHECK_IN, days))


def debrief(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Schedule a debrief that nobody scheduled, or that did not take place."""
    book_debrief(person, owed.about or "", days)


def cancel_lapsed(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Cancel a visit that is over and did not take place."""
    if owed.about not in person.booked and owed.due <= person.world.year.at(person.now):
        person.ask(CancelVisit(person.header(person.coach), visit=owed.about or "", reason="came to nothing"))


def return_visit(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Schedule a look at practice after coaching, where none is in the calendar."""
    if owed.about is None:
        meet(person, observation_kind(person), days)
    else:
        cancel_lapsed(person, owed, days)
