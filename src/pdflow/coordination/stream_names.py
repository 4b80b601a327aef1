"""Stream names: how the streams of participations that coordination begins are called."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from pdflow.participation import Enrolled
from pdflow.people import PersonId
from pdflow.storage.event_store import EventStore, RecordedEvent

StreamNaming = Callable[[str, PersonId], str]
"""Of an engagement's stream and a person, the stream of their participation."""


def default_stream_name(engagement: str, person: PersonId) -> str:
    """Name a participation's stream after the engagement's and the person, so that no other two give the same.

    Hyphens of the person's id are written ``%2D``, and so the last hyphen of the name ends the engagement's part.
    """
    return f"participation-{engagement}-{person.replace('%', '%25').replace('-', '%2D')}"


def former_stream_name(engagement: str, person: PersonId) -> str:
    """Name a participation's stream as coordination did while it left hyphens as they are."""
    return f"participation-{engagement}-{person}"


class StreamNames:
    """Finds the name of a person's stream: by the naming, but neither another's nor a new one for an old stream."""

    def __init__(self, naming: StreamNaming, store: EventStore | None) -> None:
        self._naming, self._store = naming, store
        self._owners: dict[str, tuple[str, PersonId]] = {}

    def take(self, stream: str, engagement: str, person: PersonId) -> None:
        """Remember whose stream this is."""
        self._owners[stream] = (engagement, person)

    def of(self, engagement: str, person: PersonId) -> str:
        """The name of the stream that coordination began for a person, or will begin."""
        name, former = self._naming(engagement, person), former_stream_name(engagement, person)
        if self._naming is default_stream_name and former != name and self._is_known(former, engagement, person):
            return former
        while self._owners.get(name, (engagement, person)) != (engagement, person):
            name += "+"
        return name

    def former(self, engagement: str, person: PersonId) -> str | None:
        """Where a person's stream may have begun under a name of before; None where that is known, or cannot be."""
        former = former_stream_name(engagement, person)
        may_be = self._naming is default_stream_name and former != self._naming(engagement, person)
        return former if may_be and former not in self._owners else None

    def _is_known(self, stream: str, engagement: str, person: PersonId) -> bool:
        """Whether a stream of this name was begun for this person, and not for somebody of another engagement."""
        if stream in self._owners:
            return self._owners[stream] == (engagement, person)
        return self._store is not None and begins_with(self._store.load(stream), person)


def begins_with(rows: Sequence[RecordedEvent], person: PersonId) -> bool:
    """Whether a stream begins with the enrolment of this person."""
    return any(row.type == Enrolled.name and json.loads(row.data).get("person") == person for row in rows[:1])
