"""What a cadre member's state remembers of each record: no texts, only what later decisions ask."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.kernel.records import Record, record, relies_on
from pdflow.people import PersonId


class Criterion(StrEnum):
    """What a teach-back is rated on (agency guide)."""

    DESIGN_AND_DELIVERY = "DESIGN_AND_DELIVERY"
    CONTENT = "CONTENT"
    ADULT_LEARNING = "ADULT_LEARNING"
    VARIETY = "VARIETY"
    """Varied methods and activities."""
    SAFE_SETTING = "SAFE_SETTING"
    CONFLICT = "CONFLICT"
    """Conflict and resistance met well."""


@attrs.frozen
class Rating:
    """One criterion, rated from 1 to 4; a criterion nobody could judge is left out."""

    criterion: Criterion
    rating: int


@attrs.frozen
class ClearedFor:
    """A subject somebody is cleared to train, and the last day of it."""

    subject: str
    until: date


@record
class TeachBack(Record):
    """A segment of a subject taught to peers."""

    subject: str


@record
class Verdict(Record):
    """What one peer rated a teach-back on each criterion."""

    critic: PersonId
    ratings: dict[Criterion, int]
    teach_back: RecordId = relies_on()


@record
class Debriefing(Record):
    """The talk about a teach-back and its critiques, and who led it."""

    leader: PersonId
    teach_back: RecordId = relies_on()
    critiques: tuple[RecordId, ...] = relies_on()


@record
class Evaluation(Record):
    """That somebody rated a debrief."""

    evaluator: PersonId
    debrief: RecordId = relies_on()


@record
class Clearance(Record):
    """Leave to train a subject until a day, and the records of the teach-back it was granted on."""

    subject: str
    until: date
    granted_on: tuple[RecordId, ...] = relies_on()
