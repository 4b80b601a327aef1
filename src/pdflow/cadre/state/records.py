"""Records of a cadre member: what its state keeps of each event, without personal texts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pdflow.kernel.fields import Between, Name, RecordId
from pdflow.kernel.frozen import frozen
from pdflow.kernel.records import Record, record, relies_on
from pdflow.people import PersonId
from pdflow.values import SessionMinutes


class Criterion(StrEnum):
    """A criterion on which a teach-back is rated (agency guide)."""

    DESIGN_AND_DELIVERY = "DESIGN_AND_DELIVERY"
    CONTENT = "CONTENT"
    ADULT_LEARNING = "ADULT_LEARNING"
    VARIETY = "VARIETY"
    """Varied methods and activities."""
    SAFE_SETTING = "SAFE_SETTING"
    CONFLICT = "CONFLICT"
    """Conflict and resistance met well."""


TeachBackRating = Annotated[int, Between(1, 4)]
"""A rating of a teach-back or of its debrief, from 1, the lowest, to 4."""


@frozen
class CriterionRating:
    """The rating of one criterion, from 1 to 4; a criterion that nobody could judge is left out."""

    criterion: Criterion
    rating: TeachBackRating


@frozen
class ClearedFor:
    """A subject that somebody is cleared to train, and the last day of the clearance."""

    subject: Name
    until: date


@record
class TeachBack(Record):
    """A segment of a subject taught to peers."""

    subject: Name
    segment: str
    peers: tuple[PersonId, ...]
    minutes: SessionMinutes


@record
class PeerCritique(Record):
    """The ratings that one peer gave a teach-back, by criterion."""

    critic: PersonId
    ratings: dict[Criterion, TeachBackRating]
    teach_back: RecordId = relies_on()

    def difference(self, command: Any) -> Iterator[str]:
        if {rated.criterion: rated.rating for rated in command.ratings} != self.ratings:
            yield "ratings"
        if self.teach_back != command.teach_back:
            yield "teach_back"


@record
class Debriefing(Record):
    """A debrief of a teach-back and its critiques, and who led it."""

    leader: PersonId
    teach_back: RecordId = relies_on()
    critiques: tuple[RecordId, ...] = relies_on()


@record
class DebriefEvaluation(Record):
    """A rating of a debrief, and who gave it."""

    evaluator: PersonId
    rating: TeachBackRating
    debrief: RecordId = relies_on()


@record
class Clearance(Record):
    """Permission to train a subject until a day, and the records of the teach-back on which it was granted."""

    subject: Name
    until: date
    granted_on: tuple[RecordId, ...] = relies_on()
