"""What holds in two hundred live engagements and in cadre members, drawn by chance from the fixed corpora."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest
from tests.agenda.live_states import some_live_engagements, some_members
from tests.agenda.route_walks import followed, leads, with_other_values

from pdflow import (
    Command,
    Reason,
    cadre,
    engagement,
)
from pdflow.agenda import (
    Obligation,
    Terms,
    WorkingDays,
    agenda,
    route_to,
)
from pdflow.agenda.routes.attempts import Attempts
from pdflow.agenda.routes.cadre import CADRE_ATTEMPTS
from pdflow.agenda.routes.engagement import ENGAGEMENT_ATTEMPTS
from pdflow.agenda.routes.path import STEP_INTERVAL, Goal
from pdflow.engagement import Engagement
from pdflow.kernel.decider import Decider
from pdflow.kernel.records import Aggregate

DAYS = WorkingDays(Terms())


OF_MEMBERS = ("CLEARED", "Clear", "EvaluateDebrief", "Reinstate")


OF_ENGAGEMENTS = (
    "DELIVERY",
    "FOLLOW_UP",
    "Close",
    "ReviewImpact",
    "ChooseFollowUp",
    "DeliverTraining",
    "RescheduleTraining",
    "AgreePartnership",
    "ReviewPartnership",
    "TickLogistics",
    "UseSlot",
)


UNREMEDIED = {
    "engagement.not_in_stage",
    "training.already_delivered",
    "outcome.not_remeasured",
    "impact.not_reviewed",
}
"""What nothing on a route removes: the stage has passed, all was held, or nothing read now counts any more."""


quarters = pytest.mark.parametrize("quarter", range(4))


@cache
def engagements() -> list[tuple[Engagement, datetime]]:
    return some_live_engagements(200, seed=1)


@cache
def members() -> list[tuple[cadre.CadreMember, datetime]]:
    return some_members(120, seed=1)


def discharged(decider: Decider[Any], state: Aggregate, obligation: Obligation, at: datetime) -> Any:
    """The state after the obligation's command, with what it requires first."""
    route = route_to(state, obligation.command, at, **obligation.values)
    assert route.steps, obligation
    return followed(decider, state, route)


def test_every_obligation_of_an_engagement_goes_by_its_command() -> None:
    """But for the next touch point, which is due after the one held; every third obligation of each state, in turn."""
    done = 0
    for number, (state, at) in enumerate(engagements()):
        for obligation in agenda(state, at, DAYS)[number % 3 :: 3]:
            then = discharged(engagement.decider, state, obligation, max(at, obligation.opens or at))
            left = {(each.kind, each.about): each.due for each in agenda(then, at, DAYS)}
            still = left.get((obligation.kind, obligation.about))
            recurs = obligation.code == "partnership.touch_point" and still and still >= max(obligation.due, at)
            assert still is None or recurs, obligation
            done += 1
    assert done > 500


def test_every_clearance_that_runs_out_is_renewed_by_its_command() -> None:
    done = 0
    for state, at in members():
        for obligation in agenda(state, at, DAYS):
            then = discharged(cadre.decider, state, obligation, obligation.due - timedelta(days=60))
            [renewed] = [each for each in agenda(then, obligation.due, DAYS) if each.about == obligation.about]
            assert renewed.due > obligation.due
            done += 1
    assert done > 50


@quarters
def test_every_remedy_of_an_engagement_issued_lawfully_removes_its_reason(quarter: int) -> None:
    assert removals(ENGAGEMENT_ATTEMPTS, engagements()[quarter::4]) > 250


def test_every_remedy_of_a_cadre_member_issued_lawfully_removes_its_reason() -> None:
    assert removals(CADRE_ATTEMPTS, members()) > 150


def removals(attempts: Attempts[Any], states: list[Any]) -> int:
    """How many reasons were removed, each by its own remedy, in these states."""
    removed = 0
    for state, at in states:
        for kind, reason in reasons_with_a_remedy(attempts, state, at):
            helped = is_removed(attempts, reason, kind, state, at)
            assert helped or only_a_waiver_helps(attempts, state, kind, at), reason
            removed += helped
    return removed


def only_a_waiver_helps(attempts: Attempts[Any], state: Aggregate, kind: type[Command], at: datetime) -> bool:
    """Whether an outcome can no longer be measured in time, which nobody can make good."""
    return any(reason.remedy == "Waive" for reason in route_to(state, kind, at).reasons)


def reasons_with_a_remedy(
    attempts: Attempts[Any], state: Aggregate, at: datetime
) -> Iterator[tuple[type[Command], Reason]]:
    """Every reason with a remedy against any command, each once."""
    seen = list[Reason]()
    for kind in attempts.decider.commands.values():
        for reason in attempts.attempt(state, Goal(kind), at).reasons:
            if reason.remedy is not None and reason not in seen:
                seen.append(reason)
                yield kind, reason


def is_removed(attempts: Attempts[Any], reason: Reason, kind: type[Command], state: Aggregate, at: datetime) -> bool:
    """Whether its remedy removes a reason: at once, several times over, or after some months."""
    for waited in (*[0] * 12, 100, 0, 0, 100, 0, 0):
        route = route_to(state, reason.remedy or "", at + timedelta(days=waited))
        if not route.steps:
            return False
        state, at = followed(attempts.decider, state, route), route.steps[-1].at + STEP_INTERVAL
        if reason not in attempts.attempt(state, Goal(kind), at).reasons:
            return True
    return False


@quarters
def test_following_a_route_with_other_values_reaches_its_goal(quarter: int) -> None:
    """Half of the goals in each state, in turn."""
    reached = 0
    for number, (state, at) in enumerate(engagements()[quarter::4]):
        for goal in OF_ENGAGEMENTS[number % 2 :: 2]:
            route, chance = route_to(state, goal, at), Random(number)
            reached_state = with_other_values(ENGAGEMENT_ATTEMPTS, state, route, at, chance)
            assert {reason.code for reason in route.reasons} <= UNREMEDIED
            assert route.reasons or goal in {*engagement.decider.commands, reached_state.phase}
            reached += bool(route.steps)
    assert reached > 150


def test_following_a_members_route_with_other_values_reaches_its_goal() -> None:
    for number, (state, at) in enumerate(members()):
        for goal in OF_MEMBERS:
            route = route_to(state, goal, at)
            reached_state = with_other_values(CADRE_ATTEMPTS, state, route, at, Random(number))
            is_in_cadre = goal == "Reinstate" and state.phase in (cadre.CadreStage.NOMINATED, *cadre.TEACHING)
            assert {reason.code for reason in route.reasons} <= ({"cadre.not_in_stage"} if is_in_cadre else set())
            assert goal in {*cadre.decider.commands, reached_state.phase}


@quarters
def test_no_shorter_route_leads_an_engagement_to_a_goal(quarter: int) -> None:
    """Every sequence of helpful commands shorter than a route of up to three steps is tried."""
    assert tried(ENGAGEMENT_ATTEMPTS, engagements()[quarter:60:4], OF_ENGAGEMENTS, longest=3) > 10


def test_no_shorter_route_leads_a_cadre_member_to_a_goal() -> None:
    """Every sequence of helpful commands shorter than a route of up to five steps is tried."""
    assert tried(CADRE_ATTEMPTS, members()[:30], OF_MEMBERS, longest=5) > 30


def tried(attempts: Attempts[Any], states: list[Any], goals: tuple[str, ...], longest: int) -> int:
    """The number of routes of two steps up to so many in these states, none of them longer than it has to be."""
    looked = 0
    for state, at in states:
        for goal in goals:
            route = route_to(state, goal, at)
            if 2 <= len(route.steps) <= longest:
                looked += 1
                assert not any(leads(attempts, goal, state, at, most=len(route.steps) - 1)), route
    return looked
