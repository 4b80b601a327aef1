"""Plausible examples of implementation support: its beginning, priorities, requests, follow-up and practice shared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.examples.values import ExampleMaker, free_name
from pdflow.participation.follow_up_received import ReceiveFollowUp
from pdflow.participation.priorities import RetirePriority, SetPriority, SharePractice
from pdflow.participation.state import Participation, open_requests
from pdflow.participation.support import BeginSupport
from pdflow.participation.support_requests import AnswerRequest, RequestSupport
from pdflow.values import Strategy


def support(state: Participation, header: Header) -> BeginSupport:
    return BeginSupport(header)


def a_priority(state: Participation, header: Header) -> SetPriority:
    return SetPriority(
        header, priority=free_name(state, "priority", state.priorities), statement="everybody has a say in every lesson"
    )


def a_priority_accomplished(state: Participation, header: Header) -> RetirePriority:
    served = {state.steps[step].serves for step in state.open_steps()}
    held = sorted(state.still_open(state.priorities), key=lambda priority: priority in served)
    return RetirePriority(header, priority=first(held), accomplished=True)


def a_request(state: Participation, header: Header) -> RequestSupport:
    return RequestSupport(
        header, request=free_name(state, "request", state.requests), topic="questions that more people can answer"
    )


def a_request_answered(state: Participation, header: Header) -> AnswerRequest:
    return AnswerRequest(header, request=first(open_requests(state)), note="a list of questions, and when to use them")


def a_follow_up(state: Participation, header: Header) -> ReceiveFollowUp:
    return ReceiveFollowUp(
        header,
        follow_up=free_name(state, "follow-up", state.follow_ups),
        strategy=Strategy.COMMUNITY,
        minutes=60,
        given_by=header.by.person,
        group="learning community",
    )


def practice_shared(state: Participation, header: Header) -> SharePractice:
    return SharePractice(header, sharing=free_name(state, "sharing", state.sharings), occasion="team meeting")


SUPPORT_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    BeginSupport: support,
    SetPriority: a_priority,
    RetirePriority: a_priority_accomplished,
    RequestSupport: a_request,
    AnswerRequest: a_request_answered,
    ReceiveFollowUp: a_follow_up,
    SharePractice: practice_shared,
}
