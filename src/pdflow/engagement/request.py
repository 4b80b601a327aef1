"""Request: somebody asks for a change in practice, and the request is accepted or declined."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.engagement.chronology import before_the_last_turn, days_outside
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    CANCELLED,
    DESIGN,
    DESIGN_ON,
    NOTHING,
    REQUESTED,
    Engagement,
    Moves,
    PolicyAdoption,
    Request,
)
from pdflow.kernel.fields import is_blank
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.kernel.records import Turn
from pdflow.policy import LIGHT, AskedPolicy, Policy
from pdflow.policy_upcasters import with_former_rules
from pdflow.values import Count, EngagementId


@command(by=the_commissioner)
class RequestEngagement(Command[Engagement]):
    """Ask for a change in practice: the need and its data, the audience and its size, and the dates wanted.

    ``engagement`` is the host's name for it, by which participations refer to it.
    """

    engagement: EngagementId
    need: str
    audience: str
    evidence: str = ""
    size: Count | None = None
    dates_wanted: tuple[date, ...] = ()
    note: TeamNote = None


@command(by=the_commissioner)
class AcceptRequest(Command[Engagement]):
    """Accept the request under a policy; the timeline is counted from the start."""

    start: date
    planned_end: date | None = None
    policy: AskedPolicy = LIGHT


@command(by=the_commissioner)
class DeclineRequest(Command[Engagement]):
    """Decline the request."""

    reason: str
    note: TeamNote = None


@event("engagement.requested")
class EngagementRequested(Event[Engagement]):
    """Somebody asked for a change in practice."""

    engagement: Annotated[EngagementId, Audience.ALL]
    need: Annotated[str, Audience.ALL]
    audience: Annotated[str, Audience.ALL]
    evidence: Annotated[str, Audience.ALL]
    size: Annotated[Count | None, Audience.ALL]
    dates_wanted: Annotated[tuple[date, ...], Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.phase, state.turned = REQUESTED, Turn("EngagementRequested", self.at)
        state.engagement, state.requested_at = self.engagement, self.at
        state.request = Request(self.need, self.audience, self.evidence, self.size, self.dates_wanted)


@event("engagement.request_accepted", version=2, upcasters={1: with_former_rules})
class RequestAccepted(Event[Engagement]):
    """The request was accepted; the design began."""

    start: Annotated[date, Audience.ALL]
    planned_end: Annotated[date | None, Audience.ALL]
    policy: Annotated[Policy, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.phase, state.turned = DESIGN, Turn("RequestAccepted", self.at)
        state.start, state.planned_end, state.policy = self.start, self.planned_end, self.policy
        state.adoptions = (PolicyAdoption(self.at, self.policy),)


@event("engagement.request_declined")
class RequestDeclined(Event[Engagement]):
    """The request was declined."""

    reason: Annotated[str, Audience.ALL]
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.left, state.phase, state.turned = state.phase, CANCELLED, Turn("RequestDeclined", self.at, self.reason)


@detail("request.no_need")
def no_need(state: Engagement, request: RequestEngagement) -> Objection:
    return is_blank(request.need)


@detail("request.no_audience")
def no_audience(state: Engagement, request: RequestEngagement) -> Objection:
    return is_blank(request.audience)


@detail("request.no_reason")
def no_reason_to_decline(state: Engagement, decline: DeclineRequest) -> Objection:
    return is_blank(decline.reason)


@detail("time.outside_dates")
def ends_before_start(state: Engagement, accept: AcceptRequest) -> Objection:
    return days_outside([accept.planned_end] if accept.planned_end else [], accept.start, None)


def requested_already(state: Engagement, request: RequestEngagement) -> bool:
    asked = Request(request.need, request.audience, request.evidence, request.size, request.dates_wanted)
    return state.phase is not NOTHING and (state.engagement, state.request) == (request.engagement, asked)


def accepted_already(state: Engagement, accept: AcceptRequest) -> bool:
    if state.phase not in DESIGN_ON:
        return False
    accepted = (state.start, state.planned_end, state.adoptions[0].policy)
    return accepted == (accept.start, accept.planned_end, accept.policy)


def declined_already(state: Engagement, decline: DeclineRequest) -> bool:
    return state.turned is not None and state.turned.says("RequestDeclined", decline.reason)


MOVES: Moves = (
    move(
        RequestEngagement,
        NOTHING,
        to=REQUESTED,
        guards=[no_need, no_audience],
        then=EngagementRequested,
        no_op_if=requested_already,
    ),
    move(
        AcceptRequest,
        REQUESTED,
        to=DESIGN,
        guards=[ends_before_start, before_the_last_turn],
        then=RequestAccepted,
        no_op_if=accepted_already,
    ),
    move(
        DeclineRequest,
        REQUESTED,
        to=CANCELLED,
        guards=[no_reason_to_decline, before_the_last_turn],
        then=RequestDeclined,
        no_op_if=declined_already,
        gives_up=True,
    ),
)
