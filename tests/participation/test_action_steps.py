"""Action steps are agreed."""

from datetime import date

import attrs
import pytest
from tests.participation.permissions import AT_WORK, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    SUPPORTERS,
    Story,
    agree,
    ana,
    day,
    kim,
    office,
    on,
    supported,
    trained,
    with_growth_area,
)

from pdflow import (
    FULL,
    Command,
)
from pdflow.participation import (
    ActionStepAgreed,
    AdoptPolicy,
    DropGrowthArea,
    RetirePriority,
    SetPriority,
    Waive,
    decider,
)
from pdflow.testing.spec import given

PRIORITY = SetPriority(ana(5), priority="pr1", statement="more talk in class")


def with_step(*then: Command) -> Story:
    """A step agreed on day 10, due on day 17."""
    return [*with_growth_area(), agree(kim(10), "st1", "g1"), *then]


# AgreeActionStep


def test_a_step_is_agreed_for_a_day_of_its_own() -> None:
    command = agree(kim(10), "st1", "g1", due=on(15))
    given(decider, *with_growth_area()).when(command).then(ActionStepAgreed.of(command, session=None))


@pytest.mark.parametrize(("policy", "days"), [(FULL, 7), (attrs.evolve(FULL, name="ours", step_due=10), 10)])
def test_a_step_without_a_day_is_due_when_the_policy_says(policy: object, days: int) -> None:
    command = agree(kim(10), "st1", "g1")
    expected = ActionStepAgreed.of(command, due=on(10 + days), session=None)
    given(decider, *with_growth_area(policy=policy)).when(command).then(expected)


def test_a_step_serves_a_live_priority() -> None:
    given(decider, *supported(), PRIORITY).when(agree(kim(6), "st1", "pr1")).then(ActionStepAgreed)


def test_before_there_is_anything_to_serve_no_step_is_agreed() -> None:
    [reason] = given(decider, *supported()).when(agree(kim(6), "st1", "talk")).refused("step.unaligned")
    assert (reason.parameters, reason.remedy) == ({}, "SetPriority")


@pytest.mark.parametrize(
    ("settle", "serves"),
    [
        (RetirePriority(kim(9), priority="pr1", accomplished=True), "pr1"),
        (DropGrowthArea(kim(9), growth_area="g1", reason="time"), "g1"),
    ],
)
def test_a_step_serves_nothing_that_is_settled(settle: Command, serves: str) -> None:
    other = SetPriority(ana(6), priority="pr2", statement="calm")
    story = [*with_growth_area(), PRIORITY, other, settle]
    [reason] = given(decider, *story).when(agree(kim(10), "st1", serves)).refused("step.unaligned")
    assert reason.parameters == {"serves": serves}


def test_a_step_does_not_serve_a_committed_step() -> None:
    given(decider, *with_growth_area()).when(agree(kim(10), "st1", "ask")).refused("step.unaligned")


def test_a_step_does_not_precede_what_it_serves() -> None:
    [reason] = given(decider, *with_growth_area()).when(agree(kim(8), "st1", "g1")).refused("record.before")
    assert reason.parameters == {"record": "g1", "at": day(9)}


def test_two_open_steps_are_enough() -> None:
    story = with_step(agree(kim(10), "st2", "g1"))
    [reason] = given(decider, *story).when(agree(kim(10), "st3", "g1")).refused("step.too_many_open")
    assert (reason.parameters, reason.remedy) == ({"most": 2, "have": 2}, "CompleteActionStep")


def test_a_step_is_due_within_a_fortnight() -> None:
    given(decider, *with_growth_area()).when(agree(kim(10), "st1", "g1", due=on(24))).then(ActionStepAgreed)
    command = agree(kim(10), "st1", "g1", due=on(25))
    [reason] = given(decider, *with_growth_area()).when(command).refused("step.too_far_off")
    assert reason.parameters == {"due": on(25), "latest": on(24)}


def test_how_far_off_a_step_may_be_can_be_waived_or_left_open() -> None:
    command = agree(kim(10), "st1", "g1", due=on(60))
    waive = Waive(office(10), waiver="w1", requirement="step.too_far_off", reason="holidays")
    given(decider, *with_growth_area(), waive).when(command).then(ActionStepAgreed)
    open_end = attrs.evolve(FULL, name="ours", step_latest=None)
    given(decider, *with_growth_area(policy=open_end)).when(command).then(ActionStepAgreed)


def test_a_step_names_what_to_look_for() -> None:
    given(decider, *with_growth_area()).when(agree(kim(10), "st1", "g1", look_for="")).refused("step.not_observable")


def test_no_step_is_agreed_before_support_began() -> None:
    given(decider, *trained(), PRIORITY).when(agree(kim(6), "st1", "pr1")).refused("support.not_begun")
    early = SetPriority(ana(1), priority="pr1", statement="talk")
    given(decider, *supported(), early).when(agree(kim(4, 8), "st1", "pr1")).refused("support.not_begun")


def test_the_same_step_again_is_a_no_op() -> None:
    given(decider, *with_step()).when(agree(kim(11), "st1", "g1")).nothing()


def test_a_step_of_the_same_name_that_says_something_else_is_refused() -> None:
    changed = agree(kim(11), "st1", "g1", look_for="a long pause", due=on(16))
    assert says_otherwise(given(decider, *with_step()).when(changed)) == ("due", "look_for")


def test_supporters_agree_on_steps_at_work() -> None:
    assert people_allowed(lambda header: agree(header, "st9", "g1"), with_growth_area()) == {*SUPPORTERS, "office"}
    assert phases_allowed(agree(kim(200), "st9", "g1")) == AT_WORK


@pytest.mark.parametrize(("due", "is_taken"), [(on(9), False), (on(10), True), (on(24), True)])
def test_a_step_is_not_due_before_the_day_on_which_it_is_agreed(due: date, is_taken: bool) -> None:
    outcome = given(decider, *with_growth_area()).when(agree(kim(10), "st1", "g1", due=due))
    if is_taken:
        outcome.then(ActionStepAgreed)
    else:
        [reason] = outcome.refused("step.in_the_past")
        assert (reason.parameters, reason.remedy) == ({"due": due}, None)


@pytest.mark.parametrize("blank", ["", "  ", "\n"])
def test_a_look_for_that_says_nothing_makes_no_step_observable(blank: str) -> None:
    given(decider, *with_growth_area()).when(agree(kim(10), "st1", "g1", look_for=blank)).refused("step.not_observable")


def test_a_step_is_judged_by_the_policy_of_its_day() -> None:
    adopted = AdoptPolicy(office(20), policy=attrs.evolve(FULL, name="STRICTER", step_latest=3, step_due=3))
    story = given(decider, *with_growth_area(), adopted)
    story.when(agree(kim(10), "st1", "g1", due=on(24))).then(ActionStepAgreed)
    story.when(agree(kim(21), "st1", "g1", due=on(25))).refused("step.too_far_off")
    [event] = story.when(agree(kim(21), "st1", "g1")).events
    assert isinstance(event, ActionStepAgreed)
    assert event.due == on(24)
