"""Check-ins: what is looked at together, and what has to be."""

import pytest
from tests.participation.permissions import LIVE, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    SUPPORTERS,
    Story,
    agree,
    ana,
    check_in,
    commit,
    day,
    enrolled,
    in_cycle_two,
    kim,
    lee,
    supported,
    trained,
    with_growth_area,
)

from pdflow import (
    Command,
    Level,
)
from pdflow.audience import Audience, audiences, personal
from pdflow.participation import (
    CheckInHeld,
    DropActionStep,
    PriorityProgress,
    Progress,
    SetPriority,
    Shown,
    StepReview,
    decider,
)
from pdflow.testing.spec import given

PRIORITY = SetPriority(ana(5), priority="pr1", statement="more talk in class")


def review(step: str, progress: Progress = Progress.UNDER_WAY) -> StepReview:
    return StepReview(step, progress)


def with_step(*then: Command) -> Story:
    return [*with_growth_area(), agree(kim(10), "st1", "g1"), *then]


def test_priorities_and_steps_are_reviewed_together() -> None:
    values = {
        "progress": (PriorityProgress("pr1", Progress.UNDER_WAY),),
        "reviews": (review("st1"), review("ask")),
        "shows": (Shown("g1", Level.PARTLY, "film 12"), Shown("ask", Level.MOSTLY)),
        "reflection": "I wait longer",
    }
    command = check_in(lee(11), "k1", **values)
    state = given(decider, *with_step(PRIORITY)).when(command).then(CheckInHeld.of(command))
    assert state.check_ins["k1"].levels == {"g1": Level.PARTLY}


def test_without_anything_to_look_at_there_is_no_check_in() -> None:
    [reason] = given(decider, *enrolled()).when(check_in(lee(2), "k1")).refused("check_in.nothing_to_check")
    assert (reason.parameters, reason.remedy) == ({}, "SetPriority")


@pytest.mark.parametrize("story", [[*enrolled(), PRIORITY], trained(), with_growth_area()])
def test_a_priority_a_commitment_or_a_growth_area_is_something_to_look_at(story: Story) -> None:
    given(decider, *story).when(check_in(lee(12), "k1")).then(CheckInHeld)


def test_each_open_step_is_reviewed() -> None:
    story = with_step(agree(kim(10), "st2", "g1"))
    [reason] = (
        given(decider, *story)
        .when(check_in(lee(11), "k1", reviews=(review("st2"),)))
        .refused("check_in.step_not_reviewed")
    )
    assert reason.parameters == {"steps": ("st1",)}


def test_a_step_that_is_settled_needs_no_review() -> None:
    story = with_step(DropActionStep(kim(11), step="st1", reason="too hard"))
    given(decider, *story).when(check_in(lee(12), "k1")).then(CheckInHeld)


def test_a_check_in_before_a_step_was_agreed_need_not_look_at_it() -> None:
    given(decider, *with_step()).when(check_in(lee(9, 9), "k1")).then(CheckInHeld)
    [reason] = (
        given(decider, *with_step()).when(check_in(lee(9, 9), "k1", reviews=(review("st1"),))).refused("record.before")
    )
    assert reason.parameters == {"record": "st1", "at": day(10)}


def test_a_committed_step_is_reviewed_once_its_date_has_come() -> None:
    given(decider, *supported()).when(check_in(lee(19), "k1")).then(CheckInHeld)
    [reason] = given(decider, *supported()).when(check_in(lee(20), "k1")).refused("check_in.step_not_reviewed")
    assert reason.parameters == {"steps": ("ask",)}


def test_a_check_in_of_the_morning_need_not_look_at_what_is_promised_in_the_afternoon_for_the_same_day() -> None:
    story = [*trained()[:-1], commit(ana(4, 16), "c1", ask=4)]
    given(decider, *story).when(check_in(kim(4, 9), "k1")).then(CheckInHeld)
    [reason] = given(decider, *story).when(check_in(kim(4, 17), "k1")).refused("check_in.step_not_reviewed")
    assert reason.parameters == {"steps": ("ask",)}


@pytest.mark.parametrize(("found", "required_again"), [(Progress.DONE, False), (Progress.NOT_DONE, True)])
def test_a_committed_step_is_reviewed_until_it_is_done(found: Progress, required_again: bool) -> None:
    story = [*supported(), check_in(lee(20), "k1", reviews=(review("ask", found),))]
    outcome = given(decider, *story).when(check_in(lee(34), "k2"))
    assert bool(outcome.reasons) is required_again


def test_commitments_of_a_closed_cycle_are_not_required() -> None:
    story = [*in_cycle_two(), commit(ana(21), "c2", wait=60)]
    given(decider, *story).when(check_in(lee(30), "k1")).then(CheckInHeld)


@pytest.mark.parametrize(
    "values",
    [
        {"progress": (PriorityProgress("pr9", Progress.DONE),)},
        {"reviews": (review("ask"), review("st9"))},
        {"shows": (Shown("g9", Level.PARTLY),)},
    ],
)
def test_what_a_check_in_looks_at_is_on_record(values: dict[str, object]) -> None:
    [reason] = given(decider, *supported()).when(check_in(lee(12), "k1", **values)).refused("record.unknown")
    [named] = reason.parameters["unknown"]
    assert named in {"pr9", "st9", "g9"}


def test_a_growth_area_is_not_reviewed_as_a_step() -> None:
    command = check_in(lee(12), "k1", reviews=(review("g1"),))
    given(decider, *with_growth_area()).when(command).refused("record.unknown")


def test_the_same_check_in_again_is_a_no_op() -> None:
    story = [*supported(), check_in(lee(12), "k1")]
    given(decider, *story).when(check_in(lee(30), "k1")).nothing()


def test_a_check_in_of_the_same_name_that_says_something_else_is_refused() -> None:
    story = [*supported(), check_in(lee(12), "k1")]
    changed = check_in(lee(30), "k1", minutes=99, reviews=(review("ask"),), shows=(Shown("ask", Level.MOSTLY),))
    assert says_otherwise(given(decider, *story).when(changed)) == ("minutes", "shows", "reviews")


def test_supporters_hold_check_ins_while_a_participation_is_live() -> None:
    assert people_allowed(lambda header: check_in(header, "k9", reviews=(review("ask"),))) == {*SUPPORTERS, "office"}
    assert phases_allowed(check_in(kim(200), "k9")) == LIVE


def test_what_stood_in_the_way_is_for_the_pair_and_can_be_erased() -> None:
    command = check_in(kim(12), "k1", obstacle="no time to plan")
    state = given(decider, *supported()).when(command).then(CheckInHeld.of(command))
    assert (audiences(CheckInHeld)["obstacle"], "obstacle" in personal(CheckInHeld)) == (Audience.PAIR, True)
    assert state == given(decider, *supported(), check_in(kim(12), "k1")).state


@pytest.mark.parametrize("evidence", ["", " \t"])
def test_a_level_without_evidence_shows_nothing(evidence: str) -> None:
    state = given(decider, *supported(), check_in(kim(12), "k1", shows=(Shown("ask", Level.FULLY, evidence),))).state
    assert state.check_ins["k1"].levels == {}
    shown = given(decider, *supported(), check_in(kim(12), "k1", shows=(Shown("ask", Level.FULLY, "film 12"),))).state
    assert shown.check_ins["k1"].levels == {"ask": Level.FULLY}


@pytest.mark.parametrize("progress", Progress)
def test_a_committed_step_whose_date_has_come_is_reviewed_as_done_under_way_or_not_done(progress: Progress) -> None:
    [reason] = given(decider, *supported()).when(check_in(kim(20), "k1")).refused("check_in.step_not_reviewed")
    assert reason.parameters == {"steps": ("ask",)}
    state = given(decider, *supported(), check_in(kim(20), "k1", reviews=(review("ask", progress),))).state
    assert state.check_ins["k1"].reviews == {"ask": progress}
