"""Session evaluations: returns collected without naming anybody, and their tally."""

import pytest
from tests.engagement.stories import (
    after,
    closed,
    collect,
    commissioned,
    deliver,
    delivered,
    design,
    differs,
    host,
    in_design,
    lee,
    office,
    schedule,
    scheduled,
    session,
    void,
)

from pdflow import Strategy
from pdflow.engagement import (
    CollectEvaluation,
    EvaluationCollected,
    EvaluationReturns,
    evaluation_returns,
)

TALK, WATCH = Strategy.DISCUSSION, Strategy.OBSERVATION


def test_evaluations_are_collected_one_at_a_time_with_the_number_present() -> None:
    command = collect(host(10, 13), "ev1", TALK, unsure=1, reactions=(4,), needs=("time",))
    after(*delivered()).when(command).then(
        EvaluationCollected(
            command.header,
            evaluation="ev1",
            session="s1",
            there=2,
            returns=1,
            preferred=(TALK,),
            confident=0,
            unsure=1,
            reactions=(4,),
            needs=("time",),
            supersedes=None,
        )
    )
    assert differs(after(*delivered(), command).when(collect(host(11), "ev1", WATCH))) == (
        "preferred",
        "unsure",
        "reactions",
        "needs",
    )


def test_evaluations_are_collected_as_a_tally_too() -> None:
    there = (f"person {n}" for n in range(12))
    tallied = collect(lee(10, 14), "ev1", TALK, WATCH, returns=12, confident=7, unsure=3)
    state = after(*scheduled(), deliver(lee(10, 12), "d1", "s1", *there), tallied).state
    assert evaluation_returns(state) == EvaluationReturns(12, 12, (TALK, WATCH), 7, 3)


@pytest.mark.parametrize(
    ("values", "tally", "has"),
    [
        ({"returns": 1, "preferred": (TALK, WATCH)}, "preferred", 2),
        ({"returns": 1, "confident": 1, "unsure": 1}, "confidence", 2),
        ({"returns": 1, "reactions": (4, 5)}, "reactions", 2),
        ({"returns": 3}, "returns", 3),
    ],
)
def test_nothing_is_tallied_of_more_people_than_there_are(values: dict, tally: str, has: int) -> None:
    """Two people were there."""
    command = CollectEvaluation(host(10, 13), evaluation="ev1", session="s1", **values)
    [reason] = after(*delivered()).when(command).refused("evaluation.more_than_there")
    assert reason.parameters == {"tally": tally, "has": has, **({"there": 2} if tally == "returns" else {"returns": 1})}


def test_returns_add_up_to_no_more_than_were_there_and_a_corrected_one_is_not_counted_twice() -> None:
    two = (*delivered(), collect(host(10, 13), "ev1", TALK), collect(host(10, 13), "ev2", TALK))
    after(*two).when(collect(host(11), "ev3")).refused("evaluation.more_than_there")
    after(*two).when(collect(host(11), "ev3", WATCH, supersedes="ev2")).then(EvaluationCollected)
    after(*two, void(office(11), "ev1")).when(collect(host(12), "ev3")).then(EvaluationCollected)
    corrected = (*two, collect(host(11), "ev3", WATCH, supersedes="ev2"))
    after(*corrected).when(collect(host(12), "ev4", supersedes="ev2")).refused("evaluation.more_than_there")
    before_its_sheet = (*scheduled(), *(collect(host(10, 11), f"ev{n}") for n in range(9)))
    assert after(*before_its_sheet).when(collect(host(10, 11), "ev9")).events


def test_evaluations_may_precede_the_delivery_and_count_once_it_is_recorded() -> None:
    early = (*scheduled(), collect(host(10, 11), "ev1", TALK))
    assert after(*scheduled()).when(collect(host(10, 11), "ev1", TALK)).events[0].there == 0
    assert evaluation_returns(after(*early).state).returns == 0
    assert evaluation_returns(after(*early, deliver(lee(10, 12))).state) == EvaluationReturns(1, 2, (TALK,), 0, 0)


def test_a_return_that_corrects_another_counts_in_its_place() -> None:
    corrected = (*delivered(), collect(host(10), "ev1", WATCH), collect(host(11), "ev2", TALK, supersedes="ev1"))
    assert evaluation_returns(after(*corrected).state).preferred == (TALK,)
    assert evaluation_returns(after(*corrected, void(office(12), "ev2")).state).preferred == (WATCH,)


def test_sessions_nobody_evaluated_are_left_out_of_the_number_present() -> None:
    two_days = (
        *commissioned(),
        design(lee(3), "tr1", "s1", "s2"),
        schedule(lee(3), "sch1", "tr1", session("s1", 10), session("s2", 11)),
        deliver(lee(10, 12), "d1", "s1", "ana", "bob"),
        deliver(lee(11, 12), "d2", "s2", "ana", "bob", "cem"),
    )
    assert evaluation_returns(after(*two_days).state) == EvaluationReturns(0, 5, (), 0, 0)
    assert evaluation_returns(after(*two_days, collect(host(11, 13), "ev1", TALK, session="s2")).state).there == 3


@pytest.mark.parametrize("name", ["s9", "tr1"])
def test_only_a_session_is_evaluated(name: str) -> None:
    [reason] = after(*delivered()).when(collect(host(11), session=name)).refused("training.unknown")
    assert reason.remedy == "DesignTraining"


def test_evaluations_are_collected_from_delivery_on() -> None:
    after(*in_design(), design(lee(1))).when(collect(host(2))).refused("engagement.not_in_stage")
    after(*closed()).when(collect(host(200), "ev9")).refused("engagement.not_in_stage")
