"""Closure: what blocks the closing, and the summary that it freezes."""

import pytest
from tests.engagement.stories import (
    after,
    closed,
    commissioned,
    design,
    end,
    host,
    in_follow_up,
    join,
    lee,
    office,
    payer,
    plan,
    protect,
    read,
    reviewed,
    schedule,
    session,
    task,
    void,
    waive,
)

from pdflow import (
    EvaluationLevel,
    Policy,
)
from pdflow.engagement import (
    CancelTraining,
    Close,
    EngagementClosed,
    EngagementStage,
    EngagementSummary,
    HowEnded,
    LoseSlot,
    PersonSummary,
    ReadingRecorded,
    Result,
    Slots,
    UseSlot,
    Waived,
    WaivedOf,
    outcome_results,
)

USE, LEARNING = EvaluationLevel.USE, EvaluationLevel.LEARNING
ASKS_AGAIN = Policy(name="ours", questions=frozenset(), remeasure_before_complete=True)
FOLLOWING = in_follow_up(policy=ASKS_AGAIN)


def close(n: float = 122) -> Close:
    return Close(payer(n))


def test_a_reading_after_the_closing_does_not_change_the_summary() -> None:
    frozen = after(*closed()).state
    state = after(*closed()).when(read(host(200), "r2", value=60)).then(ReadingRecorded)
    assert outcome_results(frozen)[0].reading == 45
    assert outcome_results(state)[0].reading == 60


def test_closing_freezes_the_summary() -> None:
    done = PersonSummary(360, 90, 45, shared=("sh1",), waived=("training.no_commitment", "cycle.short"))
    other = PersonSummary(180, waived=("cycle.short",))
    story = (
        *in_follow_up(),
        protect(payer(13), a=20, b=21, c=22),
        UseSlot(payer(20, 15), slot="a"),
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
def test_outcomes_review_and_follow_up_can_be_waived_for_the_closing(code: str) -> None:
    before = {reason.code for reason in after(*FOLLOWING).when(close()).reasons}
    waived = {reason.code for reason in after(*FOLLOWING, waive(payer(20), "w1", code)).when(close()).reasons}
    assert before - waived == {code}


@pytest.mark.parametrize("code", ["participation.still_open", "training.outstanding"])
def test_open_participations_and_trainings_cannot_be_waived(code: str) -> None:
    after(*FOLLOWING).when(waive(payer(20), "w1", code)).refused("waiver.not_waivable")


def test_closing_twice_is_a_no_op_and_only_follow_up_is_closed() -> None:
    after(*closed()).when(close(130)).nothing()
    [reason] = after(*commissioned()).when(close()).refused("engagement.not_in_stage")
    assert reason.remedy == "BeginFollowUp"
    after(*reviewed()).when(close(12)).refused("record.before")
