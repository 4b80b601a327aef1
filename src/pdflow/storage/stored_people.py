"""Stored people: where a store names one person, and what its events become with another id in the place of theirs."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from pdflow.kernel.fields import per_class, types_of
from pdflow.people import PERSON, PersonId
from pdflow.storage.event_store import ERASED, EventStore, RecordedEvent
from pdflow.storage.person_ids import (
    forms_in_json,
    forms_in_names,
    ids_within,
    json_renamed,
    stream_renamed,
    text_renamed,
    with_other_ids,
)
from pdflow.storage.stored_streams import feed_of
from pdflow.storage.stored_values import lifted_values, with_values, without_notes


def people_in(store: EventStore) -> set[PersonId]:
    """Everybody whom the events of a store name, or who recorded one; the whole feed is read."""
    found = set[PersonId]()
    for event in feed_of(store):
        read = lifted_values(event)
        found.update([event.actor], ids_within(read[0].type, read[1]) if read else ())
    return found - {""}


class MoreFound(Exception):
    """An event that names the person was recorded after the store was looked through."""


class PersonInStore:
    """Where a store names a person, as far as its events were looked at."""

    def __init__(self, person: PersonId) -> None:
        self.person = person
        self.named_in: set[str] = set()
        self.commands: set[str] = set()
        """The commands that say who it is: from a hash of what they say that can be found out by trying people."""
        self._about: set[str] = set()
        self._by_others: set[str] = set()
        self._asked: set[str] = set()
        self._beside: set[str] = set()
        self._erased: set[str] = set()

    def texts(self) -> list[str]:
        """The texts of which one stands in every event to be looked at."""
        texts = {*forms_in_names(self.person), *self._beside, *self.about()}
        return sorted({form for text in texts for form in forms_in_json(text)})

    def unasked(self) -> list[str]:
        """The commands by others that name the person, each once: what they left beside that, ``look_beside`` takes."""
        new = sorted(self._by_others - self._asked)
        self._asked.update(new)
        return new

    def look_beside(self, events: Sequence[RecordedEvent]) -> None:
        """Take notice of the stream of events that do not name the person, although their command does."""
        self._beside.update(event.stream for event in events if not self._is_named_in(event))

    def about(self) -> frozenset[str]:
        """The streams about the person; one that was erased is known by its name alone."""
        ends = tuple([f"{stream}-{form}" for stream in self.named_in for form in forms_in_names(self.person)])
        return frozenset(self._about | {each for each in self._erased if each == self.person or each.endswith(ends)})

    def look(self, event: RecordedEvent) -> RecordedEvent:
        """Take notice of an event, and leave it as it is."""
        self.names(event)
        return event

    def names(self, event: RecordedEvent) -> bool:
        """Take notice of an event; whether it names the person, or is by them."""
        if event.type == ERASED:
            if any(form in event.stream for form in forms_in_names(self.person)):
                self._erased.add(event.stream)
            return False
        if not self._is_named_in(event):
            return False
        self.named_in.add(event.stream)
        self.commands.add(event.command_id)
        if event.actor != self.person:
            self._by_others.add(event.command_id)
        if self._is_subject_of(event):
            self._about.add(event.stream)
        return True

    def size(self) -> int:
        """How much was found."""
        return sum(map(len, (self.named_in, self.commands, self._about, self._erased)))

    def _is_named_in(self, event: RecordedEvent) -> bool:
        if event.actor == self.person:
            return True
        if read := lifted_values(event):
            return self.person in ids_within(read[0].type, read[1])
        return json_renamed(event.data, lambda text: text_renamed(text, self.person, "")) != event.data

    def _is_subject_of(self, event: RecordedEvent) -> bool:
        read = lifted_values(event)
        return bool(read and read[1].get("person") == self.person and _is_about_one_person(read[0].type.aggregate))


@per_class
def _is_about_one_person(aggregate: type) -> bool:
    """Whether each stream of an aggregate is about one person, as that of a participation is."""
    return PERSON in getattr(types_of(aggregate).get("person"), "__metadata__", ())


class Replacement:
    """Makes of each event that names a person, or is in a stream about them, the one that takes its place."""

    def __init__(self, found: PersonInStore, pseudonym: PersonId) -> None:
        self._found, self._size, self._pseudonym = found, found.size(), pseudonym
        self._names = {stream: stream_renamed(stream, found.person, pseudonym) for stream in found.about()}
        self._forms = {**self._names, **dict.fromkeys(forms_in_names(found.person), pseudonym)}
        self.notes = 0
        self.streams: dict[str, str] = {}

    def __call__(self, event: RecordedEvent) -> RecordedEvent:
        """The event that takes the place of this one.

        Raises:
            MoreFound: It was not there when the store was looked through.
        """
        self._found.look(event)
        if self._found.size() != self._size:
            raise MoreFound
        changed = self._without_person(self._without_notes(event))
        if changed != event:
            self.streams[event.stream] = changed.stream
        return changed

    def _without_notes(self, event: RecordedEvent) -> RecordedEvent:
        if event.stream not in self._names and event.command_id not in self._found.commands:
            return event
        bare = without_notes(event)
        self.notes += bare != event
        return bare

    def _without_person(self, event: RecordedEvent) -> RecordedEvent:
        named = event.command_id in self._found.commands
        renamed = with_values(event, lambda kind, values: with_other_ids(kind, values, self._id))
        return attrs.evolve(
            renamed,
            stream=self._names.get(event.stream, event.stream),
            actor=self._id(event.actor),
            data=renamed.data if lifted_values(event) else json_renamed(event.data, self._text),
            notes=event.notes and json_renamed(event.notes, self._text),
            metadata=event.metadata and json_renamed(event.metadata, self._text),
            fingerprint=None if named else event.fingerprint,
        )

    def _id(self, person: str) -> str:
        return self._pseudonym if person == self._found.person else person

    def _text(self, text: str) -> str:
        for name, new in self._forms.items():
            text = text_renamed(text, name, new)
        return text
