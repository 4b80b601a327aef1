"""Review: outcomes read again in time, conclusions drawn, and what blocks the closing."""

import attrs
import pytest
from tests.engagement.stories import (
    after,
    baseline,
    closed,
    commissioned,
    design,
    end,
    host,
    in_design,
    in_follow_up,
    join,
    lee,
    measure,
    office,
    on,
    outcome,
    payer,
    plan,
    protect,
    read,
    requested,
    review,
    reviewed,
    schedule,
    session,
    task,
    void,
    waive,
)

from pdflow import (
    Better,
    EvaluationLevel,
    OutcomeKind,
    OutcomeOf,
    Policy,
)
from pdflow.engagement import (
    CancelTraining,
    Close,
    Conclusion,
    EngagementClosed,
    EngagementStage,
    EngagementSummary,
    HowEnded,
    ImpactReviewed,
    LoseSlot,
    PersonSummary,
    ReadingRecorded,
    Result,
    ReviewImpact,
    Slots,
    UseSlot,
    Waived,
    WaivedOf,
    is_remeasured,
    outcome_results,
)

USE, LEARNING = EvaluationLevel.USE, EvaluationLevel.LEARNING
ASKS_AGAIN = Policy(name="ours", questions=frozenset(), remeasure_before_complete=True)
FOLLOWING = in_follow_up(policy=ASKS_AGAIN)
STATED = (*in_design(), outcome(payer(1)))


def close(n: float = 122) -> Close:
    return Close(payer(n))


def test_a_reading_names_its_day_and_level() -> None:
    command = read(host(120), value=45.5, on=on(119), at_workplace=True)
    after(*STATED).when(command).then(
        ReadingRecorded(
            command.header,
            reading="r1",
            outcome="o1",
            value=45.5,
            on=on(119),
            level=USE,
            at_workplace=True,
            supersedes=None,
        )
    )
    after(*STATED, command).when(read(host(121), value=1)).nothing()


def test_a_reading_is_of_an_outcome_that_was_stated() -> None:
    [reason] = after(*in_design()).when(read(host(2))).refused("outcome.unknown")
    assert reason.remedy == "StateOutcome"
    after(*STATED).when(read(host(2), outcome="o9")).refused("outcome.unknown")
    after(*requested()).when(read(host(2))).refused("engagement.not_in_stage")


def test_a_reading_cannot_precede_the_baseline_that_was_read() -> None:
    set_ = (*STATED, baseline(payer(9), on=on(9)))
    [reason] = after(*set_).when(read(host(10), on=on(8))).refused("outcome.before_baseline")
    assert reason.parameters == {"on": on(8), "baseline": on(9)}
    after(*set_).when(read(host(10), on=on(9))).then(ReadingRecorded)
    after(*set_).when(read(host(10), on=on(8), level=None)).then(ReadingRecorded)
    only_planned = (*STATED, baseline(payer(9), on=on(9), value=None))
    after(*only_planned).when(read(host(10), on=on(8))).then(ReadingRecorded)


def test_a_reading_after_the_closing_does_not_change_the_summary() -> None:
    frozen = after(*closed()).state
    state = after(*closed()).when(read(host(200), "r2", value=60)).then(ReadingRecorded)
    assert outcome_results(frozen)[0].reading == 45
    assert outcome_results(state)[0].reading == 60


@pytest.mark.parametrize(
    ("kind", "values", "counts"),
    [
        ("BEHAVIOUR", {"level": USE}, True),
        ("BEHAVIOUR", {"level": EvaluationLevel.LEARNER_OUTCOME}, True),
        ("PERFORMANCE", {"level": EvaluationLevel.ORGANISATION}, True),
        ("BEHAVIOUR", {"level": LEARNING, "at_workplace": True}, False),
        ("SKILL", {"level": LEARNING, "at_workplace": True}, True),
        ("ATTITUDE", {"level": LEARNING, "at_workplace": True}, True),
        ("SKILL", {"level": LEARNING}, False),
        ("ATTITUDE", {"level": EvaluationLevel.REACTION, "at_workplace": True}, False),
        ("BEHAVIOUR", {"level": None}, False),
        ("BEHAVIOUR", {"level": USE, "on": on(99)}, False),
        ("BEHAVIOUR", {"level": USE, "on": on(100)}, True),
        ("BEHAVIOUR", {"level": USE, "on": on(190)}, True),
        ("BEHAVIOUR", {"level": USE, "on": on(191)}, False),
    ],
)
def test_what_counts_as_read_again(kind: str, values: dict, counts: bool) -> None:
    """Trained on day 10: the window runs from 90 to 180 days later."""
    reading = read(office(195), outcome="o2", **{"on": on(120), **values})
    story = (*FOLLOWING, outcome(payer(20), "o2", kind=OutcomeKind(kind)), reading)
    assert is_remeasured(after(*story).state, "o2") is counts


def test_without_training_nothing_is_read_again_and_without_an_end_the_window_stays_open() -> None:
    assert not is_remeasured(after(*commissioned(), read(office(120))).state, "o1")
    endless = attrs.evolve(ASKS_AGAIN, remeasure_until=None)
    assert is_remeasured(after(*in_follow_up(policy=endless), read(office(5000))).state, "o1")


def test_a_review_sets_every_outcome_against_its_baseline() -> None:
    command = ReviewImpact(payer(121), review="im1", conclusions=(Conclusion("o1", "more questions are open"),))
    result = Result("o1", USE, baseline=20.0, target=40.0, reading=45.0, readings=1, reached=True)
    after(*FOLLOWING, read(office(120))).when(command).then(
        ImpactReviewed(command.header, review="im1", results=(result,), conclusions=command.conclusions)
    )
    after(*FOLLOWING, read(office(120)), command).when(review(payer(122))).nothing()
    after(*FOLLOWING, read(office(120)), command).when(void(office(122), "o1")).refused("record.relied_upon")


def test_a_review_waits_until_the_group_s_outcomes_are_read_again() -> None:
    [reason] = after(*FOLLOWING).when(review(payer(121))).refused("outcome.not_remeasured")
    window = {"trained": on(10), "earliest": 90, "latest": 180}
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


def test_closing_freezes_what_it_came_to() -> None:
    done = PersonSummary(360, 90, 45, shared=("sh1",), waived=("training.no_commitment", "cycle.short"))
    other = PersonSummary(180, waived=("cycle.short",))
    story = (
        *in_follow_up(),
        protect(payer(13), a=20, b=21, c=22),
        UseSlot(payer(20), slot="a"),
        LoseSlot(payer(21), slot="b", put_first="cover"),
        task(office(13), "t1"),
        waive(payer(14), "w1", "followup.outstanding", subject="f1"),
        waive(payer(14), "w2", "training.no_commitment", for_roster=True),
        waive(payer(14), "w3", "impact.not_reviewed"),
        end(host(100), "ana", summary=done),
        end(host(101), "bob", HowEnded.WITHDRAWN, summary=other),
        read(office(120)),
    )
    command = close()
    state = (
        after(*story)
        .when(command)
        .then(
            EngagementClosed(
                command.header,
                summary=EngagementSummary(
                    results=(Result("o1", USE, 20.0, 40.0, 45.0, 1, True),),
                    waived=(
                        Waived("followup.outstanding", "f1", False),
                        Waived("training.no_commitment", None, True),
                        Waived("impact.not_reviewed", None, False),
                    ),
                    waived_of_people=(WaivedOf("cycle.short", 2), WaivedOf("training.no_commitment", 1)),
                    completed=1,
                    withdrawn=1,
                    training_minutes=540,
                    support_minutes=90,
                    coaching_minutes=45,
                    sessions_held=1,
                    follow_ups_given=0,
                    shared=("sh1",),
                    tasks_left=("t1",),
                    slots=Slots(protected=180, used=60, lost=60, left=("c",)),
                ),
            )
        )
    )
    assert state.phase is EngagementStage.CLOSED


def test_everything_that_blocks_the_closing_is_reported_at_once() -> None:
    story = (*FOLLOWING, design(lee(40), "tr2", "s2"), schedule(lee(40), "sch2", "tr2", session("s2", 50)))
    reasons = (
        after(*story)
        .when(close())
        .refused(
            "participation.still_open",
            "training.outstanding",
            "outcome.not_remeasured",
            "impact.not_reviewed",
            "followup.outstanding",
        )
    )
    found = {reason.code: (reason.parameters, reason.remedy) for reason in reasons}
    assert found["participation.still_open"] == ({"open": 2}, "EndParticipation")
    assert found["training.outstanding"][0] == {"session": "s2", "start": session("s2", 50).start}
    assert found["impact.not_reviewed"] == ({}, "ReviewImpact")
    assert found["followup.outstanding"] == ({"plan": "f1"}, "RecordFollowUp")


def test_what_blocks_the_closing_is_resolved_one_by_one() -> None:
    story = (*reviewed(), join(host(112), "cem"))
    after(*story).when(close()).refused("participation.still_open")
    after(*story, end(host(113), "cem")).when(close()).then(EngagementClosed)
    outstanding = (*reviewed(), design(lee(40), "tr2", "s2"), schedule(lee(40), "sch2", "tr2", session("s2", 50)))
    after(*outstanding).when(close()).refused("training.outstanding")
    after(*outstanding, CancelTraining(lee(41), training="tr2", reason="no need")).when(close()).then(EngagementClosed)
    unreviewed = (*reviewed(), void(office(122), "im1"))
    after(*unreviewed).when(close()).refused("impact.not_reviewed")
    another = (*reviewed(), plan(lee(60), "f2"))
    after(*another).when(close()).then(EngagementClosed)


@pytest.mark.parametrize("code", ["outcome.not_remeasured", "impact.not_reviewed", "followup.outstanding"])
def test_some_of_it_can_be_waived(code: str) -> None:
    before = {reason.code for reason in after(*FOLLOWING).when(close()).reasons}
    waived = {reason.code for reason in after(*FOLLOWING, waive(payer(20), "w1", code)).when(close()).reasons}
    assert before - waived == {code}


@pytest.mark.parametrize("code", ["participation.still_open", "training.outstanding"])
def test_some_of_it_cannot(code: str) -> None:
    after(*FOLLOWING).when(waive(payer(20), "w1", code)).refused("waiver.not_waivable")


def test_without_outcomes_there_is_no_impact_to_review() -> None:
    story = (*in_follow_up(), *(void(office(14), name) for name in ("m1", "b1", "o1")))
    assert "impact.not_reviewed" not in {reason.code for reason in after(*story).when(close()).reasons}
    after(*story).when(review(payer(20))).refused("outcome.unknown")


def test_closing_twice_is_a_no_op_and_only_follow_up_is_closed() -> None:
    after(*closed()).when(close(130)).nothing()
    [reason] = after(*commissioned()).when(close()).refused("engagement.not_in_stage")
    assert reason.remedy == "BeginFollowUp"
    after(*reviewed()).when(close(12)).refused("record.before")


def test_results_of_a_group_are_its_last_reading_and_of_persons_their_mean() -> None:
    story = (
        *in_follow_up(),
        outcome(payer(20), "o2", whose=OutcomeOf.PERSON),
        measure(payer(20), "m2", "o2", better=Better.LOWER, target=10.0),
        read(host(20), "p1", "o2", value=30, level=None),
        read(host(20), "p2", "o2", value=20, level=None),
        read(host(120), "p3", "o2", value=12),
        read(host(120), "p4", "o2", value=6),
        read(host(130), "p5", "o2", value=8, supersedes="p3"),
        read(host(120), "p6", "o2", value=5, level=LEARNING),
        read(host(130), "g1", value=50),
        read(host(140), "g2", value=44, on=on(125)),
    )
    group, learnt, used = outcome_results(after(*story).state)
    assert group == Result("o1", USE, 20.0, 40.0, 50, 2, True)
    assert learnt == Result("o2", LEARNING, 25.0, 10.0, 5, 1, True)
    assert used == Result("o2", USE, 25.0, 10.0, 7, 2, True)


def test_an_outcome_without_readings_or_target_is_neither_reached_nor_missed() -> None:
    assert outcome_results(after(*STATED).state) == (Result("o1", None, None, None, None, 0, None),)
    missed = (*in_follow_up(), read(host(120), value=39))
    assert outcome_results(after(*missed).state)[0].reached is False
    untold = (*STATED, read(host(120)))
    assert outcome_results(after(*untold).state)[0].reached is None
