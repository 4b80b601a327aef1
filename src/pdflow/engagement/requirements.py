"""Requirements: the policy that sets them, and waivers of them."""

from __future__ import annotations

from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.rights import the_coordinator, who_waives
from pdflow.engagement.state import OPEN, Engagement, EngagementWaiver, Moves, PolicyAdoption, kept
from pdflow.kernel.corrections import no_reason_to_waive
from pdflow.kernel.fields import RecordId, key, names, requirement, restates
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.policy import AskedPolicy, Policy, name_taken
from pdflow.policy_upcasters import with_former_rules


@command(by=the_coordinator)
class AdoptPolicy(Command[Engagement]):
    """Adopt another policy, by which whatever happens from then on is judged; what was recorded does not change."""

    policy: AskedPolicy = restates(lambda state, at: state.policy_at(at))


@command(by=who_waives)
class Waive(Command[Engagement]):
    """Waive a requirement, by its reason code, with a reason.

    The waiver holds for the whole engagement, or for the one outcome, training, session, partner or strategy named as
    its ``subject``. With ``for_roster`` a requirement of participations is waived for everybody on the roster: the
    engagement itself does not change, coordination passes the waiver on, and each participation judges the code.
    """

    waiver: RecordId = key("waivers")
    requirement: str = requirement(handed_on_if="for_roster")
    subject: RecordId | None = names("outcomes", "trainings", "partners", "plans", parts=True, default=None)
    for_roster: bool = False
    reason: str
    note: TeamNote = None


@event("engagement.policy_adopted", version=2, upcasters={1: with_former_rules})
class PolicyAdopted(Event[Engagement]):
    """Another policy was adopted."""

    policy: Annotated[Policy, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.policy = self.policy
        state.adoptions = (*state.adoptions, PolicyAdoption(self.at, self.policy))


@event("engagement.requirement_waived")
class RequirementWaived(Event[Engagement]):
    """A requirement was waived."""

    waiver: RecordId
    requirement: Annotated[str, Audience.ALL]
    subject: Annotated[RecordId | None, Audience.ALL]
    for_roster: Annotated[bool, Audience.ALL]
    reason: str
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.waivers[self.waiver] = kept(EngagementWaiver, self, waived_by=self.by.person)


@detail("policy.name_taken")
def policy_name_taken(state: Engagement, adopt: AdoptPolicy) -> Objection:
    """A name and a version stand for one content, so that nobody takes another rule for the one they know."""
    return name_taken([adopted.policy for adopted in state.adoptions], adopt.policy)


def adopted_already(state: Engagement, adopt: AdoptPolicy) -> bool:
    return adopt.policy == state.policy_at(adopt.at)


MOVES: Moves = (
    move(AdoptPolicy, OPEN, guards=[policy_name_taken], then=PolicyAdopted, no_op_if=adopted_already),
    move(Waive, OPEN, guards=[no_reason_to_waive], then=RequirementWaived),
)
