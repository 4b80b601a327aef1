"""Technical assistance that a participant asks for, and what answers it."""

import pytest
from tests.participation.permissions import LIVE, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    SUPPORTERS,
    Story,
    ana,
    check_in,
    completed,
    host,
    in_cycle_two,
    kim,
    lee,
    observe,
    office,
    settled,
    supported,
    with_growth_area,
)

from pdflow import Command, Header, Strategy
from pdflow.audience import Audience, audiences, personal
from pdflow.participation import (
    AnswerRequest,
    BeginNextCycle,
    OpenCoaching,
    ReceiveFollowUp,
    RecordVoided,
    RequestAnswered,
    RequestSupport,
    SupportRequested,
    VoidRecord,
    decider,
    open_requests,
)
from pdflow.testing.spec import given


def ask(header: Header, request: str = "rq1", topic: str | None = "how to group a class") -> Command:
    return RequestSupport(header, request=request, topic=topic)


def answer(header: Header, request: str = "rq1") -> Command:
    return AnswerRequest(header, request=request, note="a plan for groups of three")


def asked(*then: Command) -> Story:
    return [*with_growth_area(), ask(ana(9)), *then]


def test_a_participant_asks_for_help() -> None:
    command = ask(ana(9))
    state = given(decider, *supported()).when(command).then(SupportRequested.of(command))
    assert open_requests(state) == ["rq1"]


@pytest.mark.parametrize("topic", [None, "", "  \n"])
def test_whoever_asks_says_what_about(topic: str | None) -> None:
    given(decider, *supported()).when(ask(ana(9), topic=topic)).refused("request.nothing_asked")


def test_what_was_asked_is_for_the_pair_and_can_be_erased() -> None:
    assert audiences(SupportRequested)["topic"] is audiences(RequestAnswered)["note"] is Audience.PAIR
    assert (personal(SupportRequested), personal(RequestAnswered)) == (("topic",), ("note",))


def test_a_supporter_answers_a_request_once() -> None:
    command = answer(kim(10))
    state = given(decider, *asked()).when(command).then(RequestAnswered.of(command))
    assert open_requests(state) == []
    given(decider, *asked(command)).when(answer(lee(11))).nothing()


def test_a_request_nobody_made_is_not_answered() -> None:
    for story in (supported(), asked()):
        [reason] = given(decider, *story).when(answer(kim(10), "rq9")).refused("request.unknown")
        assert reason.parameters == {"unknown": ("rq9",)}


def test_a_request_is_not_answered_before_it_was_made() -> None:
    [reason] = given(decider, *asked()).when(answer(kim(8))).refused("record.before")
    assert reason.parameters["record"] == "rq1"


CONTACTS: list[Command] = [
    observe(kim(10), "ob9", "ask", request="rq1"),
    check_in(kim(10), "k9", request="rq1"),
    OpenCoaching(kim(10), session="s1", growth_area="g1", request="rq1"),
    ReceiveFollowUp(
        host(10), follow_up="f9", strategy=Strategy.TECHNICAL_ASSISTANCE, minutes=30, given_by="lee", request="rq1"
    ),
]


@pytest.mark.parametrize("contact", CONTACTS, ids=lambda contact: type(contact).__name__)
def test_a_contact_that_names_a_request_answers_it(contact: Command) -> None:
    answered = given(decider, *asked(contact))
    assert open_requests(answered.state) == []
    answered.when(answer(lee(11))).nothing()


@pytest.mark.parametrize("contact", CONTACTS, ids=lambda contact: type(contact).__name__)
def test_a_contact_does_not_name_a_request_nobody_made(contact: Command) -> None:
    [reason] = given(decider, *with_growth_area()).when(contact).refused("request.unknown")
    assert reason.parameters == {"unknown": ("rq1",)}


def test_voiding_the_answer_opens_the_request_again_and_the_request_cannot_be_voided_before() -> None:
    answered = given(decider, *asked(CONTACTS[0]))
    [reason] = answered.when(VoidRecord(office(11), record="rq1", reason="mistake")).refused("record.relied_upon")
    assert reason.parameters == {"record": "rq1", "by": "ob9"}
    state = answered.when(VoidRecord(office(11), record="ob9", reason="mistake")).then(RecordVoided)
    assert open_requests(state) == ["rq1"]


def test_an_open_request_passes_over_into_the_next_cycle_and_an_answered_one_does_not() -> None:
    requests = [ask(ana(18), "rq1"), ask(ana(18), "rq2"), answer(kim(19), "rq1")]
    state = given(decider, *settled(), *requests, BeginNextCycle(kim(20), cycle=2)).state
    assert ([*state.requests], open_requests(state)) == (["rq2"], ["rq2"])


def test_the_same_request_again_is_a_no_op_and_its_name_is_no_other_records() -> None:
    given(decider, *asked()).when(ask(ana(12))).nothing()
    [reason] = given(decider, *asked()).when(ask(ana(12), "ob1")).refused("record.name_taken")
    assert reason.parameters == {"record": "ob1", "kind": "observations"}


def test_who_asks_and_who_answers() -> None:
    assert people_allowed(ask) == {"ana", "office"}
    assert people_allowed(answer, asked()) == {*SUPPORTERS, "office"}
    assert phases_allowed(ask(ana(200))) == phases_allowed(answer(kim(200))) == LIVE


def test_nothing_is_asked_of_a_participation_that_is_over() -> None:
    given(decider, *completed()).when(ask(ana(200))).refused("participation.not_in_phase")


def test_a_request_of_the_second_cycle_is_asked_and_answered_there() -> None:
    given(decider, *in_cycle_two(), ask(ana(21))).when(answer(kim(22))).then(RequestAnswered)


def test_an_observation_that_names_another_request_than_before_is_another_observation() -> None:
    story = asked(ask(ana(9), "rq2", "how to end a class"), CONTACTS[0])
    changed = observe(kim(10), "ob9", "ask", request="rq2")
    assert says_otherwise(given(decider, *story).when(changed)) == ("request",)
