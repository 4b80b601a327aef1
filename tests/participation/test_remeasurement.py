"""When an outcome counts as measured again before completion."""

from datetime import date

import attrs
import pytest
from tests.participation.stories import (
    ASKS,
    Story,
    coached,
    kim,
    lee,
    looked_at,
    measure,
    office,
    on,
    ready,
    rosa,
    settled,
)

from pdflow import FULL, Command, Header, OutcomeKind, Policy
from pdflow.participation import (
    Complete,
    ParticipationCompleted,
    Pause,
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


def unmeasured(*readings: Command, story: Story | None = None) -> bool:
    """Whether completion on day 300 finds the outcome not measured again."""
    outcome = given(decider, *(story or settled()), looked_at(), *readings).when(Complete(kim(300)))
    assert {reason.code for reason in outcome.reasons} <= {"outcome.not_remeasured"}
    return bool(outcome.reasons)


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
    story = [*settled(outcomes=(ASKS, other), policy=without_baseline()), looked_at(), measure(lee(100), "r1", on(100))]
    window = {"outcome": "o2", "opens": on(93), "last_day": on(183)}
    [reason] = given(decider, *story).when(Complete(kim(183))).refused("outcome.not_remeasured")
    assert (reason.parameters, reason.remedy) == (window, "MeasureOutcome")
    [reason] = given(decider, *story).when(Complete(kim(184))).refused("outcome.not_remeasured")
    assert (reason.parameters, reason.remedy) == (window, "Waive")


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
    story = [*settled(), looked_at(), measure(lee(120), "r1", on(120))]
    given(decider, *story).when(Complete(kim(119))).refused("outcome.not_remeasured")
    given(decider, *story).when(Complete(kim(120))).then(ParticipationCompleted)


def test_measuring_again_can_be_waived_or_switched_off() -> None:
    assert not unmeasured(waive("outcome.not_remeasured"))
    assert not unmeasured(story=settled(policy=attrs.evolve(FULL, remeasure_before_complete=False)))


def test_voiding_the_reading_takes_the_evidence_back() -> None:
    void = VoidRecord(office(101), record="r1", reason="mistake")
    given(decider, *ready()).when(void).then(RecordVoided)
    given(decider, *ready(), void).when(Complete(kim(101))).refused("outcome.not_remeasured")
