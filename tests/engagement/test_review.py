"""Review: conclusions are drawn once the outcomes of the group are measured again."""

from tests.engagement.stories import (
    after,
    commissioned,
    differs,
    in_follow_up,
    office,
    on,
    outcome,
    payer,
    read,
    review,
    void,
    waive,
)

from pdflow import (
    EvaluationLevel,
    OutcomeOf,
    Policy,
)
from pdflow.engagement import (
    Close,
    Conclusion,
    ImpactReviewed,
    Result,
    ReviewImpact,
)

USE, LEARNING = EvaluationLevel.USE, EvaluationLevel.LEARNING
ASKS_AGAIN = Policy(name="ours", questions=frozenset(), remeasure_before_complete=True)
FOLLOWING = in_follow_up(policy=ASKS_AGAIN)


def close(n: float = 122) -> Close:
    return Close(payer(n))


def test_a_review_sets_every_outcome_against_its_baseline() -> None:
    command = ReviewImpact(payer(121), review="im1", conclusions=(Conclusion("o1", "more questions are open"),))
    result = Result("o1", USE, baseline=20.0, target=40.0, reading=45.0, readings=1, reached=True)
    after(*FOLLOWING, read(office(120))).when(command).then(
        ImpactReviewed(command.header, review="im1", results=(result,), conclusions=command.conclusions)
    )
    assert differs(after(*FOLLOWING, read(office(120)), command).when(review(payer(122)))) == ("conclusions",)
    after(*FOLLOWING, read(office(120)), command).when(void(office(122), "o1")).refused("record.relied_upon")


def test_a_review_waits_until_the_group_s_outcomes_are_read_again() -> None:
    [reason] = after(*FOLLOWING).when(review(payer(121))).refused("outcome.not_remeasured")
    window = {"trained": on(10), "earliest": on(100), "latest": on(190)}
    assert (reason.parameters, reason.remedy) == ({"outcome": "o1"} | window, "RecordReading")
    person = (*FOLLOWING, read(office(120)), outcome(payer(20), "o2", whose=OutcomeOf.PERSON))
    after(*person).when(review(payer(121))).then(ImpactReviewed)
    two = (*FOLLOWING, outcome(payer(20), "o2"), waive(payer(20), "w1", "outcome.not_remeasured", subject="o1"))
    [reason] = after(*two).when(review(payer(121))).refused("outcome.not_remeasured")
    assert reason.parameters == {"outcome": "o2"} | window
    after(*in_follow_up()).when(review(payer(121))).then(ImpactReviewed)


def test_a_review_belongs_to_the_follow_up_and_concludes_on_known_outcomes() -> None:
    after(*commissioned()).when(review(payer(121))).refused("engagement.not_in_stage")
    stray = ReviewImpact(payer(121), review="im1", conclusions=(Conclusion("o9", "x"),))
    after(*in_follow_up()).when(stray).refused("outcome.unknown")


def test_without_outcomes_there_is_no_impact_to_review() -> None:
    story = (*in_follow_up(), *(void(office(14), name) for name in ("m1", "b1", "o1")))
    assert "impact.not_reviewed" not in {reason.code for reason in after(*story).when(close()).reasons}
    after(*story).when(review(payer(20))).refused("outcome.unknown")
