"""Learning records: one row for each thing that a person took part in, as other systems keep their histories."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import attrs


class CompletionStatus(StrEnum):
    """How far somebody came with an activity."""

    COMPLETED = "COMPLETED"
    IN_PROGRESS = "IN_PROGRESS"
    """It goes on, or its evaluation is not in, before which no credit is given."""
    NOT_ATTENDED = "NOT_ATTENDED"
    NOT_CREDITED = "NOT_CREDITED"
    """It was attended, at hours that are credited to another training or in another participation."""
    WITHDRAWN = "WITHDRAWN"


@attrs.frozen(kw_only=True)
class LearningRecord:
    """One row of a learning history; of a participation as a whole, minutes and credit are None.

    ``score``, ``certificate_id`` and ``delivery_mode`` are the host's: pdflow records none of them for a training.
    """

    user_id: str
    user_id_type: str
    activity_id: str
    activity_title: str
    provider_name: str
    provider_id: str
    start_date: date | None
    completion_date: date | None
    status: CompletionStatus
    minutes: int | None
    clock_hours: Decimal | None
    """The minutes in hours of sixty, rounded down to a hundredth."""
    credit_type: str
    """The code of the rule by which credit is given."""
    credits: Decimal | None
    language_acquisition_hours: Decimal | None
    location: str
    delivery_mode: str
    instructor_id: str
    """Of several, by semicolons."""
    score: str
    certificate_id: str
    record_id: str
    """The same at every export, whatever was corrected since."""
