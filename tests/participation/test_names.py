"""The same name with the same content changes nothing; with other content it is refused, and says what differs."""

from typing import Any

import pytest
from tests.participation.stories import Story, ana, attend, day, evaluate, host, lee, office, on, plan, ready

from pdflow import Command, Header
from pdflow.participation import (
    AssessLearning,
    AssessmentTime,
    CommittedStep,
    CommitToPractice,
    MeasureOutcome,
    TakeBaseline,
    Waive,
    decider,
)
from pdflow.testing.spec import given
from pdflow.values import EvaluationLevel


def assess(header: Header, **changes: Any) -> Command:
    values = {"instrument": "quiz", "time": AssessmentTime.PRE, "score": 4, "out_of": 10, **changes}
    return AssessLearning(header, assessment="l1", **values)


def take(header: Header, **changes: Any) -> Command:
    return TakeBaseline(header, **{"baseline": "b1", "outcome": "o1", "value": 20, "on": on(1), **changes})


def read(header: Header, **changes: Any) -> Command:
    values = {"outcome": "o1", "value": 40, "on": on(100), "level": EvaluationLevel.USE, **changes}
    return MeasureOutcome(header, measurement="r1", **values)


def waive(header: Header, **changes: Any) -> Command:
    return Waive(header, waiver="w1", **{"requirement": "cycle.short", "reason": "agreed", **changes})


def promise(header: Header, text: str = "ask open questions", by: int = 20) -> Command:
    return CommitToPractice(header, commitment="c1", steps=(CommittedStep("ask", text, on(by)),))


def story() -> Story:
    return [*ready(), assess(ana(2)), waive(office(99))]


KNOWN: list[tuple[Command, Command, tuple[str, ...]]] = [
    (plan(host(105), "p1"), plan(host(105), "p1", minutes=90, start=day(9)), ("start", "minutes")),
    (attend(lee(105), "a1"), attend(lee(105), "a1", there=100), ("there",)),
    (evaluate(ana(105), "e1"), evaluate(ana(105), "e1", reaction=5, needs=("time",)), ("reaction", "needs")),
    (assess(ana(105)), assess(ana(105), score=9), ("score",)),
    (promise(ana(105)), promise(ana(105), text="praise"), ("steps",)),
    (promise(ana(105)), promise(ana(105), by=120), ("steps",)),
    (take(lee(105)), take(lee(105), value=25, how="counted"), ("value", "how")),
    (read(lee(105)), read(lee(105), value=55), ("value",)),
    (waive(office(105)), waive(office(105), reason="snow"), ("reason",)),
]


@pytest.mark.parametrize(
    ("same", "other", "differs"),
    KNOWN,
    ids=[f"{type(o).__name__} {'-'.join(d)} {n}" for n, (_, o, d) in enumerate(KNOWN)],
)
def test_a_name_on_record_says_what_it_said(same: Command, other: Command, differs: tuple[str, ...]) -> None:
    given(decider, *story()).when(same).nothing()
    [reason] = [each for each in given(decider, *story()).when(other).reasons if each.code == "record.name_taken"]
    assert reason.parameters["differs"] == differs


def test_an_anonymous_evaluation_is_the_same_whatever_is_sent_again() -> None:
    anonymous = evaluate(ana(4), "e9", anonymous=True, reaction=1)
    given(decider, *ready()[:5], anonymous).when(evaluate(ana(5), "e9", anonymous=True, reaction=5)).nothing()
