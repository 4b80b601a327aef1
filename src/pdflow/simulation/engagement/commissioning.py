"""Commissioning: the request, the answers to the questions of a good design, and the commission."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from pdflow.engagement import AcceptRequest, Commission, RequestEngagement
from pdflow.simulation.engagement.outcomes import set_baselines, set_group_measure, set_own_measure, state_outcomes
from pdflow.simulation.engagement.plans import plan_follow_up, plan_revisit, plan_sharing
from pdflow.simulation.engagement.programme import NAME, Programme
from pdflow.simulation.engagement.resources import protect_time, set_budget, vet_resources
from pdflow.simulation.engagement.supporters import assign_tasks, define_roles, name_coaches, name_managers
from pdflow.simulation.world.stories import Story

NEED: Final = "In most lessons few pupils answer, and coaching has not reached everybody who was trained."
EVIDENCE: Final = "walkthroughs of last spring: 41 % of pupils answer"

REMEMBERED: Final = (
    state_outcomes,
    set_own_measure,
    set_baselines,
    name_managers,
    define_roles,
    assign_tasks,
    plan_follow_up,
    set_budget,
    protect_time,
    vet_resources,
)
"""The answers given before the first attempt to commission, two days apart."""
FORGOTTEN: Final[dict[str, Callable[[Programme], None]]] = {
    "ChooseMeasure": set_group_measure,
    "NameSupporter": name_coaches,
    "PlanRevisit": plan_revisit,
    "PlanSharing": plan_sharing,
}
"""The answers given after it, by the remedy that a refusal names."""


def commission(programme: Programme) -> Story[None]:
    """Request, accept, design and commission the engagement; the first attempt is refused for forgotten answers."""
    engagement, director = programme.engagement, programme.director
    yield from programme.wait_for(-140)
    request(programme)
    yield from programme.wait_for(-133)
    accept(programme)
    for n, answer in enumerate(REMEMBERED):
        yield from programme.wait_for(-126 + 2 * n)
        answer(programme)
    yield from programme.wait_for(-90)
    reasons = engagement.ask(Commission, director)
    yield from programme.wait_for(-83)
    for remedy in dict.fromkeys(reason.remedy for reason in reasons):
        FORGOTTEN[remedy or ""](programme)
    yield from programme.wait_for(-82)
    engagement.ask(Commission, director)


def request(programme: Programme) -> None:
    """Request the engagement; the first attempt names no audience."""
    world, ask = programme.world, programme.engagement.ask
    values = {"engagement": NAME, "need": NEED, "evidence": EVIDENCE}
    ask(RequestEngagement, programme.director, audience="", **values)
    ask(
        RequestEngagement,
        programme.director,
        **values,
        audience="teachers and campus leaders",
        size=len(programme.people),
        dates_wanted=tuple(map(world.year.date_of, world.rounds[0])),
    )


def accept(programme: Programme) -> None:
    """Accept the request for the time until the end of the year."""
    world = programme.world
    start, end = world.year.date_of(world.today), world.year.date_of(world.year.days)
    programme.engagement.ask(AcceptRequest, world.coordinator, start=start, planned_end=end, policy=programme.policy)
