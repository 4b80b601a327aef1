"""Where a person stood before, and readings since."""

from datetime import date

import attrs
import pytest
from tests.participation.stories import (
    ASKS,
    LIVE,
    SUPPORTERS,
    Story,
    asked_in,
    attend,
    coached,
    completed,
    enrolled,
    kim,
    lee,
    may_ask,
    measure,
    office,
    on,
    ready,
    rosa,
    settled,
    supported,
    trained,
)

from pdflow import FULL, Command, Header, Outcome, OutcomeKind, OutcomeOf, Policy
from pdflow.participation import (
    BaselineTaken,
    Complete,
    OutcomeMeasured,
    ParticipationCompleted,
    Pause,
    Phase,
    RecordVoided,
    Resume,
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
    first, second = baseline(lee(1), "b8"), baseline(lee(2), "b9")
    alone = enrolled()[:1]
    story = [*alone, *enrolled()[1:2]]
    given(decider, *story).when(first).then(BaselineTaken.of(first, supersedes=None))
    given(decider, *story, first).when(second).then(BaselineTaken.of(second, supersedes="b8"))


def test_a_group_outcome_and_an_unknown_one_have_no_baseline_here() -> None:
    group = Outcome("o3", OutcomeOf.GROUP, OutcomeKind.PERFORMANCE, "readers at grade level")
    for outcome in ("o3", "o9"):
        ask = baseline(lee(2), outcome=outcome)
        [reason] = given(decider, *enrolled(outcomes=(ASKS, group))).when(ask).refused("outcome.unknown")
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


def test_the_same_baseline_again_is_silence() -> None:
    given(decider, *trained()).when(baseline(lee(9), "b1", "o9", on(90))).nothing()


def test_supporters_take_baselines_while_a_participation_is_live() -> None:
    assert may_ask(baseline) == {*SUPPORTERS, "office"}
    assert asked_in(baseline(lee(200), "b9")) == LIVE


# MeasureOutcome


def test_an_outcome_is_measured() -> None:
    ask = measure(lee(100), "r1", on(100))
    given(decider, *supported()).when(ask).then(OutcomeMeasured.of(ask, supersedes=None))


def test_another_reading_of_that_day_and_level_supersedes_the_former_and_others_stand_beside_it() -> None:
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


def test_a_measurement_after_completion_stands_beside_the_summary() -> None:
    state = given(decider, *completed()).when(measure(lee(150), "r2", on(150))).then(OutcomeMeasured)
    assert (state.phase, state.measurements.keys()) == (Phase.COMPLETED, {"r1", "r2"})


def test_the_same_measurement_again_is_silence() -> None:
    given(decider, *ready()).when(measure(lee(101), "r1", on(1), outcome="o9")).nothing()


def test_participant_and_team_measure_while_live_and_after_completion() -> None:
    assert may_ask(lambda header: measure(header, "r9", on(30))) == {"ana", *SUPPORTERS, "office"}
    assert asked_in(measure(lee(200), "r9", on(200))) == {*LIVE, Phase.COMPLETED}


# Re-measured before completion


def unmeasured(*readings: Command, story: Story | None = None) -> bool:
    """Whether completion on day 300 finds the outcome not measured again."""
    came = given(decider, *(story or settled()), *readings).when(Complete(kim(300)))
    assert {reason.code for reason in came.reasons} <= {"outcome.not_remeasured"}
    return bool(came.reasons)


@pytest.mark.parametrize(("day", "counts"), [(92, False), (93, True), (183, True), (184, False)])
def test_the_window_is_ninety_to_a_hundred_and_eighty_days_after_the_first_training(day: int, counts: bool) -> None:
    assert unmeasured(measure(lee(200), "r1", on(day))) is not counts


@pytest.mark.parametrize(("day", "counts"), [(112, False), (113, True), (203, True), (204, False)])
def test_days_of_leave_are_not_counted(day: int, counts: bool) -> None:
    leave = [Pause(rosa(40), until=on(60), reason="leave"), Resume(rosa(60))]
    assert unmeasured(*leave, measure(lee(250), "r1", on(day))) is not counts


def test_leaves_that_overlap_are_counted_once() -> None:
    leave = [Pause(rosa(40), until=on(60), reason="leave"), Resume(rosa(60))]
    entered_late = [Pause(rosa(50), until=on(70), reason="leave"), Resume(rosa(70))]
    assert unmeasured(*leave, *entered_late, measure(lee(250), "r1", on(122)))
    assert not unmeasured(*leave, *entered_late, measure(lee(250), "r1", on(123)))


def test_a_leave_before_the_training_changes_nothing() -> None:
    leave = [Pause(rosa(1), until=on(2), reason="leave"), Resume(rosa(2))]
    assert not unmeasured(*leave, measure(lee(250), "r1", on(93)))


def test_a_reading_before_the_last_coaching_does_not_count() -> None:
    late = attrs.evolve(FULL, remeasure_from=0)
    story = settled(policy=late)
    assert unmeasured(measure(lee(20), "r1", on(9)), story=story)
    assert not unmeasured(measure(lee(20), "r1", on(10)), story=story)
    assert len(coached()) < len(story)


COUNTS: list[tuple[OutcomeKind, EvaluationLevel, bool, bool]] = [
    (OutcomeKind.BEHAVIOUR, EvaluationLevel.REACTION, True, False),
    (OutcomeKind.BEHAVIOUR, LEARNING, True, False),
    (OutcomeKind.BEHAVIOUR, EvaluationLevel.ORGANISATION, True, False),
    (OutcomeKind.BEHAVIOUR, USE, False, True),
    (OutcomeKind.BEHAVIOUR, EvaluationLevel.LEARNER_OUTCOME, False, True),
    (OutcomeKind.ATTITUDE, EvaluationLevel.REACTION, True, False),
    (OutcomeKind.ATTITUDE, LEARNING, True, True),
    (OutcomeKind.ATTITUDE, LEARNING, False, False),
    (OutcomeKind.SKILL, LEARNING, True, True),
    (OutcomeKind.SKILL, LEARNING, False, False),
    (OutcomeKind.SKILL, EvaluationLevel.ORGANISATION, True, False),
    (OutcomeKind.SKILL, USE, False, True),
    (OutcomeKind.PERFORMANCE, LEARNING, True, False),
    (OutcomeKind.PERFORMANCE, EvaluationLevel.LEARNER_OUTCOME, False, True),
]


@pytest.mark.parametrize(("kind", "level", "at_workplace", "counts"), COUNTS)
def test_what_a_reading_is_evidence_of(
    kind: OutcomeKind, level: EvaluationLevel, at_workplace: bool, counts: bool
) -> None:
    outcome = attrs.evolve(ASKS, kind=kind)
    reading = measure(lee(100), "r1", on(100), level=level, at_workplace=at_workplace)
    assert unmeasured(reading, story=settled(outcomes=(outcome,))) is not counts


def test_each_outcome_of_the_person_is_measured_again() -> None:
    other = attrs.evolve(ASKS, outcome="o2")
    story = [*settled(outcomes=(ASKS, other), policy=without_baseline()), measure(lee(100), "r1", on(100))]
    [reason] = given(decider, *story).when(Complete(kim(300))).refused("outcome.not_remeasured")
    window = {"trained": on(3), "earliest": 90, "latest": 180}
    assert (reason.parameters, reason.remedy) == ({"outcome": "o2"} | window, "MeasureOutcome")


def without_baseline() -> Policy:
    return attrs.evolve(FULL, baseline_before_support=False)


def test_a_corrected_reading_takes_the_place_of_the_former() -> None:
    outcome = attrs.evolve(ASKS, kind=OutcomeKind.SKILL)
    readings = [
        measure(lee(100), "r1", on(100), level=LEARNING, at_workplace=True),
        measure(lee(101), "r2", on(100), level=LEARNING, at_workplace=False),
    ]
    story = settled(outcomes=(outcome,))
    assert unmeasured(*readings, story=story)
    assert not unmeasured(*readings, VoidRecord(office(102), record="r2", reason="mistake"), story=story)


def test_a_reading_after_the_completion_does_not_count_for_it() -> None:
    story = [*settled(), measure(lee(120), "r1", on(120))]
    given(decider, *story).when(Complete(kim(119))).refused("outcome.not_remeasured")
    given(decider, *story).when(Complete(kim(120))).then(ParticipationCompleted)


def test_measuring_again_can_be_waived_or_switched_off() -> None:
    assert not unmeasured(waive("outcome.not_remeasured"))
    assert not unmeasured(story=settled(policy=attrs.evolve(FULL, remeasure_before_complete=False)))


def test_voiding_the_reading_takes_the_evidence_back() -> None:
    void = VoidRecord(office(101), record="r1", reason="mistake")
    given(decider, *ready()).when(void).then(RecordVoided)
    given(decider, *ready(), void).when(Complete(kim(101))).refused("outcome.not_remeasured")
