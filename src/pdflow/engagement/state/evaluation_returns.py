"""The tally of evaluation returns, and the strategy they ask for."""

from __future__ import annotations

import attrs

from pdflow.engagement.state.continuum import strategy_asked_for
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.fields import RecordId
from pdflow.values import Strategy


@attrs.frozen
class EvaluationReturns:
    """The evaluations in, of how many there; what each prefers furthest, and how many are confident or unsure."""

    returns: int
    there: int
    preferred: tuple[Strategy, ...]
    confident: int
    unsure: int

    @property
    def asked_for(self) -> Strategy | None:
        """What they ask for; None where nobody preferred anything."""
        return strategy_asked_for(self.preferred, self.confident, self.unsure)


def evaluation_returns(state: Engagement) -> EvaluationReturns:
    """What came in on the sessions that were held, of those there; where any was evaluated, the others are left out."""
    there = {delivery.session: delivery.there for delivery in state.deliveries.values()}
    corrected = {entry.supersedes for entry in state.evaluations.values()}
    evaluated: set[RecordId] = set()
    preferred: list[Strategy] = []
    came = confident = unsure = 0
    for name, entry in state.evaluations.items():
        if entry.session in there and name not in corrected:
            evaluated.add(entry.session)
            preferred += entry.preferred
            came += entry.returns
            confident += entry.confident
            unsure += entry.unsure
    of_those = sum(there[session] for session in evaluated or there)
    return EvaluationReturns(came, of_those, tuple(preferred), confident, unsure)
