"""Session evaluations: returns collected without naming anybody (agency guide)."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.engagement.rights import whoever_collects
from pdflow.engagement.state import DELIVERING, Engagement, EvaluationTally, Moves, delivery_of_session
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import Strategy


@command(by=whoever_collects)
class CollectEvaluation(Command[Engagement]):
    """Collect evaluations of one session, one at a time or tallied, without naming anybody.

    ``preferred`` gives for each who preferred any strategy the furthest; ``confident`` and ``unsure`` count who is and
    who is not confident of using what was trained. ``reactions`` are ratings from 1 to 5. ``supersedes`` names a
    collection that this one corrects.
    """

    evaluation: RecordId = key("evaluations")
    session: RecordId = names("trainings", unknown="training.unknown")
    returns: int = 1
    preferred: tuple[Strategy, ...] = ()
    confident: int = 0
    unsure: int = 0
    reactions: tuple[int, ...] = ()
    needs: tuple[str, ...] = ()
    supersedes: RecordId | None = None


@event("engagement.evaluation_collected")
class EvaluationCollected(Event[Engagement]):
    """Evaluations of a session came in, of so many who were there."""

    evaluation: RecordId
    session: RecordId
    there: int
    returns: int
    preferred: tuple[Strategy, ...]
    confident: int
    unsure: int
    reactions: tuple[int, ...]
    needs: tuple[str, ...]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        tallied = (self.returns, self.preferred, self.confident, self.unsure)
        state.evaluations[self.evaluation] = EvaluationTally(self.at, *tallied, self.supersedes, self.session)


@detail("training.unknown", remedy="DesignTraining")
def no_session(state: Engagement, collect: CollectEvaluation) -> Objection:
    """What has sessions is not a session."""
    return {"session": collect.session} if collect.session in state.trainings else None


def collected(state: Engagement, collect: CollectEvaluation) -> Sequence[EvaluationCollected]:
    delivery = delivery_of_session(state, collect.session)
    there = 0 if delivery is None else state.deliveries[delivery].there
    return (EvaluationCollected.of(collect, there=there),)


MOVES: Moves = (move(CollectEvaluation, DELIVERING, guards=[no_session], then=collected),)
