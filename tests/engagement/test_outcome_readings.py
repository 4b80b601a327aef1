"""Outcome readings: which readings count as measuring an outcome again."""

import attrs
import pytest
from tests.engagement.stories import (
    after,
    baseline,
    commissioned,
    differs,
    host,
    in_design,
    in_follow_up,
    office,
    on,
    outcome,
    payer,
    read,
    requested,
)

from pdflow import (
    EvaluationLevel,
    OutcomeKind,
    Policy,
)
from pdflow.engagement import (
    BaselineSet,
    ReadingRecorded,
    is_remeasured,
)

USE, LEARNING = EvaluationLevel.USE, EvaluationLevel.LEARNING
ASKS_AGAIN = Policy(name="ours", questions=frozenset(), remeasure_before_complete=True)
FOLLOWING = in_follow_up(policy=ASKS_AGAIN)
STATED = (*in_design(), outcome(payer(1)))


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
    assert differs(after(*STATED, command).when(read(host(121), value=1))) == ("value", "on", "at_workplace")


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
def test_which_readings_count_as_measuring_again(kind: str, values: dict, counts: bool) -> None:
    """Trained on day 10: the window runs from 90 to 180 days later."""
    reading = read(office(195), outcome="o2", **{"on": on(120), **values})
    story = (*FOLLOWING, outcome(payer(20), "o2", kind=OutcomeKind(kind)), reading)
    assert is_remeasured(after(*story).state, "o2") is counts


def test_without_training_nothing_is_read_again_and_without_an_end_the_window_stays_open() -> None:
    assert not is_remeasured(after(*commissioned(), read(office(120))).state, "o1")
    endless = attrs.evolve(ASKS_AGAIN, remeasure_until=None)
    assert is_remeasured(after(*in_follow_up(policy=endless), read(office(5000))).state, "o1")


def test_what_was_read_is_not_dated_later_than_its_record() -> None:
    [reason] = after(*STATED).when(read(host(10), on=on(11))).refused("record.in_the_future")
    assert reason.parameters == {"field": "on", "day": on(11)}
    after(*STATED).when(read(host(10), on=on(10))).then(ReadingRecorded)
    after(*STATED).when(baseline(payer(10), on=on(11))).refused("record.in_the_future")
    after(*STATED).when(baseline(payer(10), on=on(11), value=None)).then(BaselineSet)
