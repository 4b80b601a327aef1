"""Cancellation of an engagement, and reopening of a closed or cancelled one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.chronology import before_the_last_turn
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import CANCELLED, CLOSED, FOLLOW_UP, OPEN, Engagement, EngagementStage, Moves
from pdflow.kernel.fields import is_blank
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn


@command(by=the_commissioner)
class Cancel(Command[Engagement]):
    """Cancel the whole engagement."""

    reason: str
    note: TeamNote = None


@command(by=the_commissioner)
class Reopen(Command[Engagement]):
    """Reopen an engagement: a closed one in follow-up, a cancelled one in its last stage."""

    reason: str
    note: TeamNote = None


@event("engagement.cancelled")
class EngagementCancelled(Event[Engagement]):
    """The engagement was cancelled."""

    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.left, state.phase = state.phase, CANCELLED
        state.turned = Turn("EngagementCancelled", self.at, self.reason)


@event("engagement.reopened")
class EngagementReopened(Event[Engagement]):
    """The engagement was reopened."""

    to: Annotated[EngagementStage, Audience.ALL]
    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.phase, state.turned = self.to, Turn("EngagementReopened", self.at, self.reason)


@detail("engagement.no_reason")
def no_reason_to_cancel(state: Engagement, cancel: Cancel) -> Objection:
    return is_blank(cancel.reason)


@detail("reopen.no_reason")
def no_reason_to_reopen(state: Engagement, reopen: Reopen) -> Objection:
    return is_blank(reopen.reason)


def cancelled_already(state: Engagement, cancel: Cancel) -> bool:
    return state.turned is not None and state.turned.says("EngagementCancelled", cancel.reason)


def reopened_already(state: Engagement, reopen: Reopen) -> bool:
    return state.turned is not None and state.turned.says("EngagementReopened", reopen.reason)


def reopened(state: Engagement, reopen: Reopen) -> Sequence[EngagementReopened]:
    return (EngagementReopened.of(reopen, to=state.left),)


MOVES: Moves = (
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
        no_op_if=reopened_already,
        takes_back=True,
    ),
    move(
        Reopen,
        CANCELLED,
        to=OPEN,
        guards=[no_reason_to_reopen, before_the_last_turn],
        then=reopened,
        no_op_if=reopened_already,
        takes_back=True,
    ),
)
