"""What was learned, what the training was worth, and what a person commits to do."""

from time import process_time

import pytest
from tests.participation.permissions import LIVE, people_allowed, phases_allowed
from tests.participation.stories import (
    ana,
    attend,
    bob,
    commit,
    day,
    enrolled,
    evaluate,
    in_cycle_two,
    kim,
    lee,
    office,
    on,
    trained,
)

from pdflow import Command, Header, Role, Strategy
from pdflow.participation import (
    AssessLearning,
    AssessmentTime,
    CommittedStep,
    CommitToPractice,
    Confidence,
    EvaluationSubmitted,
    LearningAssessed,
    PracticeCommitted,
    RecordVoided,
    VoidRecord,
    decider,
)
from pdflow.testing.spec import given


def assess(header: Header, assessment: str, time: str, score: float = 5, **more: object) -> Command:
    values = {"instrument": "quiz", "out_of": 10, **more}
    return AssessLearning(header, assessment=assessment, time=AssessmentTime(time), score=score, **values)


# AssessLearning


def test_learning_is_assessed_before_and_after() -> None:
    before, after = assess(ana(2), "l1", "PRE"), assess(ana(3), "l2", "POST", 8)
    given(decider, *enrolled()).when(before).then(LearningAssessed.of(before, supersedes=None, took_place=None))
    given(decider, *enrolled(), before).when(after).then(LearningAssessed.of(after, supersedes=None, took_place=None))


@pytest.mark.parametrize("score", [-1, 10.5])
def test_a_score_lies_within_its_range(score: float) -> None:
    [reason] = given(decider, *enrolled()).when(assess(ana(2), "l1", "PRE", score)).refused("assessment.out_of_range")
    assert reason.parameters == {"score": score, "out_of": 10}


def test_the_assessment_after_does_not_precede_the_one_before_whichever_is_recorded_first() -> None:
    late_pre = given(decider, *enrolled(), assess(ana(5), "l1", "PRE"))
    [reason] = late_pre.when(assess(ana(4), "l2", "POST")).refused("assessment.post_before_pre")
    assert reason.parameters == {"other": "l1", "at": day(5)}
    early_post = given(decider, *enrolled(), assess(ana(4), "l2", "POST"))
    [reason] = early_post.when(assess(ana(5), "l1", "PRE")).refused("assessment.post_before_pre")
    assert reason.parameters == {"other": "l2", "at": day(4)}


def test_where_there_is_no_assessment_before_the_one_after_is_enough() -> None:
    other = assess(ana(5), "l1", "PRE", instrument="essay")
    given(decider, *enrolled(), other).when(assess(ana(4), "l2", "POST")).then(LearningAssessed)


def test_a_corrected_assessment_counts_for_the_order() -> None:
    wrong, right = assess(ana(6), "l1", "PRE"), assess(ana(2), "l2", "PRE")
    story = given(decider, *enrolled(), wrong)
    story.when(right).then(LearningAssessed.of(right, supersedes="l1", took_place=None))
    given(decider, *enrolled(), wrong, right).when(assess(ana(4), "l3", "POST")).then(LearningAssessed)


def test_a_correction_of_later_days_does_not_put_the_first_assessment_after_the_second() -> None:
    story = [*enrolled(), assess(ana(2), "l1", "PRE", 4), assess(ana(5), "l2", "POST", 8)]
    typo = assess(ana(20), "l3", "PRE", 3)
    given(decider, *story).when(typo).then(LearningAssessed.of(typo, supersedes="l1", took_place=day(2)))


def test_the_same_assessment_again_is_a_no_op() -> None:
    given(decider, *enrolled(), assess(ana(2), "l1", "PRE")).when(assess(ana(9), "l1", "PRE")).nothing()


def test_learning_is_assessed_by_the_participant() -> None:
    assert people_allowed(lambda header: assess(header, "l1", "POST")) == {"ana", "office"}
    assert phases_allowed(assess(ana(200), "l1", "POST")) == LIVE


def test_another_participant_and_another_role_get_different_reasons() -> None:
    [stranger] = given(decider, *enrolled()).when(assess(bob(2), "l1", "PRE")).refused("right.not_on_team")
    assert (stranger.parameters, stranger.remedy) == (
        {"person": "bob", "participant": "ana", "needs": (Role.PARTICIPANT, Role.COORDINATOR)},
        None,
    )
    [coach] = given(decider, *enrolled()).when(assess(kim(2), "l1", "PRE")).refused("right.role")
    assert coach.parameters == {"has": "COACH", "needs": ("PARTICIPANT", "COORDINATOR")}


# SubmitEvaluation


def test_an_evaluation_has_ratings_and_needs() -> None:
    values = {"reaction": 4, "confidence": Confidence.LOW, "commitment": 5, "needs": ("time",)}
    command = evaluate(ana(3, 17), "e2", preferred=(Strategy.COACHING,), note="more practice", **values)
    [event] = given(decider, *enrolled(), attend(lee(3), "a1")).when(command).events
    assert event == EvaluationSubmitted.of(command, cycle=1, supersedes=None, took_place=None, makes_up=None)


def test_of_an_anonymous_evaluation_only_the_fact_is_recorded() -> None:
    command = evaluate(ana(3, 17), "e2", anonymous=True, reaction=1, needs=("time",), note="dull")
    [event] = given(decider, *enrolled(), attend(lee(3), "a1")).when(command).events
    bare = evaluate(command.header, "e2", anonymous=True)
    assert event == EvaluationSubmitted.of(bare, cycle=1, supersedes=None, took_place=None, makes_up=None)


@pytest.mark.parametrize(
    "attended",
    [[], [attend(lee(3), "a1", there=0)], [attend(lee(3), "a1"), attend(lee(3), "a2", there=0)]],
    ids=["no record", "absent", "absent after all"],
)
def test_absentees_cannot_evaluate(attended: list[Command]) -> None:
    [reason] = given(decider, *enrolled(), *attended).when(evaluate(ana(4), "e1")).refused("evaluation.not_present")
    assert reason.parameters == {"session": "d1"}


def test_an_evaluation_counts_for_the_cycle_of_its_session() -> None:
    command = evaluate(ana(21), "e2")
    event = EvaluationSubmitted.of(command, cycle=1, supersedes="e1", took_place=day(3, 16), makes_up=None)
    given(decider, *in_cycle_two()).when(command).then(event)


def test_another_evaluation_of_the_session_supersedes_the_former_until_it_is_voided() -> None:
    command, third = evaluate(ana(5), "e2", reaction=2), evaluate(ana(6), "e3")
    void = VoidRecord(office(6), record="e2", reason="mistake")
    corrected = {"cycle": 1, "supersedes": "e1", "took_place": day(3, 16), "makes_up": None}
    given(decider, *trained()).when(command).then(EvaluationSubmitted.of(command, **corrected))
    given(decider, *trained(), command).when(void).then(RecordVoided)
    given(decider, *trained(), command, void).when(third).then(EvaluationSubmitted.of(third, **corrected))


def test_the_same_evaluation_again_is_a_no_op() -> None:
    given(decider, *trained()).when(evaluate(ana(5), "e1")).nothing()


def test_evaluations_come_from_the_participant() -> None:
    assert people_allowed(lambda header: evaluate(header, "e9")) == {"ana", "office"}
    assert phases_allowed(evaluate(ana(200), "e9")) == LIVE


# CommitToPractice


def test_a_person_commits_to_steps_each_by_a_date() -> None:
    command = commit(ana(4), "c2", wait=10, ask=20)
    state = given(decider, *enrolled()).when(command).then(PracticeCommitted.of(command))
    assert state.commitments["c2"].steps == {"wait": on(10), "ask": on(20)}


def test_a_commitment_has_steps() -> None:
    given(decider, *enrolled()).when(commit(ana(4), "c1")).refused("commitment.no_steps")


def test_each_step_has_a_date() -> None:
    steps = (CommittedStep("wait", "wait"), CommittedStep("ask", "ask", on(20)), CommittedStep("nod", "nod"))
    command = CommitToPractice(ana(4), commitment="c1", steps=steps)
    [reason] = given(decider, *enrolled()).when(command).refused("commitment.no_date")
    assert reason.parameters == {"steps": ("wait", "nod")}


@pytest.mark.parametrize(("step", "kind"), [("a1", "attendance"), ("ask", "commitments")])
def test_a_committed_step_has_a_name_of_its_own(step: str, kind: str) -> None:
    [reason] = given(decider, *trained()).when(commit(ana(5), "c2", **{step: 30})).refused("record.name_taken")
    assert reason.parameters == {"record": step, "kind": kind}


def test_two_steps_of_one_commitment_have_two_names() -> None:
    twice = (CommittedStep("ask", "ask", on(20)), CommittedStep("ask", "ask again", on(21)))
    command = CommitToPractice(ana(4), commitment="c1", steps=twice)
    [reason] = given(decider, *enrolled()).when(command).refused("record.name_taken")
    assert reason.parameters == {"record": "ask", "kind": "commitments"}


def test_of_50_000_steps_the_name_that_is_given_twice_is_found_at_once() -> None:
    began = process_time()
    steps = [CommittedStep(f"s{number}", "ask", on(20)) for number in range(50_000)]
    command = CommitToPractice(ana(4), commitment="c1", steps=(*steps, CommittedStep("s49999", "wait", on(20))))
    [reason] = given(decider, *enrolled()).when(command).refused("record.name_taken")
    assert reason.parameters == {"record": "s49999", "kind": "commitments"}
    assert process_time() - began < 20


def test_a_voided_commitment_gives_its_steps_names_back() -> None:
    story = [*trained(), VoidRecord(office(5), record="c1", reason="mistake")]
    given(decider, *story).when(commit(ana(6), "c2", ask=25)).then(PracticeCommitted)


def test_the_same_commitment_again_is_a_no_op() -> None:
    given(decider, *trained()).when(commit(ana(9), "c1", ask=20)).nothing()


def test_commitments_are_the_participants() -> None:
    assert people_allowed(lambda header: commit(header, "c9", wait=40)) == {"ana", "office"}
    assert phases_allowed(commit(ana(200), "c9", wait=240)) == LIVE
