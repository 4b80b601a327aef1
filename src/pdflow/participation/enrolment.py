"""Enrolment: joining a participation, the briefing, a transfer, and a change of policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pdflow.kernel.fields import NameOrBlank, restates
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.periods import held_at
from pdflow.kernel.records import Turn
from pdflow.participation.rights import the_coordinator, the_manager, the_programme
from pdflow.participation.state import (
    ANY,
    ENROLLED,
    LIVE,
    NOTHING,
    AdoptedPolicy,
    Moves,
    Participation,
    Place,
    with_move,
)
from pdflow.people import SYSTEM, PersonId
from pdflow.policy import LIGHT, AskedPolicy, Policy, name_taken
from pdflow.policy_upcasters import with_former_rules
from pdflow.values import EngagementId, Outcome, SiteId, SiteOrBlank, Strategy


@command(by=the_programme)
class Enrol(Command[Participation]):
    """Enrol a person, alone or as part of an engagement."""

    person: PersonId
    role_title: NameOrBlank = ""
    site: SiteOrBlank = ""
    manager: PersonId | None = None
    policy: AskedPolicy = LIGHT
    engagement: EngagementId | None = None
    outcomes: tuple[Outcome, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    planned_end: date | None = None


@command(by=the_programme)
class BriefParticipant(Command[Participation]):
    """Replace the outcomes, follow-up strategies and planned end of a participation, all three of them.

    What is to stay is given again: without a planned end the participation has none from then on.
    """

    outcomes: tuple[Outcome, ...] = restates(lambda state, _: state.outcomes)
    strategies: tuple[Strategy, ...] = restates(lambda state, _: state.strategies)
    planned_end: date | None = restates(lambda state, _: state.planned_end, default=None)


@command(by=the_manager)
class Transfer(Command[Participation]):
    """Move a person to another site, role or line manager from a day on; until that day the former ones hold.

    Another day for a move that is still to come moves it to that day. Without a ``site`` the person stays at theirs.
    """

    site: SiteId | None = restates(lambda state, at: state.place_at(at).site or None, default=None)
    role_title: NameOrBlank = restates(lambda state, at: state.place_at(at).role_title)
    manager: PersonId | None = restates(lambda state, at: state.place_at(at).manager, default=None)
    from_day: date


@command(by=the_coordinator)
class AdoptPolicy(Command[Participation]):
    """Apply another policy to what is still open; what was done stays as it is."""

    policy: AskedPolicy = restates(lambda state, at: state.policy_at(at))


@event("participation.enrolled", version=2, upcasters={1: with_former_rules})
class Enrolled(Event[Participation]):
    """A person joined."""

    person: PersonId
    role_title: str
    site: str
    manager: PersonId | None
    policy: Policy
    engagement: EngagementId | None
    outcomes: tuple[Outcome, ...]
    strategies: tuple[Strategy, ...]
    planned_end: date | None

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = ENROLLED, Turn("Enrolled", self.at)
        state.enrolled_at, state.cycles = self.at, (self.at,)
        state.person, state.engagement, state.policy = self.person, self.engagement, self.policy
        state.role_title, state.site, state.manager = self.role_title, self.site, self.manager
        state.places = (Place(date.min, self.site, self.role_title, self.manager),)
        state.adoptions = (AdoptedPolicy(self.at, self.policy),)
        state.outcomes, state.strategies, state.planned_end = self.outcomes, self.strategies, self.planned_end


@event("participation.participant_briefed")
class ParticipantBriefed(Event[Participation]):
    """The current outcomes, follow-up strategies and planned end were given."""

    outcomes: tuple[Outcome, ...]
    strategies: tuple[Strategy, ...]
    planned_end: date | None

    def apply(self, state: Participation) -> None:
        state.enrolled_with = state.enrolled_with or state.briefing()
        state.outcomes, state.strategies, state.planned_end = self.outcomes, self.strategies, self.planned_end


@event("participation.transferred")
class Transferred(Event[Participation]):
    """The person moved to another site, role or line manager."""

    site: str
    role_title: str
    manager: PersonId | None
    from_day: date

    def apply(self, state: Participation) -> None:
        state.site, state.role_title, state.manager = self.site, self.role_title, self.manager
        state.there_from = self.from_day
        place = Place(self.from_day, self.site, self.role_title, self.manager)
        state.places = with_move(state.places, place, self.at.date())


@event("participation.policy_adopted", version=2, upcasters={1: with_former_rules})
class PolicyAdopted(Event[Participation]):
    """Another policy applies from this event on."""

    policy: Policy

    def apply(self, state: Participation) -> None:
        state.policy = self.policy
        state.adoptions = (*state.adoptions, AdoptedPolicy(self.at, self.policy))


@detail("enrolment.already_enrolled")
def already_enrolled(state: Participation, enrol: Enrol) -> Objection:
    if state.phase is NOTHING:
        return None
    enrolled: dict[str, object] = {"person": state.person, "engagement": state.engagement}
    differs = tuple(_differences(state, enrol))
    return enrolled | {"differs": differs} if differs else enrolled


@fact("enrolment.already_enrolled")
def somebody_enrolled(state: Participation) -> Objection:
    """Whatever a form says: the same enrolment again changes nothing, and another one is refused."""
    return None if state.phase is NOTHING else {"person": state.person, "engagement": state.engagement}


def _differences(state: Participation, enrol: Enrol) -> Iterator[str]:
    """The fields that say something else than the enrolment did, whatever the participant was briefed on since."""
    place, adopted = state.places[0], state.adoptions[0].policy
    briefed = state.enrolled_with or state.briefing()
    enrolled: dict[str, object] = {
        "person": state.person,
        "engagement": state.engagement,
        "role_title": place.role_title,
        "site": place.site,
        "manager": place.manager,
        "policy": adopted,
        "outcomes": briefed.outcomes,
        "strategies": briefed.strategies,
        "planned_end": briefed.planned_end,
    }
    return (name for name, value in enrolled.items() if getattr(enrol, name) != value)


def is_enrolled_so(state: Participation, enrol: Enrol) -> bool:
    """Automation enrols whoever joins a roster again without knowing what was said first; a briefing follows."""
    if state.phase is NOTHING:
        return False
    if enrol.by.role == SYSTEM:
        return (enrol.person, enrol.engagement) == (state.person, state.engagement)
    return not any(_differences(state, enrol))


def briefing_is_unchanged(state: Participation, brief: BriefParticipant) -> bool:
    current = (state.outcomes, state.strategies, state.planned_end)
    return state.phase is not NOTHING and (brief.outcomes, brief.strategies, brief.planned_end) == current


def place_is_unchanged(state: Participation, transfer: Transfer) -> bool:
    place = Place(transfer.from_day, _site_after(state, transfer), transfer.role_title, transfer.manager)
    return bool(state.places) and with_move(state.places, place, transfer.at.date()) == state.places


def transferred(state: Participation, transfer: Transfer) -> Sequence[Transferred]:
    return (Transferred.of(transfer, site=_site_after(state, transfer)),)


def _site_after(state: Participation, transfer: Transfer) -> str:
    """Where the person works from the day of a transfer on."""
    if transfer.site is not None:
        return transfer.site
    place = held_at(state.places, transfer.from_day)
    return "" if place is None else place.site


@detail("policy.name_taken")
def policy_name_taken(state: Participation, adopt: AdoptPolicy) -> Objection:
    """A name and a version stand for one content, so that nobody takes another rule for the one they know."""
    return name_taken([adopted.policy for adopted in state.adoptions], adopt.policy)


def policy_is_unchanged(state: Participation, adopt: AdoptPolicy) -> bool:
    return bool(state.adoptions) and adopt.policy == state.policy_at(adopt.at)


MOVES: Moves = (
    move(Enrol, NOTHING, to=ENROLLED, then=Enrolled, no_op_if=is_enrolled_so),
    move(Enrol, ANY, guards=[already_enrolled, somebody_enrolled], then=Enrolled),
    move(BriefParticipant, LIVE, then=ParticipantBriefed, no_op_if=briefing_is_unchanged),
    move(Transfer, LIVE, then=transferred, no_op_if=place_is_unchanged),
    move(AdoptPolicy, LIVE, guards=[policy_name_taken], then=PolicyAdopted, no_op_if=policy_is_unchanged),
)
