"""Observations at the workplace, feedback on them, and artifacts of real work."""

from datetime import timedelta

import attrs
import pytest
from tests.participation.permissions import AT_WORK, LIVE, people_allowed, phases_allowed, says_otherwise
from tests.participation.stories import (
    SUPPORTERS,
    TEAM,
    agree,
    ana,
    artifact,
    attend,
    coached,
    day,
    debrief,
    enrolled,
    eve,
    in_cycle_two,
    kim,
    lee,
    observe,
    observed,
    office,
    pat,
    rosa,
    settled,
    supported,
    tom,
    trained,
    with_growth_area,
)

from pdflow import (
    LIGHT,
    Command,
    Handover,
    Level,
)
from pdflow.participation import (
    ArtifactAdded,
    AssignTeam,
    BeginSupport,
    FeedbackGiven,
    FeedbackKind,
    Focus,
    GiveFeedback,
    ObservationRecorded,
    RecordObservation,
    SetPriority,
    VoidRecord,
    Waive,
    Withdraw,
    decider,
    observations_without_feedback,
)
from pdflow.testing.spec import given

PRIORITY = SetPriority(ana(5), priority="pr1", statement="more talk in class")


# RecordObservation


def test_practice_is_observed_on_what_it_is_to_show() -> None:
    command = observe(kim(8), "ob1", "ask", level=Level.PARTLY, struggles="answers herself")
    state = given(decider, *supported()).when(command).then(ObservationRecorded.of(command))
    assert state.observations["ob1"].levels == {"ask": Level.PARTLY}
    assert state.observations["ob1"].observer == "kim"


@pytest.mark.parametrize("goal", ["ask", "pr1", "g1", "st1"])
def test_an_observation_may_look_at_a_committed_step_a_priority_a_growth_area_or_a_step(goal: str) -> None:
    story = [*with_growth_area(), PRIORITY, agree(kim(9), "st1", "g1")]
    given(decider, *story).when(observe(kim(11), "ob2", goal)).then(ObservationRecorded)


def test_there_is_no_focused_observation_without_a_goal() -> None:
    [reason] = given(decider, *supported()).when(observe(kim(8), "ob1")).refused("observation.no_focus")
    assert (reason.parameters, reason.remedy) == ({}, "SetPriority")
    [reason] = given(decider, *supported()).when(observe(kim(8), "ob1", "elsewhere")).refused("observation.no_focus")
    assert reason.parameters == {"unknown": ("elsewhere",)}


def test_before_there_is_any_goal_the_question_needs_no_form() -> None:
    story = [*enrolled(policy=LIGHT), attend(lee(3), "a1"), BeginSupport(kim(4))]
    options = decider.options(given(decider, *story).state, kim(8))
    assert [reason.code for reason in options["RecordObservation"]] == ["observation.no_focus"]


def test_an_observation_finds_something() -> None:
    command = observe(kim(8), "ob1", "ask", strengths=None)
    given(decider, *supported()).when(command).refused("observation.no_findings")
    given(decider, *supported()).when(observe(kim(8), "ob1", "ask", strengths=None, struggles="late")).then(
        ObservationRecorded
    )


def test_nobody_observes_themselves_whoever_is_let_in() -> None:
    anybody = decider.with_rights(rights=lambda state, command, header: ())
    [reason] = given(anybody, *supported()).when(observe(ana(8), "ob1", "ask")).refused("observation.of_self")
    assert reason.parameters == {"person": "ana"}


def test_there_is_no_observation_before_support_began() -> None:
    [reason] = given(decider, *trained()).when(observe(kim(8), "ob1", "ask")).refused("support.not_begun")
    assert (reason.parameters, reason.remedy) == ({}, "BeginSupport")


def test_an_observation_dated_before_support_is_refused_though_support_has_begun_since() -> None:
    given(decider, *supported()).when(observe(kim(4, 8), "ob1", "ask")).refused("support.not_begun")
    given(decider, *supported()).when(observe(kim(4, 9), "ob1", "ask")).then(ObservationRecorded)


def test_support_not_begun_can_be_waived() -> None:
    waive = Waive(office(5), waiver="w1", requirement="support.not_begun", reason="late start")
    given(decider, *trained(), waive).when(observe(kim(8), "ob1", "ask")).then(ObservationRecorded)


def test_support_does_not_stop_between_cycles() -> None:
    given(decider, *in_cycle_two(), PRIORITY).when(observe(kim(22), "ob9", "pr1")).then(ObservationRecorded)


def test_an_observation_does_not_precede_what_it_looks_at() -> None:
    [reason] = given(decider, *with_growth_area()).when(observe(kim(8), "ob2", "g1")).refused("record.before")
    assert reason.parameters == {"record": "g1", "at": day(9)}
    [reason] = given(decider, *supported(), PRIORITY).when(observe(kim(4, 10), "ob1", "pr1")).refused("record.before")
    assert reason.parameters == {"record": "pr1", "at": day(5)}


def test_a_voided_goal_is_no_goal() -> None:
    story = [*supported(), PRIORITY, VoidRecord(office(6), record="pr1", reason="mistake")]
    given(decider, *story).when(observe(kim(8), "ob1", "pr1")).refused("observation.no_focus")


def test_the_same_observation_again_is_a_no_op_in_any_phase() -> None:
    again = observe(kim(9), "ob1", "ask", level=Level.PARTLY)
    given(decider, *observed()).when(again).nothing()
    given(decider, *settled(), Withdraw(rosa(19), reason="left")).when(again).nothing()


def test_an_observation_of_the_same_name_that_says_something_else_is_refused() -> None:
    changed = observe(kim(9), "ob1", "ask", minutes=45)
    assert says_otherwise(given(decider, *observed()).when(changed)) == ("minutes", "focus")


def test_supporters_observe_at_work() -> None:
    assert people_allowed(lambda header: observe(header, "ob9", "ask")) == {*SUPPORTERS, "office"}
    assert phases_allowed(observe(kim(200), "ob9", "ask")) == AT_WORK


def test_in_training_the_remedy_is_to_begin_support() -> None:
    [reason] = given(decider, *enrolled()).when(observe(kim(2), "ob1", "ask")).refused("participation.not_in_phase")
    assert reason.parameters == {"phase": "ENROLLED", "asked_in": ("TRAINING", "SUPPORT", "COACHING")}
    assert reason.remedy == "BeginSupport"


# GiveFeedback


@pytest.mark.parametrize("kind", FeedbackKind)
def test_feedback_is_given_at_once_or_in_a_debrief(kind: FeedbackKind) -> None:
    command = GiveFeedback(kim(8), feedback="f1", observation="ob1", kind=kind, said="wait", reflection="I hurry")
    given(decider, *observed()).when(command).then(FeedbackGiven.of(command))


def test_there_is_no_feedback_without_an_observation() -> None:
    [reason] = given(decider, *supported()).when(debrief(kim(9), "f1", "ob9")).refused("feedback.no_observation")
    assert (reason.parameters, reason.remedy) == ({}, "RecordObservation")
    [reason] = given(decider, *observed()).when(debrief(kim(9), "f1", "ob9")).refused("feedback.no_observation")
    assert reason.parameters == {"unknown": ("ob9",)}


def test_feedback_does_not_precede_its_observation_whichever_was_typed_first() -> None:
    [reason] = given(decider, *observed()).when(debrief(kim(7), "f1", "ob1")).refused("record.before")
    assert reason.parameters == {"record": "ob1", "at": day(8)}


def test_feedback_is_the_observers_to_give_whoever_is_let_in() -> None:
    [reason] = given(decider, *observed()).when(debrief(lee(9), "f1", "ob1")).refused("feedback.not_the_observer")
    assert reason.parameters == {"observer": "kim"}
    given(decider, *observed()).when(debrief(office(9), "f1", "ob1")).refused("feedback.not_the_observer")


def test_the_same_feedback_again_is_a_no_op() -> None:
    given(decider, *observed(), debrief(kim(9), "f1", "ob1")).when(debrief(lee(10), "f1", "ob1")).nothing()


def test_feedback_is_for_supporters_at_work() -> None:
    assert people_allowed(lambda header: debrief(header, "f1", "ob1"), observed()) == {*SUPPORTERS, "office"}
    assert phases_allowed(debrief(kim(200), "f9", "ob1")) == AT_WORK


# AddArtifact


def test_evidence_of_real_work_is_added() -> None:
    command = artifact(ana(9), "ar1", "ask", observation="ob1", reference="plan-17")
    state = given(decider, *observed()).when(command).then(ArtifactAdded.of(command))
    assert state.artifacts["ar1"].levels == {"ask": Level.MOSTLY}


def test_an_artifact_needs_no_observation_but_an_unknown_one_is_refused() -> None:
    given(decider, *enrolled()).when(artifact(ana(1), "ar1")).then(ArtifactAdded)
    command = artifact(ana(9), "ar1", observation="ob9")
    [reason] = given(decider, *observed()).when(command).refused("artifact.unknown_observation")
    assert reason.parameters == {"unknown": ("ob9",)}


def test_what_an_artifact_shows_is_on_record() -> None:
    [reason] = given(decider, *observed()).when(artifact(ana(9), "ar1", "ask", "zest")).refused("record.unknown")
    assert reason.parameters == {"unknown": ("zest",)}


def test_an_artifact_does_not_precede_its_observation() -> None:
    [reason] = given(decider, *observed()).when(artifact(ana(7), "ar1", observation="ob1")).refused("record.before")
    assert reason.parameters == {"record": "ob1", "at": day(8)}


def test_the_same_artifact_again_is_a_no_op() -> None:
    given(decider, *observed(), artifact(ana(9), "ar1")).when(artifact(ana(10), "ar1")).nothing()


def test_the_participant_and_the_team_add_artifacts_while_a_participation_is_live() -> None:
    assert people_allowed(lambda header: artifact(header, "ar1")) == {"ana", *SUPPORTERS, "office"}
    assert phases_allowed(artifact(ana(200), "ar9")) == LIVE


def test_a_level_is_no_obligation() -> None:
    focus = (Focus("ask"),)
    command: Command = RecordObservation(
        kim(9), observation="ob2", setting="hall", minutes=5, focus=focus, strengths="calm"
    )
    assert given(decider, *coached()).when(command).then(ObservationRecorded).observations["ob2"].levels == {
        "ask": None
    }


# What was found, by whom, and when feedback on it was given


@pytest.mark.parametrize("nothing", [None, "", " \n"])
def test_findings_that_say_nothing_are_none(nothing: str | None) -> None:
    blank = observe(kim(8), "ob1", "ask", strengths=nothing, struggles=nothing)
    given(decider, *supported()).when(blank).refused("observation.no_findings")
    one = observe(kim(8), "ob1", "ask", strengths=nothing, struggles="answers for them")
    given(decider, *supported()).when(one).then(ObservationRecorded)


def test_a_committed_step_is_a_goal_to_look_at() -> None:
    state = given(decider, *supported()).when(observe(kim(8), "ob1", "ask")).then(ObservationRecorded)
    assert state.observations["ob1"].levels == {"ask": Level.MOSTLY}


def test_nobody_observes_themselves_in_company_either() -> None:
    together = observe(kim(8), "ob1", "ask", observed_with=("ana",))
    [reason] = given(decider, *supported()).when(together).refused("observation.of_self")
    assert reason.parameters == {"person": "ana"}


def test_feedback_is_by_whoever_observed_by_those_with_them_or_by_a_successor() -> None:
    seen = observe(kim(8), "ob1", "ask", observed_with=("lee", "pat"))
    observed_together = given(decider, *supported(), seen)
    for who in (kim, lee, pat):
        observed_together.when(debrief(who(9), "f1", "ob1")).then(FeedbackGiven)
    [reason] = observed_together.when(debrief(tom(9), "f1", "ob1")).refused("feedback.not_the_observer")
    assert reason.parameters == {"observer": "kim"}
    handed_over = AssignTeam(office(9), team=TEAM, coach="kim", handovers=(Handover("eve", "pat"),))
    given(decider, *supported(), seen, handed_over).when(debrief(eve(10), "f1", "ob1")).then(FeedbackGiven)


def test_a_coach_who_left_enters_her_sheets_and_her_feedback_late() -> None:
    left = AssignTeam(office(10), team=TEAM[1:], coach="lee", handovers=(Handover("lee", "kim"),))
    late = [observe(kim(8), "ob1", "ask"), debrief(kim(9), "f1", "ob1")]
    after_hand_over = given(decider, *supported(), left, *late)
    assert after_hand_over.state.observations["ob1"].observer == "kim"
    [reason] = after_hand_over.when(observe(kim(11), "ob2", "ask")).refused("right.not_on_team")
    assert reason.parameters["person"] == "kim"


@pytest.mark.parametrize("nothing", [None, "", "\t"])
def test_feedback_says_something_or_the_participant_does(nothing: str | None) -> None:
    def spoken(**what: str | None) -> Command:
        return GiveFeedback(kim(9), feedback="f1", observation="ob1", kind=FeedbackKind.DEBRIEF, **what)

    given(decider, *observed()).when(spoken(said=nothing, reflection=nothing)).refused("feedback.empty")
    given(decider, *observed()).when(spoken(said=nothing, reflection="I hurried")).then(FeedbackGiven)


@pytest.mark.parametrize(
    ("kind", "minutes_before", "is_taken"),
    [
        (FeedbackKind.REAL_TIME, 30, True),
        (FeedbackKind.REAL_TIME, 31, False),
        (FeedbackKind.REAL_TIME, -30, True),
        (FeedbackKind.DEBRIEF, 1, False),
        (FeedbackKind.DEBRIEF, 0, True),
    ],
)
def test_feedback_in_real_time_may_lie_within_the_observations_minutes_on_either_side(
    kind: FeedbackKind, minutes_before: int, is_taken: bool
) -> None:
    at = day(8) - timedelta(minutes=minutes_before)
    spoken = GiveFeedback(
        attrs.evolve(kim(8), at=at), feedback="f1", observation="ob1", kind=kind, said="wait a little"
    )
    outcome = given(decider, *observed()).when(spoken)
    if is_taken:
        outcome.then(FeedbackGiven)
    else:
        [reason] = outcome.refused("record.before")
        assert reason.parameters == {"record": "ob1", "at": day(8)}


def test_what_is_said_once_the_observation_is_over_is_a_debrief() -> None:
    def spoken(kind: FeedbackKind, minutes: int) -> Command:
        header = attrs.evolve(kim(8), at=day(8) + timedelta(minutes=minutes))
        return GiveFeedback(header, feedback="f1", observation="ob1", kind=kind, said="wait a little")

    [reason] = given(decider, *observed()).when(spoken(FeedbackKind.REAL_TIME, 31)).refused("feedback.not_in_real_time")
    assert reason.parameters == {"observation": "ob1", "end": day(8) + timedelta(minutes=30)}
    given(decider, *observed()).when(spoken(FeedbackKind.DEBRIEF, 31)).then(FeedbackGiven)


@pytest.mark.parametrize("kind", FeedbackKind)
def test_either_kind_of_feedback_settles_the_debt(kind: FeedbackKind) -> None:
    spoken = GiveFeedback(kim(8), feedback="f1", observation="ob1", kind=kind, said="wait a little")
    before, after = given(decider, *observed()).state, given(decider, *observed(), spoken).state
    assert (observations_without_feedback(before), observations_without_feedback(after)) == (["ob1"], [])
