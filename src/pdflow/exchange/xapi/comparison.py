"""Comparison: whether a statement and the one that a store gives back say the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from pdflow.storage.json_values import JsonObject

OF_THE_STORE: Final = frozenset({"stored", "authority", "version"})
"""What a store adds."""
NOT_COMPARED: Final = frozenset({"definition", "display"})
"""What the specification does not count as part of a statement: definitions of activities, and the words of verbs."""
UNNAMED_TYPES: Final = frozenset({"Activity", "Agent"})
"""Types of object that a store may leave out or add."""
MILLISECOND: Final = timedelta(milliseconds=1)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def is_same(sent: JsonObject, kept: object) -> bool:
    """Whether two statements are one as the specification compares them."""
    return isinstance(kept, dict) and _compared(sent) == _compared(kept)


def _compared(statement: JsonObject) -> JsonObject:
    found = {name: _normal(name, value) for name, value in statement.items() if name not in OF_THE_STORE}
    return {name: value for name, value in found.items() if value is not None}


def _normal(name: str, value: Any) -> Any:
    """A value as it is compared; None for what is not."""
    if name in NOT_COMPARED or (name == "objectType" and value in UNNAMED_TYPES):
        return None
    if name == "timestamp":
        return _instant(value)
    if name == "extensions":
        return value
    if isinstance(value, dict):
        return _compared(value)
    if isinstance(value, list):
        items = [_normal("", each) for each in value]
        return sorted(items, key=json.dumps) if name == "member" else items
    return value


def _instant(text: object) -> object:
    """A time as an instant to the millisecond, whatever its offset; other text as it is."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return text
    return (moment - EPOCH) // MILLISECOND if moment.tzinfo else text
