"""Appointments for coaching: growth areas identified, coached on in the same week, and settled."""

from __future__ import annotations

from functools import partial
from typing import Final

from pdflow.agenda import Obligation
from pdflow.participation import VisitKind
from pdflow.simulation.coach.appointments import is_booked, meet
from pdflow.simulation.participant.growth_areas import (
    carry_or_drop,
    close_if_shown,
    drop,
    identify,
    is_mistaken,
    latest_look,
)
from pdflow.simulation.participant.observations import observation_kind
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.world.stories import Story

SESSIONS: Final = 2
"""Coaching sessions on one growth area before it is carried on or dropped."""


def choose_growth_area(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Identify a growth area, and coach on it in the same week if there is time."""
    person.begin(partial(_identify_and_coach, days=days))


def _identify_and_coach(person: SimulatedPerson, days: range) -> Story[None]:
    yield from identify(person)
    if person.state.open_growth_areas():
        schedule_coaching(person, days)


def coach_anyway(person: SimulatedPerson, days: range) -> bool:
    """Coach somebody once in a cycle although the policy does not require it; return whether that is begun."""
    state = person.state
    if not person.wants_coaching or state.counted or state.open_growth_areas() or not latest_look(person):
        return False
    person.begin(partial(_identify_and_coach, days=days))
    return True


def coach(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Schedule coaching on the open growth area, or on a better one that the coach sees by now."""
    area = owed.about or ""
    if is_mistaken(person, area) and drop(person, area):
        choose_growth_area(person, owed, days)
    else:
        schedule_coaching(person, days)


def schedule_coaching(person: SimulatedPerson, days: range) -> None:
    """Schedule coaching, or first the observations that the policy requires before it in this cycle."""
    began, needed = person.state.cycles[-1], person.policy.observations_before_coaching
    lacks = sum(look.at >= began for look in person.state.observations.values()) < needed
    person.note_ready()
    is_observed_first = lacks and not person.slips("observation before coaching")
    meet(person, observation_kind(person) if is_observed_first else VisitKind.COACHING, days)


def settle(person: SimulatedPerson, owed: Obligation, days: range) -> None:
    """Close a growth area that practice shows; else coach once more if there is time, or carry it on or drop it."""
    state, area = person.state, owed.about or ""
    if close_if_shown(person, area) or is_booked(person, VisitKind.COACHING):
        return
    coached = sum(session.growth_area == area for session in state.sessions.values())
    if coached >= SESSIONS or not meet(person, VisitKind.COACHING, days):
        carry_or_drop(person, area)
