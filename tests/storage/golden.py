"""Rows and documents as they were once stored, which are never changed."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from pdflow.storage.event_ids import event_id
from pdflow.storage.event_store import NewEvent

FOLDER = Path(__file__).parent.parent / "golden"


@cache
def rows() -> list[NewEvent]:
    """One row of each version of each event."""
    return [_row(**json.loads(line)) for line in (FOLDER / "events.jsonl").read_text().splitlines()]


def row(name: str) -> NewEvent:
    """The row of a participation's event of this name."""
    return next(row for row in rows() if row.type == f"participation.{name}")


def document(name: str) -> Any:
    """What a file of the folder holds."""
    return json.loads((FOLDER / name).read_text())


def _row(*, occurred_at: str, data: Any, notes: Any, **columns: Any) -> NewEvent:
    return NewEvent(
        id=event_id(columns["command_id"], 0),
        occurred_at=datetime.fromisoformat(occurred_at),
        data=json.dumps(data),
        notes=notes and json.dumps(notes),
        metadata=None,
        **columns,
    )
