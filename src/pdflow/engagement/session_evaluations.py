"""Session evaluations: returns collected without naming anybody (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.engagement.rights import an_evaluation_collector
from pdflow.engagement.state import (
    DELIVERING,
    Engagement,
    EvaluationTally,
    Moves,
    kept,
    people_present,
    sessions_held,
)
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import Count, Rating, SessionId, Strategy


@command(by=an_evaluation_collector)
class CollectEvaluation(Command[Engagement]):
    """Collect evaluations of one session, singly or as a tally, without naming anybody.

    Args:
        returns: How many evaluations these are.
        preferred: For each respondent who preferred any strategy, the most intense one.
        confident: How many are confident of using what was trained.
        unsure: How many are not.
        reactions: Ratings from 1 to 5.
        supersedes: A collection that this one corrects.
    """

    evaluation: RecordId = key("evaluations")
    session: SessionId = names("trainings", unknown="training.unknown", parts=True)
    returns: Count = 1
    preferred: tuple[Strategy, ...] = ()
    confident: Count = 0
    unsure: Count = 0
    reactions: tuple[Rating, ...] = ()
    needs: tuple[str, ...] = ()
    supersedes: RecordId | None = None


@event("engagement.evaluation_collected")
class EvaluationCollected(Event[Engagement]):
    """Evaluations of a session were collected, of so many people present."""

    evaluation: RecordId
    session: SessionId
    there: Count
    returns: Count
    preferred: tuple[Strategy, ...]
    confident: Count
    unsure: Count
    reactions: tuple[Rating, ...]
    needs: tuple[str, ...]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.evaluations[self.evaluation] = kept(EvaluationTally, self)
        state.count_returns(self.evaluation)


@detail("training.unknown", remedy="DesignTraining")
def no_session(state: Engagement, collect: CollectEvaluation) -> Objection:
    """The name of a training is not the name of a session."""
    return {"session": collect.session} if collect.session in state.trainings else None


@detail("evaluation.more_than_there")
def more_than_there(state: Engagement, collect: CollectEvaluation) -> Objection:
    """No more returns of a session than people there, and nothing tallied of more people than returned."""
    if collect.session in sessions_held(state):
        present, returned = len(people_present(state, collect.session)), _returned_with(state, collect)
        if returned > present:
            return {"tally": "returns", "has": returned, "there": present}
    tallies = {
        "preferred": len(collect.preferred),
        "confidence": collect.confident + collect.unsure,
        "reactions": len(collect.reactions),
    }
    above = ((tally, has) for tally, has in tallies.items() if has > collect.returns)
    return tuple({"tally": tally, "has": has, "returns": collect.returns} for tally, has in above)


def _returned_with(state: Engagement, collect: CollectEvaluation) -> int:
    """How many returns of the session there would be, the one that is corrected not counted."""
    former = state.evaluations.get(collect.supersedes or "")
    corrects = former is not None and former.session == collect.session and collect.supersedes not in state.corrected
    return state.returned.get(collect.session, 0) + collect.returns - (former.returns if former and corrects else 0)


def collected(state: Engagement, collect: CollectEvaluation) -> Sequence[EvaluationCollected]:
    return (EvaluationCollected.of(collect, there=len(people_present(state, collect.session))),)


MOVES: Moves = (move(CollectEvaluation, DELIVERING, guards=[no_session, more_than_there], then=collected),)
