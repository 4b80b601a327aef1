"""Outcomes: stated, with a measure and a baseline."""

import pytest
from tests.engagement.stories import (
    after,
    baseline,
    commissioned,
    deliver,
    delivered,
    design,
    differs,
    in_design,
    lee,
    measure,
    office,
    on,
    outcome,
    payer,
    requested,
    schedule,
    session,
    void,
)

from pdflow import (
    Better,
    Measure,
    Outcome,
    OutcomeKind,
    OutcomeOf,
)
from pdflow.engagement import BaselineSet, Briefing, Engagement, MeasureChosen, OutcomeStated, TrainingKind
from pdflow.engagement.state import current_briefing

STATED = (*in_design(), outcome(payer(1)))


def outcomes_of(state: Engagement) -> tuple[Outcome, ...]:
    return current_briefing(state).outcomes


def test_an_outcome_is_stated_and_everybody_is_briefed() -> None:
    command = outcome(payer(1), whose=OutcomeOf.PERSON)
    expected = Outcome("o1", OutcomeOf.PERSON, OutcomeKind.BEHAVIOUR, "open questions are asked")
    after(*in_design()).when(command).then(
        OutcomeStated(
            command.header,
            outcome="o1",
            whose=OutcomeOf.PERSON,
            kind=OutcomeKind.BEHAVIOUR,
            statement="open questions are asked",
            briefing=Briefing((expected,), (), after(*in_design()).state.planned_end),
        )
    )


def test_the_same_outcome_again_is_a_no_op_and_a_voided_one_is_refused() -> None:
    assert differs(after(*STATED).when(outcome(payer(2), statement="something else"))) == ("statement",)
    after(*STATED, void(office(2), "o1")).when(outcome(payer(3))).refused("record.void")


def test_an_outcome_is_stated_from_the_design_on() -> None:
    after(*requested()).when(outcome(payer(1))).refused("engagement.not_in_stage")
    after(*delivered()).when(outcome(payer(11), "o2")).then(OutcomeStated)


def test_a_measure_says_who_collects_it_and_when() -> None:
    command = measure(payer(1))
    [event] = after(*STATED).when(command).events
    assert event == MeasureChosen(
        command.header,
        measure="m1",
        outcome="o1",
        title="share of questions",
        unit="%",
        better=Better.HIGHER,
        collector="tom",
        collected_by=on(200),
        target=40.0,
        supersedes=None,
        briefing=event.briefing,
    )
    assert event.briefing.outcomes[0].measure == Measure("share of questions", "%", Better.HIGHER)
    assert event.briefing.outcomes[0].target == 40


def test_a_measure_is_refused_that_nobody_could_take() -> None:
    vague = measure(payer(1), unit="", better=None, collector=None, collected_by=None)
    [reason] = after(*STATED).when(vague).refused("outcome.not_measurable")
    assert reason.parameters == {"missing": ("unit", "direction", "collector", "date")}
    [reason] = after(*STATED).when(measure(payer(1), collector=None)).refused("outcome.not_measurable")
    assert reason.parameters == {"missing": ("collector",)}


@pytest.mark.parametrize("ask", [measure, baseline])
def test_measure_and_baseline_are_refused_for_an_unknown_outcome(ask) -> None:
    [reason] = after(*in_design()).when(ask(payer(1))).refused("outcome.unknown")
    assert reason.remedy == "StateOutcome"
    [reason] = after(*STATED).when(ask(payer(2), outcome="o9")).refused("outcome.unknown")
    assert reason.parameters == {"unknown": ("o9",)}


@pytest.mark.parametrize("ask", [measure, baseline])
def test_measure_and_baseline_cannot_precede_their_outcome(ask) -> None:
    after(*in_design(), outcome(payer(3))).when(ask(payer(2))).refused("record.before")


def test_another_measure_of_an_outcome_supersedes_the_former_visibly() -> None:
    measured = (*STATED, measure(payer(1)))
    again = measure(payer(2), "m2", title="minutes of pupils' talk", unit="min")
    [event] = after(*measured).when(again).events
    assert event.supersedes == "m1"
    assert outcomes_of(after(*measured, again).state)[0].measure.name == "minutes of pupils' talk"
    assert outcomes_of(after(*measured, again, void(office(3), "m2")).state)[0].measure.name == "share of questions"


def test_a_baseline_is_a_reading_or_the_day_of_one() -> None:
    command = baseline(payer(1), how="ten walks")
    [event] = after(*STATED).when(command).events
    assert event == BaselineSet(
        command.header,
        baseline="b1",
        outcome="o1",
        on=on(1),
        value=20.0,
        how="ten walks",
        retrospective=False,
        supersedes=None,
        briefing=event.briefing,
    )
    assert event.briefing.outcomes[0].baseline_by is None
    [event] = after(*STATED).when(baseline(payer(1), value=None, on=on(9))).events
    assert event.briefing.outcomes[0].baseline_by == on(9)


def test_a_later_baseline_supersedes_the_former() -> None:
    [event] = after(*STATED, baseline(payer(1), value=None)).when(baseline(payer(3), "b2")).events
    assert event.supersedes == "b1"


def test_a_baseline_dated_after_the_training_must_say_that_it_is_retrospective() -> None:
    trained = after(*delivered())
    [reason] = trained.when(baseline(payer(20), "b2", on=on(11))).refused("outcome.baseline_after_training")
    assert reason.parameters == {"on": on(11), "trained": on(10)}
    trained.when(baseline(payer(20), "b2", on=on(11), retrospective=True)).then(BaselineSet)


def test_a_baseline_dated_before_the_training_counts_whenever_it_is_entered() -> None:
    after(*delivered()).when(baseline(payer(300), "b2", on=on(10))).then(BaselineSet)


def test_a_meeting_is_not_the_training_a_baseline_must_precede() -> None:
    met = (
        *commissioned(),
        design(lee(3), "me1", kind=TrainingKind.MEETING),
        schedule(lee(3), "sch1", "me1", session()),
        deliver(lee(10, 12)),
    )
    after(*met).when(baseline(payer(20), "b2", on=on(11))).then(BaselineSet)


def test_an_outcome_that_is_measured_cannot_be_voided_before_its_measure() -> None:
    measured = (*STATED, measure(payer(1)))
    [reason] = after(*measured).when(void(office(2), "o1")).refused("record.relied_upon")
    assert reason.parameters == {"record": "o1", "by": "m1"}
    assert outcomes_of(after(*measured, void(office(2), "m1"), void(office(2), "o1")).state) == ()
