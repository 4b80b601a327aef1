"""External learning events of SAP SuccessFactors Learning, as the objects that its event service takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from pdflow.exchange.learning_history.profile import NotCarried, RecordNotCarried
from pdflow.exchange.learning_history.record import CompletionStatus, LearningRecord
from pdflow.storage.json_values import JsonObject

_MILLISECONDS: Final = 1000


@attrs.define(eq=False)
class ExternalLearningEvents:
    """The events, one for each completed record; each time it is iterated the records are read anew.

    Numbers are floats, as JSON has them: where the service takes whole numbers only, a fraction is refused there.

    Args:
        zone: In which a day of completion begins.
    """

    records: Iterable[LearningRecord]
    zone: ZoneInfo
    passed_over: list[RecordNotCarried] = attrs.field(init=False, factory=list)
    """What was not carried when it was last iterated."""

    def __iter__(self) -> Iterator[JsonObject]:
        self.passed_over = []
        for record in self.records:
            if record.status is not CompletionStatus.COMPLETED:
                self.passed_over.append(RecordNotCarried(record.record_id, NotCarried.STATUS, "status"))
            elif record.completion_date is None:
                self.passed_over.append(RecordNotCarried(record.record_id, NotCarried.FIELD_EMPTY, "completion_date"))
            else:
                began = datetime.combine(record.completion_date, time(), self.zone)
                yield self._event(record, began)

    def _event(self, record: LearningRecord, began: datetime) -> JsonObject:
        event = {
            "StudentId": record.user_id,
            "Description": record.activity_title,
            "CompletionDate": int(began.timestamp()) * _MILLISECONDS,
            "CompletionTimezoneId": self.zone.key,
            "CreditHours": None if record.credits is None else float(record.credits),
            "TotalHours": None if record.clock_hours is None else float(record.clock_hours),
            "InstructorName": record.instructor_id,
            "Comments": record.record_id,
        }
        return {name: value for name, value in event.items() if value not in (None, "")}
