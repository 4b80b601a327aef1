"""The result by which a teach-back is judged: critiques, debrief, evaluations, and the mean of each criterion."""

from __future__ import annotations

from datetime import datetime

from pdflow.cadre.state.records import Criterion, PeerCritique
from pdflow.cadre.state.state import CadreMember
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.people import PersonId


@frozen
class TeachBackResult:
    """A teach-back with the critiques and the debrief that count, and the evaluations of that debrief."""

    teach_back: RecordId
    critiques: dict[RecordId, PeerCritique]
    debrief: RecordId | None
    evaluations: tuple[RecordId, ...]

    @property
    def records(self) -> tuple[RecordId, ...]:
        """The names of the teach-back, its critiques, its debrief and the evaluations, in that order."""
        debrief = () if self.debrief is None else (self.debrief,)
        return (self.teach_back, *self.critiques, *debrief, *self.evaluations)

    def mean_rating(self, criterion: Criterion) -> float | None:
        """The mean of the ratings on this criterion; None where nobody rated it."""
        ratings = [critique.ratings[criterion] for critique in self.critiques.values() if criterion in critique.ratings]
        return sum(ratings) / len(ratings) if ratings else None


def latest_result(state: CadreMember, subject: str, at: datetime) -> TeachBackResult | None:
    """The result of the latest teach-back of a subject by a time; of two at one time the one recorded last."""
    held = {name: each.at for name, each in state.teach_backs.items() if each.subject == subject and each.at <= at}
    if not held:
        return None
    name = max(reversed(held), key=held.__getitem__)
    debrief = _debrief_of(state, name, at)
    evaluations = tuple(key for key, each in state.evaluations.items() if each.debrief == debrief and each.at <= at)
    return TeachBackResult(name, critiques_of(state, name, at), debrief, evaluations)


def critiques_of(state: CadreMember, teach_back: RecordId, at: datetime) -> dict[RecordId, PeerCritique]:
    """The critiques of a teach-back by a time; of two by one person the one recorded last."""
    last: dict[PersonId, tuple[RecordId, PeerCritique]] = {
        critique.critic: (name, critique)
        for name, critique in state.critiques.items()
        if critique.teach_back == teach_back and critique.at <= at
    }
    return dict(last.values())


def _debrief_of(state: CadreMember, teach_back: RecordId, at: datetime) -> RecordId | None:
    """The debrief of a teach-back by a time; of several the one recorded last."""
    held = [name for name, debrief in state.debriefs.items() if debrief.teach_back == teach_back and debrief.at <= at]
    return held[-1] if held else None
