"""The review at the end: impact reviewed on the group's outcome, and the engagement closed if nothing is missing."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import Close, Conclusion, RecordFollowUp, ReviewImpact
from pdflow.kernel.refusal import Reason
from pdflow.simulation.engagement.follow_up import COACHED
from pdflow.simulation.engagement.outcomes import LEARNERS, measure_group
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.participant.enrolment import OUTCOME
from pdflow.simulation.world.stories import Story

CONCLUSIONS: Final = (
    Conclusion(OUTCOME.outcome, "The practice is in use where people were coached; the others need another round."),
    Conclusion(LEARNERS, "More pupils answer; go on with the same support for whoever is new."),
)
ATTEMPTS: Final = 4
"""How often the director attempts to close, a week apart, up to the last days of the year."""


def review(programme: Programme) -> Story[None]:
    """Review the impact, too early at first, and close once all participations have ended."""
    world, engagement, director = programme.world, programme.engagement, programme.director
    trained = world.rounds[0][0]
    yield from programme.wait_for(trained + 60)
    engagement.ask(ReviewImpact, director, review="autumn-review", conclusions=CONCLUSIONS)
    yield from programme.wait_for(min(trained + programme.policy.remeasure_from + 45, world.year.days - 30))
    measure_group(programme)
    for weeks_left in reversed(range(ATTEMPTS)):
        yield from programme.wait_for(world.year.days - 3 - 7 * weeks_left, 17 * 60)
        if not engagement.state.impact_reviews:
            engagement.ask(ReviewImpact, director, review="impact-review", conclusions=CONCLUSIONS)
        reasons = engagement.ask(Close, director)
        if reasons and give_outstanding(programme, reasons):
            reasons = engagement.ask(Close, director)
        if not reasons:
            return


def give_outstanding(programme: Programme, reasons: tuple[Reason, ...]) -> bool:
    """Record follow-up for the plans that had none; return whether there was any such plan."""
    plans = [str(reason.parameters["plan"]) for reason in reasons if reason.code == "followup.outstanding"]
    for plan in plans:
        facilitator = programme.world.facilitator
        programme.engagement.ask(
            RecordFollowUp, facilitator, given=f"{plan}-at-last", plan=plan, minutes=60, group=COACHED
        )
    return bool(plans)
