"""Sample events: what the tests of a store append."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from typing import Final
from uuid import NAMESPACE_OID, uuid5

import attrs

from pdflow.storage.event_store import NewEvent, RecordedEvent

MORNING: Final = datetime(2025, 9, 1, 8, 30, tzinfo=timezone(timedelta(hours=-6)))
PLAIN_NAMES: Final = ["", " ", "a", "A", "a ", "%", "_", "\\", '"', "line\nline", "x" * 300]
ODD_NAMES: Final = [*PLAIN_NAMES, "a/b?c=d#e", "'; DROP TABLE events --", "caf\u00e9", "cafe\u0301", "学校", "🏫"]
TEXTS: Final = {
    "empty": "",
    "unicode": '{"text": "¡bien! 学校 👩🏽‍🏫 \\u0000"}',
    "numbers": '{"b": 1e16, "a":-0.0}',
    "1 MB": "x" * 2**20,
    "1 MB of emoji": "🏫" * 2**18,
}
OFFSETS: Final = {"UTC": 0, "Chicago": -360, "Kathmandu": 345, "Kiritimati": 840}
"""Offsets from UTC in minutes."""


def events_of(command: str, count: int = 1) -> list[NewEvent]:
    """Make some events of one command; the same name gives the same ids."""
    command_id = str(uuid5(NAMESPACE_OID, command))
    return [
        NewEvent(
            id=str(uuid5(NAMESPACE_OID, f"{command_id} {n}")),
            type="participation.coaching_opened",
            type_version=1,
            command_id=command_id,
            actor="coach-1",
            role="COACH",
            occurred_at=MORNING + timedelta(minutes=n),
            data=f'{{"session": "{n}"}}',
            notes='{"note": "went well"}',
            metadata='{"request": "r-1"}',
            fingerprint=f"of {command}",
        )
        for n in range(count)
    ]


def as_appended(recorded: Sequence[RecordedEvent]) -> list[NewEvent]:
    """Strip stored events of what the store added: stream, version, position and time."""
    names = [field.name for field in attrs.fields(NewEvent)]
    return [NewEvent(**{name: getattr(event, name) for name in names}) for event in recorded]
