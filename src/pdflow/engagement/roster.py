"""Roster: who takes part, and how each participation ended. Sign-up and waiting lists stay with the host."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.rights import the_programme, the_programme_for_others
from pdflow.engagement.state import (
    DESIGN_ON,
    Briefing,
    Engagement,
    HowEnded,
    Moves,
    ParticipationEnd,
    PersonSummary,
    RosterEntry,
    current_briefing,
)
from pdflow.kernel.fields import NameOrBlank, one_of
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId
from pdflow.policy import Policy
from pdflow.policy_upcasters import with_former_rules
from pdflow.values import SiteOrBlank


def people_on_roster(state: Engagement) -> list[PersonId]:
    """Everybody who ever joined."""
    return [*state.roster]


@command(by=the_programme)
class AddToRoster(Command[Engagement]):
    """Add a person to the roster: at the start, late, as a walk-in, or again after a reopening.

    For somebody on the roster it corrects the role title and the site; what is left blank stays as it is.
    """

    person: PersonId
    role_title: NameOrBlank = ""
    site: SiteOrBlank = ""
    manager: PersonId | None = None


@command(by=the_programme_for_others)
class EndParticipation(Command[Engagement]):
    """Record the end of a participation, the way it ended, and its summary."""

    person: PersonId = one_of(people_on_roster, unknown="roster.unknown_person")
    how: HowEnded
    summary: PersonSummary = PersonSummary()


@event("engagement.roster_joined", version=2, upcasters={1: with_former_rules})
class RosterJoined(Event[Engagement]):
    """A person joined; carries the policy and the briefing of their participation. Undone by ending it."""

    person: PersonId
    role_title: NameOrBlank
    site: SiteOrBlank
    manager: PersonId | None
    engagement: Annotated[str, Audience.ALL]
    policy: Annotated[Policy, Audience.ALL]
    briefing: Briefing
    waived: Annotated[tuple[str, ...], Audience.ALL]
    """The requirements waived for everybody on the roster, but not by this person."""

    def apply(self, state: Engagement) -> None:
        since = state.roster[self.person].at if state.on_roster(self.person) else self.at
        state.roster[self.person] = RosterEntry(since, self.role_title, self.site)
        state.ended.pop(self.person, None)


@event("engagement.participation_ended")
class ParticipationEnded(Event[Engagement]):
    """A participation ended; carries its frozen summary. Undone by joining again."""

    person: PersonId
    how: HowEnded
    summary: PersonSummary

    def apply(self, state: Engagement) -> None:
        state.ended[self.person] = ParticipationEnd(self.at, self.how, self.summary)


@detail("roster.unknown_person", remedy="AddToRoster")
def unknown_person(state: Engagement, end: EndParticipation) -> Objection:
    return {"person": end.person} if end.person not in state.roster else None


@detail("record.before")
def ended_before_joining(state: Engagement, end: EndParticipation) -> Objection:
    joined = state.roster.get(end.person)
    return {"record": "RosterJoined", "at": joined.at} if joined and end.at < joined.at else None


@detail("record.before")
def joined_before_ending(state: Engagement, add: AddToRoster) -> Objection:
    end = state.ended.get(add.person)
    return {"record": "ParticipationEnded", "at": end.at} if end and add.at < end.at else None


def joined_already(state: Engagement, add: AddToRoster) -> bool:
    return state.on_roster(add.person) and _place(state, add) == _place_known(state, add)


def ended_already(state: Engagement, end: EndParticipation) -> bool:
    known = state.ended.get(end.person)
    return known is not None and (known.how, known.summary) == (end.how, end.summary)


def joined(state: Engagement, add: AddToRoster) -> Sequence[RosterJoined]:
    by_others = [waiver for waiver in state.waivers.values() if waiver.for_roster and waiver.waived_by != add.person]
    waived = dict.fromkeys(waiver.requirement for waiver in by_others)
    role_title, site = _place(state, add)
    return (
        RosterJoined.of(
            add,
            role_title=role_title,
            site=site,
            briefing=current_briefing(state),
            engagement=state.engagement,
            policy=state.policy_at(add.at),
            waived=tuple(waived),
        ),
    )


def _place(state: Engagement, add: AddToRoster) -> tuple[str, str]:
    """The role title and the site that somebody will have."""
    role_title, site = _place_known(state, add)
    return add.role_title or role_title, add.site or site


def _place_known(state: Engagement, add: AddToRoster) -> tuple[str, str]:
    entry = state.roster[add.person] if state.on_roster(add.person) else None
    return ("", "") if entry is None else (entry.role_title, entry.site)


MOVES: Moves = (
    move(AddToRoster, DESIGN_ON, guards=[joined_before_ending], then=joined, no_op_if=joined_already),
    move(
        EndParticipation,
        DESIGN_ON,
        guards=[unknown_person, ended_before_joining],
        then=ParticipationEnded,
        no_op_if=ended_already,
    ),
)
