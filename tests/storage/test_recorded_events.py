"""A recorded event of a row is the one that its class makes of the same values."""

from datetime import UTC, datetime

import attrs

from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.recorded_events import FIELDS, recorded_event

AT = datetime.fromisoformat("2026-09-14T08:30-05:00")


def test_each_value_of_a_row_is_in_its_field() -> None:
    values = {name: name for name in FIELDS} | {"occurred_at": AT.isoformat(), "recorded_at": AT.isoformat()}
    read = recorded_event([*values.values()], lambda text: datetime.fromisoformat(text).astimezone(UTC))
    assert read == RecordedEvent(**values | {"occurred_at": AT, "recorded_at": AT.astimezone(UTC)})
    assert read.recorded_at.tzinfo is UTC
    assert attrs.asdict(read).keys() == {*FIELDS}
