"""Rows: recorded events as rows of the table of events, and back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import attrgetter
from typing import Any, Final

import attrs
from django.db import connections
from django.db.models.expressions import RawSQL

from pdflow.contrib.django.models import ErasureCount, StoredEvent
from pdflow.errors import WrongType
from pdflow.storage.event_store import RecordedEvent

NAMES: Final = (*(field.name for field in attrs.fields(RecordedEvent) if field.name != "fingerprint"), "fingerprint")
FIELDS: Final = tuple("event_id" if name == "id" else name for name in NAMES)
"""The columns of a row, in the order in which a recorded event is made of them."""
KEPT: Final = {"event_id", "command_id", "version", "position", "recorded_at"}
CHANGED: Final = tuple(name for name in FIELDS if name not in KEPT)
"""The columns that erasing or rewriting an event may change."""
TEXTS: Final = ("id", "type", "command_id", "actor", "role", "data", "stream")
TEXTS_OR_NONE: Final = ("notes", "metadata", "fingerprint")
LOOK_UP: Final = f"""
SELECT erasures, events.*
FROM (SELECT coalesce(max(count), 0) AS erasures FROM {ErasureCount._meta.db_table}) AS counted
LEFT JOIN {StoredEvent._meta.db_table} AS events ON stream = %s AND version > %s OR command_id = %s
ORDER BY position
"""
SEARCHED: Final = ("stream", "actor", "data", "notes", "metadata")
"""The columns that are looked through for a text."""
HOLDING: Final = f"""
SELECT position FROM {StoredEvent._meta.db_table}
WHERE EXISTS (SELECT 1 FROM {{texts}} WHERE {" OR ".join(f"{{place}}({name}, value) > 0" for name in SEARCHED)})
"""
_values = attrgetter(*NAMES)
_columns = attrgetter(*FIELDS)


def recorded_of(row: Sequence[Any]) -> RecordedEvent:
    """The recorded event of a row's columns."""
    return RecordedEvent(*row[:-1], fingerprint=row[-1])


def row_of(event: RecordedEvent) -> StoredEvent:
    """The row of a recorded event; one of position 0 gets its position from the database.

    Raises:
        WrongType: What has to be a text is none; the database would make one of it.
    """
    for name in (*TEXTS, *TEXTS_OR_NONE):
        text = getattr(event, name)
        if not isinstance(text, str) and (text is not None or name in TEXTS):
            raise WrongType(f"{type(event).__name__}.{name}", text, "a text")
    values = dict(zip(FIELDS, _values(event), strict=True))
    return StoredEvent(**{**values, "position": event.position or None})


def positions_of_texts(using: str, texts: Sequence[str]) -> RawSQL:
    """The positions of the events in which one of the texts stands, letter for letter.

    The texts are one parameter: whoever is named in many streams is looked for by many texts.
    """
    if connections[using].vendor == "sqlite":
        return RawSQL(HOLDING.format(texts="json_each(%s)", place="instr"), [json.dumps([*texts])])
    return RawSQL(HOLDING.format(texts="unnest(%s::text[]) AS value", place="strpos"), [[*texts]])


def look_up(using: str, stream: str, command_id: str, after: int) -> tuple[int, list[RecordedEvent]]:
    """The count of erasures; and the events of a stream above a version, and those of a command, by position."""
    rows = [*StoredEvent.objects.using(using).raw(LOOK_UP, [stream, after, command_id])]
    found = (_columns(row) for row in rows if row.pk is not None)
    return vars(rows[0])["erasures"], [recorded_of(columns) for columns in found]
