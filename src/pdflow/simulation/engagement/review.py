"""The end: the group's outcome read again, the impact reviewed, the engagement closed, if nothing stands in the way."""

from __future__ import annotations

from statistics import mean
from typing import TYPE_CHECKING, Final

from pdflow.engagement import (
    Close,
    Conclusion,
    RecordFollowUp,
    RecordReading,
    ReviewImpact,
)
from pdflow.kernel.refusal import Reason
from pdflow.simulation.engagement.design import BEFORE, LEARNERS
from pdflow.simulation.participant.enrolment import OUTCOME
from pdflow.simulation.participant.person import Story
from pdflow.values import EvaluationLevel

if TYPE_CHECKING:
    from pdflow.simulation.engagement.commissioned import Commissioned

SAID: Final = (
    Conclusion(OUTCOME.outcome, "The practice is in use where people were coached; the others need another round."),
    Conclusion(LEARNERS, "More pupils answer; go on with the same support for whoever is new."),
)
LAST: Final = 4
"""How often the director asks to close, a week apart, up to the last days of the year."""


def review(world: Commissioned) -> Story[None]:
    """Look at the impact too soon, then in time; close, once everybody has come to an end."""
    effort, year = world.effort, world.year
    trained = world.rounds[0][0]
    yield from world.on(trained + 60)
    effort.ask(ReviewImpact, world.director, review="autumn-review", conclusions=SAID)
    yield from world.on(min(trained + world.rules.remeasure_from + 45, year.days - 30))
    read(world)
    for weeks in reversed(range(LAST)):
        yield from world.on(year.days - 3 - 7 * weeks, 17 * 60)
        if not effort.state.impact_reviews:
            effort.ask(ReviewImpact, world.director, review="impact-review", conclusions=SAID)
        reasons = effort.ask(Close, world.director)
        if reasons and see_to(world, reasons):
            reasons = effort.ask(Close, world.director)
        if not reasons:
            return


def read(world: Commissioned) -> None:
    """Count once more how many pupils answer: the better the practice, the more."""
    practice = mean(person.practice.on(world.today) for person in world.people)
    value = round(BEFORE + 30 * (practice - world.parameters.skill_at_start) + world.chance.gauss(0, 2), 1)
    told = {"value": value, "on": world.year.date_of(world.today), "level": EvaluationLevel.LEARNER_OUTCOME}
    world.effort.ask(RecordReading, world.coordinator, reading="learners-again", outcome=LEARNERS, **told)


def see_to(world: Commissioned, reasons: tuple[Reason, ...]) -> bool:
    """Give what was planned and never given; whether there was anything to do."""
    owed = [str(reason.parameters["plan"]) for reason in reasons if reason.code == "followup.outstanding"]
    for plan in owed:
        told = {"given": f"{plan}-at-last", "plan": plan, "minutes": 60}
        world.effort.ask(RecordFollowUp, world.facilitator, **told)
    return bool(owed)
