"""Routes of a cadre member."""

from typing import Any

import pytest
from tests.agenda.route_walks import followed
from tests.cadre import course

from pdflow import (
    Command,
    cadre,
    engagement,
)
from pdflow.agenda import Route, route_to
from pdflow.engagement import Engagement
from pdflow.testing.spec import given

TAUGHT = ["HoldTeachBack", "Critique", "Debrief", "EvaluateDebrief"]


def member(*history: Command) -> cadre.CadreMember:
    return given(cadre.decider, *history).state


def names(route: Route) -> list[str]:
    return [step.name for step in route.steps]


def codes(route: Route) -> list[str]:
    return [reason.code for reason in route.reasons]


def arrives(state: Any, route: Route, at: str) -> bool:
    decider = engagement.decider if isinstance(state, Engagement) else cadre.decider
    return bool(followed(decider, state, route).phase == at)


def test_from_a_nomination_to_a_clearance() -> None:
    nominated = member(*course.NOMINATED)
    route = route_to(nominated, cadre.CadreStage.CLEARED, course.at(1))
    assert names(route) == ["AcceptNomination", *TAUGHT, "Clear"]
    assert [step.by.person for step in route.steps] == ["lee", "lee", "peer", "peer", "another-peer", "coordinator"]
    assert arrives(nominated, route, "CLEARED")


def test_before_anybody_is_nominated_the_route_begins_with_that() -> None:
    assert names(route_to(member(), "Clear", course.at(1)))[:2] == ["Nominate", "AcceptNomination"]


def test_a_critique_below_the_standard_asks_for_another_teach_back() -> None:
    below = member(*course.PREPARING, *course.taught(content=2))
    assert names(route_to(below, "Clear", course.at(14))) == [*TAUGHT, "Clear"]


@pytest.mark.parametrize("subject", [course.READING, "counting"])
def test_a_clearance_is_renewed_for_the_subject_named(subject: str) -> None:
    both = member(*course.CLEARED, *course.taught(2, 20, "counting"), course.clear("k-2", 23, "counting"))
    route = route_to(both, "Clear", course.at(600), subject=subject)
    assert names(route) == [*TAUGHT, "Clear"]
    assert route.steps[0].values == {"subject": subject}


def test_the_uncritiqued_teach_back_is_critiqued_not_the_latest() -> None:
    two = member(*course.PREPARING, course.hold("t-1", 10), course.hold("t-2", 12, "counting"))
    route = route_to(two, "Clear", course.at(13), subject=course.READING)
    assert names(route) == [*TAUGHT[1:], "Clear"]
    assert [step.values for step in route.steps[:2]] == [{"teach_back": "t-1"}] * 2


def test_somebody_stood_down_is_reinstated_first() -> None:
    assert names(route_to(member(*course.STOOD_DOWN), "HoldTeachBack", course.at(30))) == ["Reinstate", "HoldTeachBack"]


def test_nobody_is_stood_down_on_a_route_to_something_else() -> None:
    taught = member(*course.TAUGHT)
    for route in (
        route_to(taught, "STOOD_DOWN", course.at(15)),
        route_to(taught, "Nominate", course.at(15), person="eve"),
    ):
        assert (route.steps, codes(route)) == ((), ["cadre.not_in_stage"])
