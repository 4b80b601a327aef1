"""Baselines of outcomes, and readings since."""

from datetime import date

from tests.participation.permissions import LIVE, people_allowed, phases_allowed
from tests.participation.stories import (
    ASKS,
    SUPPORTERS,
    attend,
    completed,
    enrolled,
    lee,
    measure,
    office,
    on,
    ready,
    supported,
    trained,
)

from pdflow import Command, Header, Outcome, OutcomeKind, OutcomeOf
from pdflow.participation import (
    BaselineTaken,
    OutcomeMeasured,
    Phase,
    TakeBaseline,
    VoidRecord,
    Waive,
    decider,
)
from pdflow.testing.spec import given
from pdflow.values import EvaluationLevel

USE, LEARNING = EvaluationLevel.USE, EvaluationLevel.LEARNING


def baseline(header: Header, name: str = "b2", outcome: str = "o1", day: date = on(2), **more: bool) -> Command:  # noqa: B008
    return TakeBaseline(header, baseline=name, outcome=outcome, value=20, on=day, how="counted", **more)


def waive(code: str) -> Command:
    return Waive(office(100), waiver="w1", requirement=code, reason="agreed")


# TakeBaseline


def test_a_baseline_is_taken_and_a_later_one_supersedes_it() -> None:
    first, second = baseline(lee(2), "b8"), baseline(lee(2), "b9", day=on(1))
    alone = enrolled()[:1]
    story = [*alone, *enrolled()[1:2]]
    given(decider, *story).when(first).then(BaselineTaken.of(first, supersedes=None))
    given(decider, *story, first).when(second).then(BaselineTaken.of(second, supersedes="b8"))


def test_a_group_outcome_and_an_unknown_one_have_no_baseline_here() -> None:
    group = Outcome("o3", OutcomeOf.GROUP, OutcomeKind.PERFORMANCE, "readers at grade level")
    for outcome in ("o3", "o9"):
        command = baseline(lee(2), outcome=outcome)
        [reason] = given(decider, *enrolled(outcomes=(ASKS, group))).when(command).refused("outcome.unknown")
        assert reason.parameters == {"outcome": outcome, "known": ("o1",)}
        assert reason.remedy == "BriefParticipant"


def test_a_reading_after_the_first_training_is_no_baseline() -> None:
    given(decider, *trained()).when(baseline(lee(9), day=on(3))).then(BaselineTaken)
    [reason] = given(decider, *trained()).when(baseline(lee(9), day=on(4))).refused("outcome.baseline_after_training")
    assert reason.parameters == {"on": on(4), "trained": on(3)}


def test_unless_it_is_marked_as_judged_afterwards() -> None:
    given(decider, *trained()).when(baseline(lee(9), day=on(9), retrospective=True)).then(BaselineTaken)


def test_the_first_training_is_the_first_one_attended() -> None:
    absent = [*enrolled(), attend(lee(3), "a1", there=0), attend(lee(10), "a2", "d2")]
    given(decider, *absent).when(baseline(lee(11), day=on(10))).then(BaselineTaken)
    corrected = [*enrolled(), attend(lee(3), "a1"), attend(lee(3), "a2", there=0)]
    given(decider, *corrected).when(baseline(lee(11), day=on(10))).then(BaselineTaken)


def test_a_reading_from_before_the_enrolment_is_a_baseline_too() -> None:
    given(decider, *enrolled()).when(baseline(lee(9), day=on(-30))).then(BaselineTaken)


def test_the_same_baseline_again_is_a_no_op() -> None:
    taken = given(decider, *enrolled(), baseline(lee(2), "b2"))
    taken.when(baseline(lee(9), "b2")).nothing()


def test_supporters_take_baselines_while_a_participation_is_live() -> None:
    assert people_allowed(baseline) == {*SUPPORTERS, "office"}
    assert phases_allowed(baseline(lee(200), "b9")) == LIVE


# MeasureOutcome


def test_an_outcome_is_measured() -> None:
    command = measure(lee(100), "r1", on(100))
    given(decider, *supported()).when(command).then(OutcomeMeasured.of(command, supersedes=None))


def test_another_reading_of_that_day_and_level_supersedes_the_former_and_others_do_not() -> None:
    story = [*supported(), measure(lee(100), "r1", on(100))]
    again, next_day, other = (
        measure(lee(101), "r2", on(100), value=50),
        measure(lee(101), "r2", on(101)),
        measure(lee(101), "r2", on(100), level=LEARNING),
    )
    given(decider, *story).when(again).then(OutcomeMeasured.of(again, supersedes="r1"))
    given(decider, *story).when(next_day).then(OutcomeMeasured.of(next_day, supersedes=None))
    given(decider, *story).when(other).then(OutcomeMeasured.of(other, supersedes=None))


def test_a_reading_does_not_precede_the_baseline() -> None:
    story = [*supported(), baseline(lee(20), day=on(20), retrospective=True)]
    [reason] = given(decider, *story).when(measure(lee(30), "r1", on(19))).refused("outcome.before_baseline")
    assert reason.parameters == {"on": on(19), "baseline": on(20)}
    void = VoidRecord(office(30), record="b2", reason="mistake")
    given(decider, *story, void).when(measure(lee(30), "r1", on(19))).then(OutcomeMeasured)


def test_an_outcome_nobody_stated_cannot_be_measured() -> None:
    [reason] = given(decider, *supported()).when(measure(lee(9), "r1", on(9), outcome="o9")).refused("outcome.unknown")
    assert reason.parameters == {"outcome": "o9", "known": ("o1",)}


def test_a_measurement_after_completion_does_not_change_the_summary() -> None:
    state = given(decider, *completed()).when(measure(lee(150), "r2", on(150))).then(OutcomeMeasured)
    assert (state.phase, state.measurements.keys()) == (Phase.COMPLETED, {"r1", "r2"})


def test_the_same_measurement_again_is_a_no_op() -> None:
    given(decider, *ready()).when(measure(lee(101), "r1", on(100))).nothing()


def test_participant_and_team_measure_while_live_and_after_completion() -> None:
    assert people_allowed(lambda header: measure(header, "r9", on(30))) == {"ana", *SUPPORTERS, "office"}
    assert phases_allowed(measure(lee(200), "r9", on(200))) == {*LIVE, Phase.COMPLETED}
