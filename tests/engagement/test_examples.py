"""One plausible example of every command of an engagement: lawful where it can be, else refused with the reason."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest
from tests.engagement import stories as s
from tests.engagement.corpus import corpus, moments
from tests.engagement.stories import day, on

from pdflow import FULL, Command, Header
from pdflow.engagement import AdoptPolicy, Engagement, EvaluationCollected, Side, decider
from pdflow.engagement.examples import EXAMPLES, an_actor, example
from pdflow.kernel.fields import fields
from pdflow.testing.walks import MORNING, History

NEXT_ID = "00000000-0000-4000-8000-00000000ffff"
REASONS_WITHOUT_RECORDS = {
    "ChooseMeasure": "outcome.unknown",
    "SetBaseline": "outcome.unknown",
    "RecordReading": "outcome.unknown",
    "UseSlot": "time.unknown_slot",
    "LoseSlot": "time.unknown_slot",
    "VetPartner": "partnership.not_proposed",
    "AgreePartnership": "partnership.not_proposed",
    "EndPartnership": "partnership.not_proposed",
    "HoldTouchPoint": "partnership.not_agreed",
    "ReviewPartnership": "partnership.not_agreed",
    "EndParticipation": "roster.unknown_person",
    "MoveTask": "task.unknown",
    "CompleteTask": "task.unknown",
    "AgreeDuties": "training.unknown",
    "ScheduleTraining": "training.not_designed",
    "RescheduleTraining": "training.unknown",
    "CancelTraining": "training.unknown",
    "TickLogistics": "logistics.unknown_item",
    "DeliverTraining": "training.not_scheduled",
    "CollectEvaluation": "training.unknown",
    "ReviseFollowUp": "followup.unknown",
    "RecordFollowUp": "followup.unknown",
    "ChooseFollowUp": "followup.unknown",
    "VoidRecord": "record.unknown",
}
"""The reason for each example where nothing is on record that it could act on."""


def on_day(state: Engagement, name: str, days: float, **form: object) -> Command:
    """The example of a command, given on that day by somebody who may."""
    kind = decider.commands[name]
    return example(state, kind, Header(NEXT_ID, an_actor(state, kind), day(days)), **form)


@cache
def sample() -> tuple[tuple[Engagement, Header], ...]:
    """One state in fifty of the corpus and the first before each change of stage, with a header of an hour later."""
    return tuple(found for history in corpus() for found in _sampled(history))


def _sampled(history: History[Engagement]) -> Iterator[tuple[Engagement, Header]]:
    now, turned = MORNING, set[str]()
    for number, (state, attempt) in enumerate(moments(history)):
        now = max(now, attempt.command.at)
        turns = decider.evolve(state, *attempt.events).phase if attempt.events else state.phase
        if number % 50 == 30 or turns not in {state.phase, *turned}:
            turned.add(turns)
            yield state.copy(), Header(NEXT_ID, attempt.command.by, now + timedelta(hours=1))


def examples(state: Engagement, header: Header) -> list[Command]:
    return [
        example(state, kind, Header(header.id, an_actor(state, kind), header.at)) for kind in decider.commands.values()
    ]


def test_every_command_has_an_example() -> None:
    assert EXAMPLES.keys() == decider.commands.keys()


def test_an_example_is_found_by_the_commands_name_too() -> None:
    for state, header in sample()[:20]:
        for name, kind in decider.commands.items():
            assert example(state, name, header) == example(state, kind, header)


def test_an_example_is_of_its_command_changes_nothing_and_is_always_the_same() -> None:
    for state, header in sample():
        before = state.copy()
        first, second = examples(state, header), examples(state, header)
        assert [type(command) for command in first] == [*decider.commands.values()]
        assert first == second
        assert state == before


def test_what_an_example_makes_has_a_name_that_nothing_had_before() -> None:
    for state, header in sample():
        known = {*state.voided, *(name for name, _ in state.records())}
        for command in examples(state, header):
            assert known.isdisjoint(
                getattr(command, field.name) for field in fields(type(command)) if "key" in field.metadata
            )


def test_every_example_is_lawful_somewhere() -> None:
    lawful = {
        type(command).__name__
        for state, header in sample()
        for command in examples(state, header)
        if decider.permits(state, command) and decider.decide(state, command)
    }
    assert lawful == {*decider.commands}


def test_whoever_is_named_may_ask() -> None:
    for state, header in sample():
        for command in examples(state, header):
            assert "right.role" not in {reason.code for reason in decider.why_not(state, command)}, command


@pytest.mark.parametrize(("name", "code"), REASONS_WITHOUT_RECORDS.items())
def test_without_anything_to_act_on_the_example_is_refused_with_the_reason(name: str, code: str) -> None:
    state = s.after(*s.in_design()).state
    if name in ("UseSlot", "LoseSlot", "DeliverTraining", "CollectEvaluation"):
        state = s.after(*s.commissioned()).state
    assert code in {reason.code for reason in decider.why_not(state, on_day(state, name, 3))}


def test_a_review_is_of_the_side_still_missing_and_of_every_measure_agreed() -> None:
    state = s.after(*s.partnered(), s.rate(s.payer(9), "r-1", Side.HOST)).state
    rating = on_day(state, "ReviewPartnership", 10)
    assert rating.side is Side.PARTNER  # type: ignore[attr-defined]
    assert decider.permits(state, rating)


def test_a_baseline_promised_is_read_whichever_outcome_the_form_names() -> None:
    promised = s.after(*s.in_design(), s.outcome(s.payer(1)), s.baseline(s.payer(1), value=None, on=on(9))).state
    read = on_day(promised, "SetBaseline", 9, outcome="o1")
    assert (read.value, read.on, read.retrospective) == (20.0, on(9), False)  # type: ignore[attr-defined]


def test_a_baseline_after_the_training_is_dated_back_to_it() -> None:
    late = on_day(s.after(*s.delivered()).state, "SetBaseline", 40)
    assert (late.on, late.retrospective) == (on(10), True)  # type: ignore[attr-defined]


def test_the_returns_collected_are_those_still_missing() -> None:
    """Two people were present, and one evaluation was returned."""
    state = s.after(*s.delivered(), s.collect(s.host(10, 13), "ev1")).state
    [event] = decider.decide(state, on_day(state, "CollectEvaluation", 11))
    assert isinstance(event, EvaluationCollected)
    assert (event.session, event.returns) == ("s1", 1)


def test_a_reading_too_late_is_dated_within_the_window_of_the_policy() -> None:
    state = s.after(*s.in_follow_up(), AdoptPolicy(s.office(14), policy=FULL)).state
    assert on_day(state, "RecordReading", 400).on == on(10 + (FULL.remeasure_until or 0))  # type: ignore[attr-defined]
