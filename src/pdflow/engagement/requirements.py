"""Requirements: the policy that sets them, and waivers of them."""

from __future__ import annotations

from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.rights import the_commissioner, the_coordinator
from pdflow.engagement.state import OPEN, Engagement, EngagementWaiver, Moves
from pdflow.kernel.corrections import no_reason_to_waive
from pdflow.kernel.fields import RecordId, key, names, requirement
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.policy import Policy


@command(by=the_coordinator)
class AdoptPolicy(Command[Engagement]):
    """Judge what is still open by another policy; what is done stays done."""

    policy: Policy


@command(by=the_commissioner)
class Waive(Command[Engagement]):
    """Waive a requirement, by its reason code, with a reason.

    It holds for the whole engagement, or for the one outcome, training, session, partner or strategy named as its
    ``subject``. With ``for_roster`` it is a requirement of participations that is waived for everybody on the roster:
    nothing changes here, coordination hands it on, and each participation judges whether there is such a code.
    """

    waiver: RecordId = key("waivers")
    requirement: str = requirement(handed_on_if="for_roster")
    subject: RecordId | None = names("outcomes", "trainings", "partners", "plans", default=None)
    for_roster: bool = False
    reason: str
    note: str | None = None


@event("engagement.policy_adopted")
class PolicyAdopted(Event[Engagement]):
    """Another policy holds from here on."""

    policy: Annotated[Policy, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.policy = self.policy


@event("engagement.requirement_waived")
class RequirementWaived(Event[Engagement]):
    """A requirement was waived, on record."""

    waiver: RecordId
    requirement: Annotated[str, Audience.ALL]
    subject: Annotated[RecordId | None, Audience.ALL]
    for_roster: Annotated[bool, Audience.ALL]
    reason: str
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.waivers[self.waiver] = EngagementWaiver(self.at, self.requirement, self.for_roster, self.subject)


def under_that_policy(state: Engagement, adopt: AdoptPolicy) -> bool:
    return adopt.policy == state.policy


MOVES: Moves = (
    move(AdoptPolicy, OPEN, then=PolicyAdopted, no_op_if=under_that_policy),
    move(Waive, OPEN, guards=[no_reason_to_waive], then=RequirementWaived),
)
