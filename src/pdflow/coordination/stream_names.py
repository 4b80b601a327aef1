"""Stream names: how the streams of participations that coordination begins are called."""

from __future__ import annotations

import json
from collections.abc import Callable

from pdflow.participation import Enrolled
from pdflow.people import PersonId
from pdflow.storage.event_store import EventStore

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

    def _is_known(self, stream: str, engagement: str, person: PersonId) -> bool:
        """Whether a stream of this name was begun for this person, and not for somebody of another engagement."""
        if stream in self._owners:
            return self._owners[stream] == (engagement, person)
        first = [] if self._store is None else self._store.load(stream)[:1]
        return any(row.type == Enrolled.name and json.loads(row.data).get("person") == person for row in first)
