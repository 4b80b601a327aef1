"""Teach-back: taught to peers, critiqued, debriefed, and the debrief rated by somebody else."""

import attrs
import pytest
from tests.cadre.course import (
    CLEARED,
    NOMINATED,
    PREPARING,
    READING,
    STOOD_DOWN,
    by,
    critique,
    debrief,
    evaluate,
    hold,
    office,
    ola,
    pat,
    ratings,
    void,
)

from pdflow import Audience, Role, view
from pdflow.audience import personal
from pdflow.cadre import (
    Critique,
    Debrief,
    DebriefEvaluated,
    EvaluateDebrief,
    TeachBackCritiqued,
    TeachBackDebriefed,
    TeachBackHeld,
    decider,
)
from pdflow.errors import FieldError, OutOfRange
from pdflow.testing.spec import given

HELD = (*PREPARING, hold())
CRITIQUED = (*HELD, critique())
DEBRIEFED = (*CRITIQUED, debrief())


def test_a_segment_is_taught_back_to_peers() -> None:
    command = hold()
    expected = TeachBackHeld(
        command.header, teach_back="t-1", subject=READING, segment="wait time", peers=("ola", "pat"), minutes=20
    )
    given(decider, *PREPARING).when(command).then(expected)


@pytest.mark.parametrize("peers", [(), ("lee",)])
def test_a_teach_back_without_peers_is_refused(peers: tuple[str, ...]) -> None:
    given(decider, *PREPARING).when(hold(peers=peers)).refused("teachback.no_peers")


def test_a_cleared_trainer_teaches_back_another_subject_or_anew() -> None:
    cleared = given(decider, *CLEARED)
    cleared.when(hold("t-2", 20, "small groups")).then(TeachBackHeld)
    cleared.when(hold("t-2", 400)).then(TeachBackHeld)


@pytest.mark.parametrize("history", [NOMINATED, STOOD_DOWN])
def test_nobody_teaches_back_before_accepting_or_when_stood_down(history: tuple[object, ...]) -> None:
    given(decider, *history).when(hold("t-9", 30)).refused("cadre.not_in_stage")


def test_the_same_teach_back_again_is_a_no_op() -> None:
    given(decider, *HELD).when(hold(day=12)).nothing()
    [reason] = given(decider, *HELD).when(hold(minutes=45)).refused("record.name_taken")
    assert reason.parameters["differs"] == ("minutes",)


def test_nothing_is_dated_before_the_nomination() -> None:
    [reason] = given(decider, *PREPARING).when(hold(day=-1)).refused("record.before")
    assert reason.parameters["record"] == "MemberNominated"


def test_a_peer_critiques_a_teach_back_on_each_criterion() -> None:
    command = Critique(
        ola(10), critique="c-1", teach_back="t-1", ratings=ratings(), strengths="aims", refinements="pace"
    )
    expected = TeachBackCritiqued(
        command.header,
        critique="c-1",
        teach_back="t-1",
        ratings=ratings(),
        strengths="aims",
        refinements="pace",
        supersedes=None,
    )
    given(decider, *HELD).when(command).then(expected)


def test_a_second_critique_by_one_peer_supersedes_the_first() -> None:
    [event] = given(decider, *CRITIQUED).when(critique("c-2")).events
    assert event.supersedes == "c-1"


def test_critiques_by_two_peers_both_count() -> None:
    [event] = given(decider, *CRITIQUED).when(critique("c-2", header=pat(10))).events
    assert event.supersedes is None


def test_only_a_known_teach_back_is_critiqued() -> None:
    [reason] = given(decider, *PREPARING).when(critique()).refused("teachback.unknown")
    assert reason.remedy == "HoldTeachBack"
    [reason] = given(decider, *HELD).when(critique(of="t-7")).refused("teachback.unknown")
    assert reason.parameters == {"unknown": ("t-7",)}


def test_nobody_critiques_their_own_teach_back() -> None:
    [reason] = given(decider, *HELD).when(critique(header=by("lee", Role.PEER, 10))).refused("teachback.by_self")
    assert reason.parameters == {"person": "lee"}


def test_a_critique_does_not_precede_its_teach_back() -> None:
    [reason] = given(decider, *HELD).when(critique(day=9)).refused("record.before")
    assert reason.parameters["record"] == "t-1"


@pytest.mark.parametrize("rating", [0, 5, 2.5])
def test_a_teach_back_is_rated_from_one_to_four(rating: int) -> None:
    with pytest.raises(FieldError) as refusal:
        critique(content=rating)
    assert refusal.value.place == "Critique.ratings[1].rating"


def test_a_debrief_names_the_critiques_it_looked_at() -> None:
    command = debrief()
    expected = TeachBackDebriefed(
        command.header,
        debrief="d-1",
        teach_back="t-1",
        critiques=("c-1", "c-2"),
        next_step="plan for late comers",
        supersedes=None,
    )
    given(decider, *CRITIQUED, critique("c-2", header=pat(10))).when(command).then(expected)


def test_an_uncritiqued_teach_back_is_not_debriefed() -> None:
    [reason] = given(decider, *HELD).when(debrief()).refused("teachback.not_critiqued")
    assert (reason.remedy, reason.roles) == ("Critique", (Role.PEER, Role.COORDINATOR))
    [reason] = given(decider, *CRITIQUED, hold("t-2")).when(debrief(of="t-2")).refused("teachback.not_critiqued")
    assert reason.parameters == {"teach_back": "t-2"}


def test_a_critique_dated_later_than_the_debrief_does_not_count_for_it() -> None:
    given(decider, *HELD, critique(day=12)).when(debrief(day=11)).refused("teachback.not_critiqued")


def test_a_debrief_of_an_unknown_teach_back_is_refused() -> None:
    given(decider, *CRITIQUED).when(debrief(of="t-7")).refused("teachback.unknown")
    given(decider, *PREPARING).when(debrief()).refused("teachback.unknown", "teachback.not_critiqued")


@pytest.mark.parametrize("step", [None, ""])
def test_a_debrief_agrees_a_next_step(step: str | None) -> None:
    command = Debrief(ola(11), debrief="d-1", teach_back="t-1", next_step=step)
    given(decider, *CRITIQUED).when(command).refused("teachback.no_next_step")


def test_a_debrief_is_rated_by_somebody_else() -> None:
    command = evaluate()
    expected = DebriefEvaluated(command.header, evaluation="e-1", debrief="d-1", rating=4, note=None, supersedes=None)
    given(decider, *DEBRIEFED).when(command).then(expected)
    [reason] = given(decider, *DEBRIEFED).when(evaluate(header=ola(12))).refused("teachback.by_self")
    assert reason.parameters == {"person": "ola"}


def test_what_was_not_debriefed_is_not_rated() -> None:
    [reason] = given(decider, *CRITIQUED).when(evaluate()).refused("teachback.not_debriefed")
    assert reason.remedy == "Debrief"
    given(decider, *DEBRIEFED).when(evaluate(of="d-7")).refused("teachback.not_debriefed")


@pytest.mark.parametrize("rating", [0, 5])
def test_a_debrief_is_rated_from_one_to_four(rating: int) -> None:
    with pytest.raises(OutOfRange) as refusal:
        EvaluateDebrief(pat(12), evaluation="e-1", debrief="d-1", rating=rating)
    assert refusal.value.place == "EvaluateDebrief.rating"


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_a_teach_back_lasts_at_least_a_minute_and_at_most_a_day(minutes: int) -> None:
    with pytest.raises(OutOfRange) as refusal:
        hold(minutes=minutes)
    assert refusal.value.place == "HoldTeachBack.minutes"


def test_notes_of_a_teach_back_are_not_shown() -> None:
    assert "clear aims" not in repr(critique())
    assert "late comers" not in repr(debrief())


def test_a_second_debrief_or_evaluation_supersedes_the_first() -> None:
    [event] = given(decider, *DEBRIEFED).when(debrief("d-2")).events
    assert event.supersedes == "d-1"
    [event] = given(decider, *DEBRIEFED, evaluate()).when(evaluate("e-2")).events
    assert event.supersedes == "e-1"


def test_a_voided_name_does_not_come_back() -> None:
    given(decider, *HELD, void("t-1", 11)).when(hold()).refused("record.void")
    given(decider, *HELD, void("t-1", 11)).when(critique()).refused("teachback.unknown")


def test_one_name_is_given_to_one_record_only() -> None:
    given(decider, *HELD).when(critique("t-1")).refused("record.name_taken")


def test_peers_and_the_coordinator_judge_the_nominee_teaches() -> None:
    held = given(decider, *HELD)
    held.when(attrs.evolve(hold("t-2"), header=ola(10))).refused("right.role")
    held.when(critique(header=by("kim", Role.FACILITATOR, 10))).refused("right.role")
    for command in (hold("t-2"), critique()):
        assert decider.permits(held.state, attrs.evolve(command, header=office(10)))


def test_texts_stay_with_the_pair() -> None:
    [event] = given(decider, *HELD).when(critique()).events
    assert {"ratings", "strengths", "refinements"}.isdisjoint(view(event, Audience.TEAM))
    assert personal(TeachBackCritiqued) == ("strengths", "refinements")
    assert personal(TeachBackDebriefed) == ("next_step",)
    assert personal(DebriefEvaluated) == ("note",)


def test_the_state_remembers_no_text() -> None:
    state = given(decider, *DEBRIEFED, evaluate()).state
    assert "clear aims" not in repr(state)
    assert "late comers" not in repr(state)
