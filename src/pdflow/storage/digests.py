"""Digests: short hashes of what events and states say, comparable between versions of pdflow.

What a later version adds to a class is left out of them, and so are personal notes, which may be erased in between.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence, Sized
from hashlib import sha256
from typing import Any, Final

from pdflow.kernel.messages import Event
from pdflow.kernel.records import Aggregate
from pdflow.storage.converters import writers_of_known_fields

DIGITS: Final = 8
"""Hexadecimal digits of a digest: one in four thousand million differences goes unseen."""


class Digester:
    """Makes digests of events and states from the fields that were known when the first digests were made."""

    def __init__(self, known: Mapping[str, Sequence[str]] | None = None) -> None:
        """Take the known fields by the name of their class; without them, all are."""
        self.known: dict[str, list[str]] = {name: [*names] for name, names in (known or {}).items()}
        self._writer = writers_of_known_fields(self.known)

    def of_event(self, event: Event[Any], state: Aggregate) -> str:
        """The digest of an event and of the outline of the state after it: its phase, its values, its counts."""
        by, at = event.header.by, event.at.isoformat()
        return digest([event.name, by.person, by.role, at, self._writer(type(event))(event), self._outline(state)])

    def of_fields(self, state: Aggregate) -> dict[str, str]:
        """The digest of each field of a state that is not at its default."""
        return {name: digest(value) for name, value in self._writer(type(state))(state).items()}

    def _outline(self, state: Aggregate) -> list[object]:
        self._writer(type(state))
        values = [getattr(state, name, None) for name in self.known[type(state).__name__]]
        return [value if isinstance(value, str) else len(value) for value in values if isinstance(value, Sized)]


def digest(value: object) -> str:
    """The digest of a JSON value."""
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:DIGITS]
