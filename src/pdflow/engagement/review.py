"""Review: the outcomes against their baselines, and the conclusions drawn from them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.outcome_readings import never_remeasured, not_remeasured
from pdflow.engagement.outcomes import no_outcome_stated
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    FOLLOW_UP,
    Conclusion,
    Engagement,
    ImpactReview,
    Moves,
    Result,
    outcome_results,
)
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=the_commissioner)
class ReviewImpact(Command[Engagement]):
    """Review every outcome against its baseline, and record the conclusions."""

    review: RecordId = key("impact_reviews")
    conclusions: tuple[Conclusion, ...] = names("outcomes", unknown="outcome.unknown", each="outcome")


@event("engagement.impact_reviewed")
class ImpactReviewed(Event[Engagement]):
    """Conclusions were drawn from the results by then."""

    review: Annotated[RecordId, Audience.ALL]
    results: Annotated[tuple[Result, ...], Audience.ALL]
    conclusions: Annotated[tuple[Conclusion, ...], Audience.ALL]

    def apply(self, state: Engagement) -> None:
        outcomes = tuple(conclusion.outcome for conclusion in self.conclusions)
        state.impact_reviews[self.review] = ImpactReview(self.at, self.conclusions, outcomes)


@fact("impact.not_reviewed", remedy="ReviewImpact", waivable=True)
def impact_not_reviewed(state: Engagement) -> Objection:
    """Without outcomes no review is needed."""
    return bool(state.outcomes) and not state.impact_reviews


def impact_reviewed(state: Engagement, review: ReviewImpact) -> Sequence[ImpactReviewed]:
    return (ImpactReviewed.of(review, results=outcome_results(state)),)


MOVES: Moves = (
    move(
        ReviewImpact,
        FOLLOW_UP,
        guards=[no_outcome_stated, not_remeasured, never_remeasured],
        then=impact_reviewed,
    ),
)
