"""Request: a change in practice is requested, and the request accepted or declined."""

from datetime import date

import pytest
from tests.engagement.stories import (
    accept,
    after,
    closed,
    day,
    in_design,
    office,
    on,
    outcome,
    payer,
    request,
    requested,
)

from pdflow import AGENCY_CADRE, LIGHT
from pdflow.engagement import (
    Cancel,
    DeclineRequest,
    EngagementRequested,
    EngagementStage,
    Reopen,
    RequestAccepted,
    RequestDeclined,
)


def test_a_request_says_the_need_for_whom_how_many_and_when() -> None:
    command = request(
        evidence="a walk through ten classes", size=24, dates_wanted=(on(40), on(41)), note="soon, please"
    )
    state = (
        after()
        .when(command)
        .then(
            EngagementRequested(
                command.header,
                engagement="e1",
                need="few questions are asked",
                audience="teachers",
                evidence="a walk through ten classes",
                size=24,
                dates_wanted=(on(40), on(41)),
                note="soon, please",
            )
        )
    )
    assert (state.phase, state.engagement) == (EngagementStage.REQUESTED, "e1")


def test_a_request_is_refused_without_a_need_and_without_an_audience() -> None:
    after().when(request(need="", audience="")).refused("request.no_need", "request.no_audience")


@pytest.mark.parametrize("story", [requested(), in_design(), closed()])
def test_the_same_request_again_is_a_no_op_at_any_stage(story: tuple) -> None:
    after(*story).when(request()).nothing()


def test_another_request_in_the_same_stream_is_refused() -> None:
    [reason] = after(*requested()).when(request(engagement="e2")).refused("engagement.not_in_stage")
    assert reason.parameters == {"phase": EngagementStage.REQUESTED, "asked_in": (EngagementStage.NOTHING,)}


def test_accepting_begins_the_design_under_a_policy() -> None:
    command = accept(office(1), policy=AGENCY_CADRE)
    state = (
        after(*requested())
        .when(command)
        .then(RequestAccepted(command.header, start=on(0), planned_end=date(2028, 8, 31), policy=AGENCY_CADRE))
    )
    assert (state.phase, state.policy, state.start) == (EngagementStage.DESIGN, AGENCY_CADRE, on(0))


def test_accepting_twice_is_a_no_op_and_with_other_dates_refused() -> None:
    design = after(*in_design())
    design.when(accept(office(1))).nothing()
    design.when(accept(office(1), start=on(9))).refused("engagement.not_in_stage")


def test_accepting_what_was_cancelled_is_refused_and_names_the_way_back() -> None:
    cancelled = after(*requested(), Cancel(payer(1), reason="no funds"))
    [reason] = cancelled.when(accept(office(2))).refused("engagement.not_in_stage")
    assert reason.remedy == "Reopen"


def test_a_host_that_names_no_policy_gets_the_light_one() -> None:
    assert after(*requested(), accept()).state.policy == LIGHT


def test_declining_ends_it_with_a_reason() -> None:
    command = DeclineRequest(office(1), reason="no trainer", note="ask again in spring")
    state = (
        after(*requested())
        .when(command)
        .then(RequestDeclined(command.header, reason="no trainer", note="ask again in spring"))
    )
    assert state.phase is EngagementStage.CANCELLED


def test_declining_is_refused_without_a_reason() -> None:
    after(*requested()).when(DeclineRequest(office(1), reason="")).refused("request.no_reason")


def test_declining_twice_is_a_no_op_but_not_once_it_was_accepted() -> None:
    decline = DeclineRequest(office(2), reason="no trainer")
    after(*requested(), DeclineRequest(office(1), reason="no trainer")).when(decline).nothing()
    after(*in_design()).when(decline).refused("engagement.not_in_stage")
    after(*in_design(), Cancel(payer(1), reason="no funds")).when(decline).refused("engagement.not_in_stage")


def test_a_declined_request_can_be_taken_up_again() -> None:
    declined = (*requested(), DeclineRequest(office(1), reason="no trainer"))
    assert after(*declined, Reopen(payer(2), reason="a trainer was found")).state.phase is EngagementStage.REQUESTED


def test_nothing_is_dated_before_the_request() -> None:
    [reason] = after(*in_design()).when(outcome(payer(-1))).refused("record.before")
    assert reason.parameters == {"record": "EngagementRequested", "at": day(0)}


def test_a_turn_cannot_precede_the_turn_before_it() -> None:
    [reason] = after(request(payer(3))).when(accept(office(2))).refused("record.before")
    assert reason.parameters == {"record": "EngagementRequested", "at": day(3)}
    accepted = after(request(payer(3)), accept(office(5)))
    [reason] = accepted.when(Cancel(payer(4), reason="no funds")).refused("record.before")
    assert reason.parameters == {"record": "RequestAccepted", "at": day(5)}
