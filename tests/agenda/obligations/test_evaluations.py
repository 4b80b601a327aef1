"""Evaluations of training: which are owed, and by when."""

from tests.agenda.participations import after, codes, found, last_day, owed
from tests.participation.stories import (
    ana,
    attend,
    day,
    enrolled,
    evaluate,
    host,
    in_cycle_two,
    kim,
    lee,
    observe,
    on,
    plan,
    settled,
)

from pdflow import (
    Actor,
    Command,
    Header,
    Role,
)
from pdflow.participation import (
    BeginNextCycle,
    SubmitEvaluation,
    decider,
)


def test_an_evaluation_is_asked_for_after_the_last_session_somebody_was_there_for() -> None:
    two = [*enrolled(), attend(lee(3), "a1"), attend(lee(5), "a2", "d2")]
    absent = attend(lee(6), "a3", "d3", there=0)
    for story in (two, [*two, absent]):
        evaluation = found("evaluation.submit", after(*story), 7)
        assert (evaluation.about, last_day(evaluation.due)) == ("d2", on(5))


def test_the_evaluation_of_an_earlier_cycle_is_still_owed_in_the_next() -> None:
    story = [command for command in in_cycle_two() if not isinstance(command, SubmitEvaluation)]
    assert found("evaluation.submit", after(*story), 21).about == "d1"
    assert "evaluation.submit" not in codes(after(*story, evaluate(ana(21), "e1")), 22)


def test_evaluations_are_owed_in_the_order_of_the_cycles() -> None:
    ahead = [plan(host(1), "p2", "d2", start=day(2), cycle=2), attend(lee(2), "a2", "d2"), attend(lee(3), "a1")]
    evaluations = [each for each in owed(after(*enrolled(), *ahead), 4) if each.code == "evaluation.submit"]
    assert [(each.about, last_day(each.due)) for each in evaluations] == [("d1", on(3)), ("d2", on(2))]


def ahead(n: int, minutes: int = 360, **more: object) -> Command:
    return plan(host(0), f"p{n}", f"d{n}", start=day(n), minutes=minutes, **more)


AHEAD = [
    plan(host(18), "p2", "d2", start=day(40), cycle=2),
    attend(lee(40), "a2", "d2"),
    observe(kim(45), "ob3", "ask"),
    BeginNextCycle(kim(80), cycle=2),
]
"""Trained on day 40 for a second cycle that begins on day 80."""


def test_the_evaluation_of_a_training_ahead_of_its_cycle_is_asked_for_at_once() -> None:
    trained = after(*settled(), *AHEAD[:2])
    [evaluation] = [each for each in owed(trained, 40.5) if each.about == "d2"]
    assert (evaluation.code, last_day(evaluation.due)) == ("evaluation.submit", on(40))
    handed_in = decider.decide(trained, evaluate(Header("e" * 32, Actor("ana", Role.PARTICIPANT), day(41)), "e2", "d2"))
    assert "d2" not in [each.about for each in owed(decider.evolve(trained, *handed_in), 42)]
