"""Evaluation returns: their tally, and the strategy they ask for (agency guide)."""

from __future__ import annotations

from pdflow.engagement.state.continuum import strategy_asked_for
from pdflow.engagement.state.sessions import people_present, sessions_held
from pdflow.engagement.state.state import Engagement
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.values import Strategy


@frozen
class EvaluationReturns:
    """The tally: how many returned an evaluation, of how many present; what they prefer, and how sure they are."""

    returns: int
    there: int
    preferred: tuple[Strategy, ...]
    confident: int
    unsure: int

    @property
    def asked_for(self) -> Strategy | None:
        """The strategy they ask for; None where nobody preferred any."""
        return strategy_asked_for(self.preferred, self.confident, self.unsure)


def evaluation_returns(state: Engagement) -> EvaluationReturns:
    """The tally of the sessions held; once any was evaluated, the others are left out."""
    present = {session: len(people_present(state, session)) for session in sessions_held(state)}
    evaluated: set[RecordId] = set()
    preferred: list[Strategy] = []
    confident = unsure = 0
    for name, entry in state.evaluations.items():
        if entry.session in present and name not in state.corrected:
            evaluated.add(entry.session)
            preferred += entry.preferred
            confident += entry.confident
            unsure += entry.unsure
    people = sum(present[session] for session in evaluated or present)
    return EvaluationReturns(
        sum(state.returned[session] for session in evaluated), people, tuple(preferred), confident, unsure
    )
