"""Standing: another policy, waivers on record, records taken back, cancelling and reopening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.request import before_the_last_turn
from pdflow.engagement.rights import the_commissioner, the_coordinator
from pdflow.engagement.state.briefing import Briefing, briefing, told_from
from pdflow.engagement.state.records import Waiver
from pdflow.engagement.state.state import (
    ANY,
    CANCELLED,
    CLOSED,
    FOLLOW_UP,
    OPEN,
    Engagement,
    Moves,
    Stage,
)
from pdflow.kernel.corrections import (
    already_void,
    no_reason_to_void,
    no_reason_to_waive,
    not_voidable,
    relied_upon,
    unknown_record,
)
from pdflow.kernel.fields import RecordId, key, names, requirement
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
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


@command(by=the_coordinator)
class VoidRecord(Command[Engagement]):
    """Take one recorded fact back, by its name or, where it has none, by the id of the command that recorded it."""

    record: RecordId
    reason: str
    note: str | None = None


@command(by=the_commissioner)
class Cancel(Command[Engagement]):
    """Call the whole engagement off."""

    reason: str
    note: str | None = None


@command(by=the_commissioner)
class Reopen(Command[Engagement]):
    """Take an engagement up again: a closed one in follow-up, a cancelled one in the stage it left."""

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
        state.waivers[self.waiver] = Waiver(self.at, self.requirement, self.for_roster, self.subject)


@event("engagement.record_voided")
class RecordVoided(Event[Engagement]):
    """A recorded fact was taken back; carries the briefing where that changed it."""

    record: RecordId
    reason: str
    note: TeamNote
    briefing: Briefing | None

    def apply(self, state: Engagement) -> None:
        state.void(self.record)


@event("engagement.cancelled")
class EngagementCancelled(Event[Engagement]):
    """The engagement was called off."""

    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.left, state.phase, state.turned = state.phase, CANCELLED, Turn("EngagementCancelled", self.at)


@event("engagement.reopened")
class EngagementReopened(Event[Engagement]):
    """The engagement goes on."""

    to: Annotated[Stage, Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.phase, state.turned = self.to, Turn("EngagementReopened", self.at)


@detail("engagement.no_reason")
def no_reason_to_cancel(state: Engagement, cancel: Cancel) -> Objection:
    return not cancel.reason


@detail("reopen.no_reason")
def no_reason_to_reopen(state: Engagement, reopen: Reopen) -> Objection:
    return not reopen.reason


def under_that_policy(state: Engagement, adopt: AdoptPolicy) -> bool:
    return adopt.policy == state.policy


def cancelled_already(state: Engagement, cancel: Cancel) -> bool:
    return state.phase is CANCELLED


def open_already(state: Engagement, reopen: Reopen) -> bool:
    return state.phase in OPEN


def voided(state: Engagement, void: VoidRecord) -> Sequence[RecordVoided]:
    after = told_from(state)
    after.void(void.record)
    told = briefing(after)
    return (RecordVoided.of(void, briefing=None if told == briefing(state) else told),)


def reopened(state: Engagement, reopen: Reopen) -> Sequence[EngagementReopened]:
    return (EngagementReopened.of(reopen, to=state.left),)


MOVES: Moves = (
    move(AdoptPolicy, OPEN, then=PolicyAdopted, no_op_if=under_that_policy),
    move(Waive, OPEN, guards=[no_reason_to_waive], then=RequirementWaived),
    move(
        VoidRecord,
        ANY,
        guards=[unknown_record, relied_upon, not_voidable, no_reason_to_void],
        then=voided,
        no_op_if=already_void,
    ),
    move(
        Cancel,
        OPEN,
        to=CANCELLED,
        guards=[no_reason_to_cancel, before_the_last_turn],
        then=EngagementCancelled,
        no_op_if=cancelled_already,
        gives_up=True,
    ),
    move(
        Reopen,
        CLOSED,
        to=FOLLOW_UP,
        guards=[no_reason_to_reopen, before_the_last_turn],
        then=reopened,
        no_op_if=open_already,
    ),
    move(
        Reopen,
        CANCELLED,
        to=OPEN,
        guards=[no_reason_to_reopen, before_the_last_turn],
        then=reopened,
        no_op_if=open_already,
    ),
)
