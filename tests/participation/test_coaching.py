"""A coaching session is opened on a growth area."""

import attrs
import pytest
from tests.participation.permissions import people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    TEAM,
    Story,
    agree,
    ana,
    artifact,
    check_in,
    coached,
    commit,
    day,
    debrief,
    identify,
    in_coaching,
    in_cycle_two,
    kim,
    lee,
    observe,
    observed,
    office,
    pat,
    supported,
    with_growth_area,
)

from pdflow import FULL, Command, Header
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    CoachingOpened,
    CompleteActionStep,
    DropGrowthArea,
    OpenCoaching,
    Phase,
    Progress,
    SetPriority,
    StepReview,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.testing.spec import given


def begin(header: Header, session: str = "s1", growth_area: str = "g1", **more: str) -> Command:
    return OpenCoaching(header, session=session, growth_area=growth_area, **more)


def waive(code: str, n: float = 10) -> Command:
    return Waive(office(n), waiver="w1", requirement=code, reason="agreed")


# OpenCoaching


def test_a_session_is_opened_on_the_growth_area_and_the_observations_it_was_granted_on() -> None:
    command = begin(kim(10))
    state = given(decider, *with_growth_area()).when(command).then(CoachingOpened.of(command, granted_on=("ob1",)))
    assert (state.phase, state.session) == (Phase.COACHING, "s1")


def test_there_is_no_coaching_without_an_observation_in_this_cycle() -> None:
    story = [*supported(), artifact(ana(6), "ar1"), identify(kim(7), "g1", "ar1")]
    [reason] = given(decider, *story).when(begin(kim(10))).refused("coaching.too_few_observations")
    assert (reason.parameters, reason.remedy) == ({"needed": 1, "have": 0}, "RecordObservation")
    given(decider, *story, waive("coaching.too_few_observations")).when(begin(kim(10))).then(CoachingOpened)


def test_observations_are_counted_from_the_cycles_beginning() -> None:
    late_entry = observe(kim(19), "ob8", "pr1")
    story = [*second_support(), late_entry, identify(kim(26), "g2", "ob8")]
    [reason] = (
        given(decider, *story)
        .when(begin(kim(27), session="s2", growth_area="g2"))
        .refused("coaching.too_few_observations")
    )
    assert reason.parameters == {"needed": 1, "have": 0}


def second_support() -> Story:
    priority = SetPriority(ana(5), priority="pr1", statement="talk")
    return [*in_cycle_two(), priority, commit(ana(21), "c2", wait=60), BeginSupport(kim(25))]


def test_observations_made_after_the_session_do_not_count_for_it_though_typed_before() -> None:
    twice = attrs.evolve(FULL, name="ours", observations_before_coaching=2)
    story = [*with_growth_area(policy=twice), observe(kim(12), "ob2", "ask"), debrief(kim(12), "f2", "ob2")]
    [reason] = given(decider, *story).when(begin(kim(11))).refused("coaching.too_few_observations")
    assert reason.parameters == {"needed": 2, "have": 1}
    command = begin(kim(12))
    given(decider, *story).when(command).then(CoachingOpened.of(command, granted_on=("ob1", "ob2")))


def test_there_is_no_coaching_without_a_growth_area() -> None:
    [reason] = (
        given(decider, *observed(), debrief(kim(8), "f1", "ob1"))
        .when(begin(kim(10)))
        .refused("coaching.no_growth_area")
    )
    assert (reason.parameters, reason.remedy) == ({}, "IdentifyGrowthArea")


def test_coaching_is_on_an_open_growth_area() -> None:
    dropped = [
        *with_growth_area(),
        DropGrowthArea(kim(9), growth_area="g1", reason="better"),
        debrief(kim(9), "f1", "ob1"),
    ]
    story = [*dropped, identify(kim(9), "g2", "ob1")]
    for area in ("g1", "g9"):
        [reason] = given(decider, *story).when(begin(kim(10), growth_area=area)).refused("coaching.no_growth_area")
        assert reason.parameters == {"growth_area": area}
    given(decider, *story).when(begin(kim(10), growth_area="g2")).then(CoachingOpened)


def test_coaching_does_not_precede_its_growth_area() -> None:
    [reason] = given(decider, *with_growth_area()).when(begin(kim(8))).refused("record.before")
    assert reason.parameters == {"record": "g1", "at": day(9)}


def test_feedback_owed_comes_first_but_for_what_the_growth_area_rests_on() -> None:
    story = [*with_growth_area(), observe(lee(9), "ob2", "ask")]
    [reason] = given(decider, *story).when(begin(kim(10))).refused("feedback.owed")
    assert (reason.parameters, reason.remedy) == ({"observations": ("ob2",)}, "GiveFeedback")
    given(decider, *story, debrief(lee(10), "f1", "ob2")).when(begin(kim(10))).then(CoachingOpened)
    given(decider, *story, waive("feedback.owed")).when(begin(kim(10))).then(CoachingOpened)


def test_feedback_is_owed_at_the_time_of_the_session() -> None:
    story = [*with_growth_area(), observe(lee(12), "ob2", "ask"), debrief(lee(14), "f1", "ob2")]
    given(decider, *story).when(begin(kim(11))).then(CoachingOpened)
    given(decider, *story).when(begin(kim(13))).refused("feedback.owed")
    given(decider, *story).when(begin(kim(14))).then(CoachingOpened)


def test_voided_feedback_is_owed_again() -> None:
    void = VoidRecord(office(10), record="f1", reason="mistake")
    story = [*with_growth_area(), observe(lee(9), "ob2", "ask"), debrief(lee(9), "f1", "ob2"), void]
    given(decider, *story).when(begin(kim(10))).refused("feedback.owed")


def test_the_comparison_of_a_session_is_the_debrief_of_what_it_compared() -> None:
    drop = DropGrowthArea(kim(11), growth_area="g1", reason="better")
    story = [
        *coached(),
        drop,
        observe(kim(17), "ob2", "st1"),
        debrief(kim(17), "f2", "ob2"),
        identify(kim(18), "g2", "ob2"),
    ]
    given(decider, *story).when(begin(kim(19), "s2", "g2")).then(CoachingOpened)


def test_the_last_step_is_looked_at_before_another_session() -> None:
    [reason] = given(decider, *coached()).when(begin(kim(17), "s2")).refused("coaching.last_step_unchecked")
    assert (reason.parameters, reason.remedy) == ({"steps": ("st1",)}, "HoldCheckIn")


def test_a_look_at_the_step_before_the_session_ended_is_not_a_look_since() -> None:
    early = check_in(kim(10, 11), "k1", reviews=(StepReview("st1", Progress.UNDER_WAY),))
    given(decider, *coached(), early).when(begin(kim(17), "s2")).refused("coaching.last_step_unchecked")


LOOKS: dict[str, list[Command]] = {
    "check-in": [check_in(kim(16), "k1", reviews=(StepReview("st1", Progress.NOT_DONE),))],
    "observation": [observe(kim(16), "ob2", "st1"), debrief(kim(16), "f2", "ob2")],
    "completion": [artifact(ana(16), "ar1"), CompleteActionStep(ana(16), step="st1", evidence="ar1")],
    "waiver": [waive("coaching.last_step_unchecked", 16)],
}


@pytest.mark.parametrize("look", LOOKS)
def test_an_observation_a_check_in_or_its_completion_is_a_look_at_the_step(look: str) -> None:
    given(decider, *coached(), *LOOKS[look]).when(begin(kim(17), "s2")).then(CoachingOpened)


def test_a_look_after_the_session_was_opened_is_too_late() -> None:
    given(decider, *coached(), *LOOKS["check-in"]).when(begin(kim(15), "s2")).refused("coaching.last_step_unchecked")


def test_a_step_not_taken_home_from_the_last_session_is_not_required() -> None:
    story = [*with_growth_area(), agree(kim(9), "st9", "g1")]
    given(decider, *story).when(begin(kim(10))).then(CoachingOpened)


def test_the_same_session_again_is_a_no_op_in_any_phase() -> None:
    given(decider, *in_coaching()).when(begin(kim(11))).nothing()
    given(decider, *coached()).when(begin(kim(12))).nothing()


def test_a_session_of_the_same_name_on_another_growth_area_is_refused() -> None:
    assert says_otherwise(given(decider, *coached()).when(begin(kim(11), growth_area="ob1"))) == ("growth_area",)


def test_a_session_does_not_begin_before_the_last_phase_change() -> None:
    story = [*coached(), *LOOKS["check-in"]]
    reasons = given(decider, *story).when(begin(kim(10, 9), "s2")).reasons
    assert {"record": "CoachingClosed", "at": day(10, 12)} in [reason.parameters for reason in reasons]


def test_coaching_is_the_pairs_and_no_coordinator_stands_in() -> None:
    assert people_allowed(begin, with_growth_area()) == {"kim"}
    [reason] = given(decider, *with_growth_area()).when(begin(office(10))).refused("coaching.not_the_coach")
    assert (reason.parameters, reason.remedy) == ({"coach": "kim"}, None)


def test_the_coach_is_whom_the_team_names_whatever_their_role() -> None:
    assign = AssignTeam(office(9), team=TEAM, coach="pat")
    given(decider, *with_growth_area(), assign).when(begin(pat(10))).then(CoachingOpened)
    given(decider, *with_growth_area(), assign).when(begin(kim(10))).refused("coaching.not_the_coach")


def test_without_a_coach_one_is_to_be_named() -> None:
    story = [*with_growth_area(), AssignTeam(office(9), team=TEAM)]
    [reason] = given(decider, *story).when(begin(kim(10))).refused("coaching.not_the_coach")
    assert (reason.parameters, reason.remedy, reason.roles) == ({"coach": None}, "AssignTeam", ("COORDINATOR",))


def test_coaching_is_opened_in_support() -> None:
    assert phases_allowed(begin(kim(200), "s9")) == {Phase.SUPPORT}
