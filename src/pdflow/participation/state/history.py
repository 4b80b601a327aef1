"""The team, the place and the policy of a person over time, and which of them held at a moment."""

from __future__ import annotations

from datetime import date, datetime

import attrs

from pdflow.kernel.frozen import lightly_frozen
from pdflow.kernel.periods import held_at
from pdflow.people import MANAGER, Handover, PersonId, Supporter, Tier
from pdflow.policy import Policy
from pdflow.values import Outcome, Strategy


@lightly_frozen
class Team:
    """A support team from a moment on: who supports, who of them is the coach, and the tier."""

    since: datetime
    supporters: tuple[Supporter, ...] = ()
    coach: PersonId | None = None
    tier: Tier = Tier.INTENSIVE
    handovers: tuple[Handover, ...] = ()
    id: str = attrs.field(default="", eq=False)
    """The id of the command that assigned it."""

    def people(self) -> set[PersonId]:
        """The people of the team, the coach included."""
        people = {supporter.person for supporter in self.supporters}
        return people if self.coach is None else people | {self.coach}

    def includes(self, person: PersonId) -> bool:
        """Whether somebody supports this person, as the coach or otherwise."""
        if person == self.coach:
            return True
        for supporter in self.supporters:
            if supporter.person == person:
                return True
        return False

    def is_by_manager(self, person: PersonId | None, manager: PersonId | None) -> bool:
        """Whether somebody is the line manager, by name or by the role they support in."""
        if person == manager:
            return True
        for supporter in self.supporters:
            if supporter.role is MANAGER and supporter.person == person:
                return True
        return False

    def is_manager_alone(self, manager: PersonId | None) -> bool:
        """Whether there is nobody on the team beyond the line manager; False of a team of nobody."""
        people = self.people()
        for person in people:
            if not self.is_by_manager(person, manager):
                return False
        return bool(people)


@lightly_frozen
class Place:
    """Where a person works from a day on, as what, and under which line manager; an enrolment's has no first day."""

    since: date
    site: str = ""
    role_title: str = ""
    manager: PersonId | None = None


@lightly_frozen
class AdoptedPolicy:
    """A policy from the moment of its adoption on."""

    since: datetime
    policy: Policy


@lightly_frozen
class EnrolmentBriefing:
    """What a person is to reach by when, and the follow-up strategies planned for that."""

    outcomes: tuple[Outcome, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    planned_end: date | None = None


def with_move(places: tuple[Place, ...], place: Place, today: date) -> tuple[Place, ...]:
    """A history of places with a transfer recorded today: unchanged where the person is there by its day anyway.

    Another day for a transfer to the same place corrects that one, where either day is still to come.
    """
    corrected = None if place in places else _corrected(places, place, today)
    others = tuple([each for each in places if each != corrected])
    return others if _is_there(others, place) else (*others, place)


def _corrected(places: tuple[Place, ...], place: Place, today: date) -> Place | None:
    """The transfer to the same place that another day is given to: no move to elsewhere lies between the two days."""
    for former in reversed(places[1:]):
        first, last = sorted((former.since, place.since))
        between = [each for each in places if first <= each.since <= last and not _is_same_place(each, place)]
        if _is_same_place(former, place) and last > today and not between:
            return former
    return None


def _is_there(places: tuple[Place, ...], place: Place) -> bool:
    found = held_at(places, place.since)
    return found is not None and _is_same_place(found, place)


def _is_same_place(place: Place, other: Place) -> bool:
    return (place.site, place.role_title, place.manager) == (other.site, other.role_title, other.manager)
