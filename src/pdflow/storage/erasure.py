"""Erasure: personal notes and people taken out of stored events, while the figures and the replay stay."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from pdflow.kernel.plans import Plan, carry_through, carry_through_async
from pdflow.people import PersonId, new_pseudonym
from pdflow.storage.arguments import require_person, require_store
from pdflow.storage.async_event_store import AsyncEventStore
from pdflow.storage.event_store import EventStore, RecordedEvent
from pdflow.storage.stored_people import MoreFound, PersonInStore, Replacement
from pdflow.storage.stored_values import without_notes


@attrs.frozen
class Forgotten:
    """What became of a person: numbers, to be filed; whoever prints it prints nothing else."""

    events: int
    """How many events were changed."""
    notes: int
    """How many of them lost notes."""
    streams: Mapping[str, str] = attrs.field(repr=False)
    """The name before, and the name now, of every stream with such an event: for read models and tables of the host's.
    The names of now hold the new id, so do not keep them together with the person's."""


def erase_notes(store: EventStore, stream: str, *, command_id: str | None = None) -> tuple[str, ...]:
    """Erase the notes of a stream for good; asked again, it finds none left.

    Texts that were stored among an event's data, because they were no notes when it was recorded, are erased too.

    Args:
        store: The store that keeps the stream.
        stream: The stream's name; one that does not exist has no notes.
        command_id: Only the notes that this command left, as when one record is to be forgotten.

    Returns:
        The ids of the events whose notes were erased, in the order of the stream.
    """
    require_store(store)
    events = [event for event in store.load(stream) if command_id in (None, event.command_id)]
    return tuple([event.id for event in events if store.erase_notes(event.id, *_other_data(event))])


def _other_data(event: RecordedEvent) -> tuple[str, int] | tuple[()]:
    """The data of an event, and their version, without what is a note today; nothing where there is nothing such."""
    bare = without_notes(event)
    return () if bare.data == event.data else (bare.data, bare.type_version)


def forget(store: EventStore, person: PersonId) -> Forgotten:
    """Take a person out of all streams of a store, in one transaction; asked again, it finds nothing.

    A new random id takes the place of theirs: as the actor, in every field of an event that is the id of a person, in
    the names of their own streams, and wherever the id or such a name stands by itself in notes or in the host's
    metadata. It is kept nowhere else. Erased are all notes in the streams about the person, and elsewhere those of
    events that name them or are by them. Whatever was decided stays as it was, and so do counts, hours and outcomes.

    Read models have to be made anew for the streams of the result, and copies of the database are the host's to find.

    Raises:
        FieldError: ``person`` is not the id of a person, or ``store`` is none.
        Conflict: Another writer was faster, where the store says so; nothing was changed.
    """
    require_store(store)
    return carry_through(_forgetting(store, person))


async def forget_async(store: AsyncEventStore, person: PersonId) -> Forgotten:
    """Take a person out of all streams of an asynchronous store, as ``forget`` does."""
    require_store(store, is_async=True)
    return await carry_through_async(_forgetting(store, person))


def _forgetting(store: EventStore | AsyncEventStore, person: PersonId) -> Plan[Forgotten]:
    require_person(person)
    found = PersonInStore(person)
    yield store.rewrite(found.texts(), found.look)
    while True:
        for command_id in found.unasked():
            found.look_beside((yield store.of_command(command_id)))
        replacement = Replacement(found, new_pseudonym())
        try:
            events: int = yield store.rewrite(found.texts(), replacement)
        except MoreFound:  # recorded since it was looked for
            continue
        return Forgotten(events, replacement.notes, replacement.streams)
