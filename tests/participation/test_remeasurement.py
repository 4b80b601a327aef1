"""When an outcome counts as measured again before completion."""

from datetime import date

import attrs
import pytest
from tests.participation.course import a_session
from tests.participation.stories import (
    ASKS,
    Story,
    coached,
    day,
    identify,
    kim,
    lee,
    looked_at,
    measure,
    observe,
    office,
    on,
    ready,
    rosa,
    schedule,
    settled,
    with_growth_area,
)

from pdflow import FULL, TEXAS_CYCLE, Command, Header, OutcomeKind, Policy
from pdflow.participation import (
    BeginNextCycle,
    CloseCoaching,
    CloseGrowthArea,
    CompareWithModel,
    Complete,
    NameSteps,
    OpenCoaching,
    ParticipationCompleted,
    Pause,
    Practise,
    RecordVoided,
    Resume,
    ShowModel,
    TakeBaseline,
    VoidRecord,
    Waive,
    decider,
    is_remeasured,
    is_sustained,
    readings_of,
    remeasure_window,
)
from pdflow.policy import RemeasureAnchor
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
    late = attrs.evolve(FULL, name="ours", remeasure_from=0)
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
    return attrs.evolve(FULL, name="ours", baseline_before_support=False)


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
    assert not unmeasured(story=settled(policy=attrs.evolve(FULL, name="ours", remeasure_before_complete=False)))


def test_voiding_the_reading_takes_the_evidence_back() -> None:
    void = VoidRecord(office(101), record="r1", reason="mistake")
    given(decider, *ready()).when(void).then(RecordVoided)
    given(decider, *ready(), void).when(Complete(kim(101))).refused("outcome.not_remeasured")


# From the last input

LAST = attrs.evolve(FULL, name="ours", remeasure_anchor=RemeasureAnchor.LAST_INPUT)


def coached_on(*days: int, end: int | None = 270) -> Story:
    """Trained on day 3, coached on day 10 and on these days, under a policy that counts from the last input."""
    story = [*settled(policy=LAST, planned_end=None if end is None else on(end)), looked_at()]
    for number, n in enumerate(days):
        area, session = f"late-{number}", f"session-{number}"
        story += [identify(kim(n), area, "ob2"), *a_session(kim, n, session, area, "ob2")]
        story += [Waive(office(n), waiver=f"w-{number}", requirement="growth_area.not_shown", reason="seen before")]
        story += [CloseGrowthArea(kim(n, 11), growth_area=area)]
    return story


def counts(reading: int, story: Story) -> bool:
    """Whether a reading of this day is enough to complete, long after."""
    return not unmeasured(measure(lee(299), "r1", on(reading)), story=story)


@pytest.mark.parametrize(
    ("coached", "first", "last"),
    [((), 93, 270), ((200,), 214, 290), ((70,), 93, 270), ((85,), 99, 270), ((250,), 264, 340)],
)
def test_a_reading_counts_from_two_weeks_after_the_last_coaching(
    coached: tuple[int, ...], first: int, last: int
) -> None:
    story = coached_on(*coached)
    window = remeasure_window(given(decider, *story).state, kim(298).at)
    assert window is not None
    assert (window.opens, window.last_day) == (on(first), on(last))
    assert counts(first, story)
    assert not counts(first - 1, story)


def test_within_two_weeks_of_the_end_a_reading_counts_from_the_day_of_the_coaching() -> None:
    window = remeasure_window(given(decider, *coached_on(260)).state, kim(298).at)
    assert window is not None
    assert (window.opens, window.last_day) == (on(260), on(350))
    assert counts(260, coached_on(260))


def test_it_is_due_by_the_end_or_ninety_days_after_the_last_coaching_and_not_before_it_opens() -> None:
    due = {coached: given(decider, *coached_on(*coached)).state for coached in ((), (200,), (260,))}
    windows = [remeasure_window(state, kim(298).at) for state in due.values()]
    assert [window and window.due for window in windows] == [on(100), on(270), on(270)]


def test_without_a_planned_end_a_year_after_the_first_training_is_the_end() -> None:
    window = remeasure_window(given(decider, *coached_on(end=None)).state, kim(298).at)
    assert window is not None
    assert (window.end, window.last_day) == (on(368), on(368))


@pytest.mark.parametrize(("reading", "stays_good"), [(231, False), (232, True), (255, True)])
def test_a_coaching_just_before_the_end_leaves_a_reading_shortly_before_it_as_it_is(
    reading: int, stays_good: bool
) -> None:
    """Coached on day 260 of 270: what counted no more than 28 days before stays good."""
    assert counts(reading, coached_on(260)) is stays_good


def test_a_coaching_earlier_than_that_asks_for_a_new_reading() -> None:
    assert not counts(235, coached_on(241))
    assert counts(235, coached_on(242))


def test_what_did_not_count_before_does_not_stay_good() -> None:
    assert not counts(235, coached_on(225, 250))
    assert counts(239, coached_on(225, 250))


def test_days_of_leave_are_not_counted_after_the_last_coaching_either() -> None:
    leave = [Pause(rosa(205), until=on(215), reason="leave"), Resume(rosa(215))]
    window = remeasure_window(given(decider, *coached_on(200), *leave).state, kim(298).at)
    assert window is not None
    assert (window.opens, window.last_day) == (on(224), on(300))


def test_while_somebody_is_on_leave_the_window_waits_for_the_return() -> None:
    story = [*coached_on(200), Pause(rosa(205), until=on(225), reason="leave")]
    state = given(decider, *story).state
    opens = [window and window.opens for n in (210, 240) if (window := remeasure_window(state, kim(n).at))]
    assert opens == [on(234), on(249)]


def test_a_reading_three_months_after_the_last_input_is_sustained() -> None:
    state = given(decider, *coached_on(100), *[measure(lee(290), f"r{n}", on(n)) for n in (189, 190, 280, 281)]).state
    found = [is_sustained(state, reading, kim(290).at) for reading in readings_of(state, ASKS, kim(290).at)]
    assert found == [False, True, True, False]


def test_the_last_input_is_the_day_on_which_a_coaching_closed_in_its_own_cycle_and_in_the_next() -> None:
    slow = [
        *with_growth_area(policy=TEXAS_CYCLE),
        OpenCoaching(kim(80), session="s1", growth_area="g1"),
        ShowModel(kim(80, 9), move="m1", session="s1", model="film 3"),
        CompareWithModel(kim(80, 10), move="m2", session="s1", evidence="ob1", gap="one second"),
        NameSteps(kim(80, 11), move="m3", session="s1", steps=("ask",)),
        Practise(kim(120), move="m4", session="s1", rounds=2),
        schedule(kim(120, 9), "v1", day(125)),
        CloseCoaching(kim(120, 12), session="s1", minutes=45),
        observe(kim(125), "ob2", "g1", visit="v1"),
        CloseGrowthArea(kim(125, 9), growth_area="g1"),
        measure(kim(126), "r1", on(126)),
    ]
    for story in (slow, [*slow, BeginNextCycle(kim(129), cycle=2)]):
        state = given(decider, *story).state
        window = remeasure_window(state, day(130))
        assert window is not None
        assert (window.last_input, window.opens) == (on(120), on(134))
        assert not is_remeasured(state, ASKS, day(130))
