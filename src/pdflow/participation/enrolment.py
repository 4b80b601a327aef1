"""Enrolment: a person joins, is briefed, is given a team, moves elsewhere, comes under another policy."""

from __future__ import annotations

from datetime import date

from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.participation.rights import the_coordinator, the_manager, the_programme
from pdflow.participation.state.state import (
    ANY,
    ENROLLED,
    LIVE,
    NOTHING,
    Moves,
    Participation,
)
from pdflow.people import (
    Handover,
    PersonId,
    Supporter,
    Tier,
)
from pdflow.policy import LIGHT, Policy
from pdflow.values import Outcome, Strategy


@command(by=the_programme)
class Enrol(Command[Participation]):
    """Bring a person into a participation, alone or as part of an engagement."""

    person: PersonId
    role_title: str = ""
    site: str = ""
    manager: PersonId | None = None
    policy: Policy = LIGHT
    engagement: str | None = None
    outcomes: tuple[Outcome, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    planned_end: date | None = None


@command(by=the_programme)
class BriefParticipant(Command[Participation]):
    """Tell a participation the outcomes, follow-up strategies and planned end as they now stand."""

    outcomes: tuple[Outcome, ...]
    strategies: tuple[Strategy, ...]
    planned_end: date | None = None


@command(by=the_coordinator)
class AssignTeam(Command[Participation]):
    """Name the supporters, the coach among them, who takes over from whom, and the tier with its ground."""

    team: tuple[Supporter, ...]
    coach: PersonId | None = None
    handovers: tuple[Handover, ...] = ()
    tier: Tier = Tier.INTENSIVE
    ground: str = ""


@command(by=the_manager)
class Transfer(Command[Participation]):
    """Move a person to another site, role or line manager, from a day on."""

    site: str
    role_title: str
    manager: PersonId | None = None
    from_day: date


@command(by=the_coordinator)
class AdoptPolicy(Command[Participation]):
    """Judge what is still open by another policy; what is done stays done."""

    policy: Policy


@event("participation.enrolled")
class Enrolled(Event[Participation]):
    """A person joined."""

    person: PersonId
    role_title: str
    site: str
    manager: PersonId | None
    policy: Policy
    engagement: str | None
    outcomes: tuple[Outcome, ...]
    strategies: tuple[Strategy, ...]
    planned_end: date | None

    def apply(self, state: Participation) -> None:
        state.phase, state.turned = ENROLLED, Turn("Enrolled", self.at)
        state.enrolled_at, state.cycles = self.at, (self.at,)
        state.person, state.engagement, state.policy = self.person, self.engagement, self.policy
        state.role_title, state.site, state.manager = self.role_title, self.site, self.manager
        state.outcomes, state.strategies, state.planned_end = self.outcomes, self.strategies, self.planned_end


@event("participation.participant_briefed")
class ParticipantBriefed(Event[Participation]):
    """Outcomes, follow-up strategies and planned end were made known as they now stand."""

    outcomes: tuple[Outcome, ...]
    strategies: tuple[Strategy, ...]
    planned_end: date | None

    def apply(self, state: Participation) -> None:
        state.outcomes, state.strategies, state.planned_end = self.outcomes, self.strategies, self.planned_end


@event("participation.team_assigned")
class TeamAssigned(Event[Participation]):
    """The team, its coach and the tier were settled."""

    team: tuple[Supporter, ...]
    coach: PersonId | None
    handovers: tuple[Handover, ...]
    tier: Tier
    ground: str

    def apply(self, state: Participation) -> None:
        state.team, state.coach, state.tier, state.ground = self.team, self.coach, self.tier, self.ground
        for handover in self.handovers:
            state.successors[handover.predecessor] = handover.successor


@event("participation.transferred")
class Transferred(Event[Participation]):
    """The person moved."""

    site: str
    role_title: str
    manager: PersonId | None
    from_day: date

    def apply(self, state: Participation) -> None:
        state.site, state.role_title, state.manager = self.site, self.role_title, self.manager
        state.there_from = self.from_day


@event("participation.policy_adopted")
class PolicyAdopted(Event[Participation]):
    """Another policy holds from here on."""

    policy: Policy

    def apply(self, state: Participation) -> None:
        state.policy = self.policy


@detail("enrolment.already_enrolled")
def already_enrolled(state: Participation, enrol: Enrol) -> Objection:
    return {"person": state.person, "engagement": state.engagement} if is_enrolled(state) else None


@detail("team.supports_self")
def supports_self(state: Participation, assign: AssignTeam) -> Objection:
    named = {assign.coach, *(supporter.person for supporter in assign.team)}
    return {"person": state.person} if state.person in named else None


def is_enrolled(state: Participation) -> bool:
    """Whether there is anything that could be so already."""
    return state.phase is not NOTHING


def enrolled_here(state: Participation, enrol: Enrol) -> bool:
    return is_enrolled(state) and (state.person, state.engagement) == (enrol.person, enrol.engagement)


def briefed_so(state: Participation, brief: BriefParticipant) -> bool:
    told = (brief.outcomes, brief.strategies, brief.planned_end)
    return is_enrolled(state) and told == (state.outcomes, state.strategies, state.planned_end)


def assigned_so(state: Participation, assign: AssignTeam) -> bool:
    handed = all(state.successors.get(new.predecessor) == new.successor for new in assign.handovers)
    asked = (assign.team, assign.coach, assign.tier, assign.ground)
    return is_enrolled(state) and handed and asked == (state.team, state.coach, state.tier, state.ground)


def stands_there(state: Participation, transfer: Transfer) -> bool:
    there = (transfer.site, transfer.role_title, transfer.manager)
    since = state.there_from in (None, transfer.from_day)
    return is_enrolled(state) and since and there == (state.site, state.role_title, state.manager)


def under_that_policy(state: Participation, adopt: AdoptPolicy) -> bool:
    return is_enrolled(state) and adopt.policy == state.policy


MOVES: Moves = (
    move(Enrol, NOTHING, to=ENROLLED, then=Enrolled, no_op_if=enrolled_here),
    move(Enrol, ANY, guards=[already_enrolled], then=Enrolled),
    move(BriefParticipant, LIVE, then=ParticipantBriefed, no_op_if=briefed_so),
    move(AssignTeam, LIVE, guards=[supports_self], then=TeamAssigned, no_op_if=assigned_so),
    move(Transfer, LIVE, then=Transferred, no_op_if=stands_there),
    move(AdoptPolicy, LIVE, then=PolicyAdopted, no_op_if=under_that_policy),
)
