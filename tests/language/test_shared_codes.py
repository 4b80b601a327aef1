"""One code may have several causes, in one aggregate or in two: each is explained by what is true of it."""

from datetime import date

import attrs
import pytest
from tests.cadre import course as c
from tests.engagement import stories as s
from tests.language.stories import OUTCOME, kim, on, seen, supported

from pdflow import (
    Command,
    Reason,
    Role,
    engagement as e,
    participation as p,
)
from pdflow.cadre import AcceptNomination, decider as cadre
from pdflow.language import explain
from pdflow.testing.spec import given


def why(reasons: tuple[Reason, ...]) -> list[str]:
    return [explanation.why for explanation in explain(reasons)]


def of_a_program(history: s.Story, command: Command) -> list[str]:
    return why(s.after(*history).when(command).reasons)


def test_no_outcome_at_all_another_one_and_a_participants_own() -> None:
    designed = s.in_design()
    assert of_a_program(designed, s.measure(s.payer(2))) == ["No outcome has been stated yet."]
    assert of_a_program((*designed, s.outcome(s.payer(1))), s.measure(s.payer(2), outcome="o9")) == [
        "There is no outcome “o9”."
    ]
    story = supported(outcomes=(OUTCOME,))
    take = p.TakeBaseline(kim(3), baseline="b-1", outcome="calm", value=1.0, on=date(2026, 9, 1))
    [own] = why(p.decider.why_not(story.state, take))
    assert own == "“calm” is not one of this participant's own outcomes; these are: “questions”."


def test_nothing_planned_and_nothing_named() -> None:
    revise = e.ReviseFollowUp(s.office(3), revision="rv1", reason="needs")
    assert of_a_program(s.in_design(), revise) == ["No follow-up has been planned yet."]
    assert of_a_program(s.commissioned(), revise) == ["No follow-up strategy is named."]


def test_nothing_designed_and_nothing_named() -> None:
    schedule = s.schedule(s.lee(3), "sch1", "tr1")
    assert of_a_program(s.commissioned(), schedule)[0] == "No training has been designed yet."
    assert of_a_program((*s.commissioned(), s.design(s.lee(2))), schedule) == ["No session is named."]


def test_a_partner_to_be_agreed_with_and_one_parted_from() -> None:
    proposed = (*s.in_design(), s.propose(s.payer(1)))
    assert of_a_program(proposed, e.Commission(s.payer(2))) == ["There is no partnership agreement in force with “p1”."]
    parted = (*proposed, s.propose(s.payer(1), "p2"), e.EndPartnership(s.payer(2), partner="p1", reason="fees"))
    assert of_a_program(parted, s.vet(s.payer(3))) == [
        "The partner “p1” has been out of the program since 2026-09-03 08:00."
    ]


def test_who_is_not_on_a_team_and_who_is_not_the_nominee() -> None:
    observed = attrs.evolve(seen("ob-1", 3), header=on(3, Role.COACH, "zoe"))
    [stranger] = why(p.decider.why_not(supported().state, observed))
    assert stranger == "zoe is not on this participant's support team, which is kim."
    accept = AcceptNomination(c.by("kim", Role.FACILITATOR, 1))
    assert why(given(cadre, *c.NOMINATED).when(accept).reasons) == ["This is for lee to do, not for kim."]


@pytest.mark.parametrize("who", [s.eve, s.lee])
def test_whose_task_it_is_and_who_has_none(who: s.Somebody) -> None:
    moved = e.MoveTask(who(3), task="t1", band=e.Band.MONTHS_1_TO_6, due=s.on(60))
    of_pat = (*s.in_design(), s.task(s.office(1), person="pat"))
    assert of_a_program(of_pat, moved) == [
        "This task is for pat to do; besides them, only the coordinator can change it."
    ]
