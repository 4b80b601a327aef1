"""What a teach-back came to by a given time: counted when asked, from the records that had happened by then."""

from __future__ import annotations

from datetime import datetime

import attrs

from pdflow.cadre.state.records import Criterion, Verdict
from pdflow.cadre.state.state import Member
from pdflow.kernel.fields import RecordId
from pdflow.people import PersonId


@attrs.frozen
class Course:
    """A teach-back and what followed it: the critiques that count, the debrief that counts, its evaluations."""

    teach_back: RecordId
    critiques: dict[RecordId, Verdict]
    debrief: RecordId | None
    evaluations: tuple[RecordId, ...]

    @property
    def records(self) -> tuple[RecordId, ...]:
        """The names of all of them, in that order."""
        debrief = () if self.debrief is None else (self.debrief,)
        return (self.teach_back, *self.critiques, *debrief, *self.evaluations)

    def rated(self, criterion: Criterion) -> float | None:
        """The mean of the ratings on this criterion; None where nobody rated it."""
        given = [verdict.ratings[criterion] for verdict in self.critiques.values() if criterion in verdict.ratings]
        return sum(given) / len(given) if given else None


def course_of(state: Member, subject: str, at: datetime) -> Course | None:
    """The latest teach-back of a subject by then, with what followed; of two at one time the one recorded last."""
    held = [named for named in state.teach_backs.items() if named[1].subject == subject and named[1].at <= at]
    if not held:
        return None
    name, _ = max(reversed(held), key=lambda named: named[1].at)
    debrief = _debrief_of(state, name, at)
    rated = (n for n, evaluation in state.evaluations.items() if evaluation.debrief == debrief and evaluation.at <= at)
    return Course(name, critiques_of(state, name, at), debrief, tuple(rated))


def critiques_of(state: Member, teach_back: RecordId, at: datetime) -> dict[RecordId, Verdict]:
    """The critiques of a teach-back by then: of two by one person the one recorded last."""
    last: dict[PersonId, tuple[RecordId, Verdict]] = {
        verdict.critic: (name, verdict)
        for name, verdict in state.critiques.items()
        if verdict.teach_back == teach_back and verdict.at <= at
    }
    return dict(last.values())


def _debrief_of(state: Member, teach_back: RecordId, at: datetime) -> RecordId | None:
    """The debrief of a teach-back by then: of several the one recorded last."""
    held = [name for name, debrief in state.debriefs.items() if debrief.teach_back == teach_back and debrief.at <= at]
    return held[-1] if held else None
