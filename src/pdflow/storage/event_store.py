"""What an event store promises: streams of rows, appended whole or not at all, never changed but to erase from them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from secrets import randbelow
from typing import TYPE_CHECKING, Any, Final, Protocol

import attrs

from pdflow.storage.snapshots import Snapshot

if TYPE_CHECKING:
    from attrs import frozen as _row
else:
    # Frozen for type checkers only: one is made of every row that is read or written.
    _row = attrs.define(unsafe_hash=True, on_setattr=attrs.setters.NO_OP)

Clock = Callable[[], datetime]
ERASED: Final = "erased"
"""The type of an event of which only the place is left: its stream was erased."""
REWRITABLE: Final = ("stream", "type_version", "actor", "data", "notes", "metadata", "fingerprint")
"""The fields of a recorded event that ``EventStore.rewrite`` may change."""


def utc_now() -> datetime:
    """The present moment by the computer's clock, in UTC."""
    return datetime.now(UTC)


@_row
class NewEvent:
    """One event on its way into a store, its fields encoded as text.

    ``id`` is unique in the store and made from the command's id, so that a retry collides with itself. ``notes`` holds
    the personal notes as JSON text, apart from ``data`` so that they can be erased; ``metadata`` is the host's own. Of
    ``occurred_at`` the offset from UTC is kept, not the name of the zone. ``fingerprint`` tells the command from
    another under the same id; an event stored before there were fingerprints has None.
    Nothing that prints the event prints its notes.
    """

    id: str
    type: str
    type_version: int
    command_id: str
    actor: str
    role: str
    occurred_at: datetime
    data: str
    notes: str | None = attrs.field(repr=False)
    metadata: str | None
    fingerprint: str | None = attrs.field(default=None, kw_only=True)

    def recorded(self, stream: str, version: int, position: int, at: datetime) -> RecordedEvent:
        """The same event with its place in a stream and in the store, recorded ``at``."""
        # Field by field: to take fifteen arguments takes twice as long.
        event: Any = object.__new__(RecordedEvent)
        event.id = self.id
        event.type = self.type
        event.type_version = self.type_version
        event.command_id = self.command_id
        event.actor = self.actor
        event.role = self.role
        event.occurred_at = self.occurred_at
        event.data = self.data
        event.notes = self.notes
        event.metadata = self.metadata
        event.fingerprint = self.fingerprint
        event.stream, event.version, event.position, event.recorded_at = stream, version, position, at
        return event  # type: ignore[no-any-return]


@_row
class RecordedEvent(NewEvent):
    """One event as a store keeps it; still an event, so that it can be appended to another store.

    ``version`` counts within the stream from 1, ``position`` rises through the whole store in the order of commits,
    ``recorded_at`` is the store's own clock in UTC.
    """

    stream: str
    version: int
    position: int
    recorded_at: datetime

    def without_notes(self, data: str | None, type_version: int | None) -> RecordedEvent:
        """The same event without its notes, and with other data of this version where there are any."""
        kept = self.data if data is None else data
        return attrs.evolve(self, notes=None, data=kept, type_version=type_version or self.type_version)

    def erased(self, at: datetime) -> RecordedEvent:
        """The same place in stream and store, with nothing left but that it was erased, and when."""
        return attrs.evolve(
            self,
            type=ERASED,
            type_version=1,
            actor="",
            role="",
            occurred_at=at,
            data="{}",
            notes=None,
            metadata=None,
            fingerprint=None,
        )

    def holds(self, texts: Sequence[str]) -> bool:
        """Whether one of the texts stands, letter for letter, in a field of it that ``EventStore.rewrite`` looks at."""
        fields = (self.stream, self.actor, self.data, self.notes or "", self.metadata or "")
        return any(text in field for text in texts for field in fields)

    def rewritten(self, change: Change) -> RecordedEvent:
        """The same event with what a change makes of its texts; its id, its place and its times stay."""
        changed = change(self)
        return attrs.evolve(self, **{name: getattr(changed, name) for name in REWRITABLE})


Change = Callable[[RecordedEvent], RecordedEvent]
"""Makes of a recorded event the one that takes its place."""


def new_erasures() -> int:
    """A number to tell what was read before an erasure: a count would come again where an erasure is rolled back."""
    return 1 + randbelow(2**31 - 1)


@attrs.frozen
class Seen:
    """What somebody saw who appends without looking again: the last event of the stream, and the number of erasures.

    The first four tell the event from another that a command of the same id left in its place after a rollback.
    """

    id: str
    position: int
    recorded_at: datetime
    fingerprint: str | None
    erasures: int

    @classmethod
    def of(cls, last: RecordedEvent, erasures: int) -> Seen:
        """What is seen where this event is the last."""
        return cls(last.id, last.position, last.recorded_at, last.fingerprint, erasures)


@attrs.frozen
class Append:
    """Events for one stream, and the version that the stream has before; 0 for a new one.

    With ``seen``, they are those of one command, and it is a Conflict too where the event of that version is another,
    where anything was erased since, or where the command left events in whichever stream.
    """

    stream: str
    events: Sequence[NewEvent]
    expected: int
    seen: Seen | None = None


@attrs.frozen
class Found:
    """What a desk has to know before it decides, all of one moment.

    ``events`` are those of the stream above the version asked, ``of_command`` those that the command left in whichever
    stream, and ``erasures`` is another number whenever anything was erased or rewritten in the store: what somebody
    kept in memory at another number may hold what was erased.
    """

    events: Sequence[RecordedEvent]
    of_command: Sequence[RecordedEvent]
    erasures: int


class EventStore(Protocol):
    """Keeps events in streams. Adapters are tested with ``pdflow.testing.stores.StoreContract``."""

    def append(
        self, stream: str, events: Sequence[NewEvent], *, expected: int, seen: Seen | None = None
    ) -> Sequence[RecordedEvent]:
        """Append all the events in one transaction, or none; ``expected`` is the stream's version, 0 for a new one.

        Raises CommandIdReused where an event's id is already in another stream, which no retry can mend; otherwise
        Conflict where the stream is at another version or already holds an event's id, or where ``seen`` does not hold
        any more, see ``Append``. After a Conflict ask ``of_command`` before anything else: a retry of the same command
        may have been first.
        """
        ...

    def append_all(self, appends: Sequence[Append]) -> Sequence[RecordedEvent]:
        """Append to several streams in one transaction, in this order: all of it, or nothing.

        Raises what ``append`` raises, for the first that cannot be appended.
        """
        ...

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        """The events of a stream with versions above ``after``, in order; none where there is no such stream."""
        ...

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        """At most ``limit`` events of all streams with positions above ``after``, in order.

        A reader that keeps the last position misses nothing: no event may become visible behind one already seen.
        Databases that hand out numbers before they commit break this, unless appends queue for one lock.
        """
        ...

    def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        """The events a command left, in whichever stream, in order."""
        ...

    def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Found:
        """What a desk has to know before it decides, all of one moment: best asked in one query."""
        ...

    def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        """Erase the notes of one event and nothing else; whether anything changed.

        Where its data hold texts that are notes today, ``data`` are the same without these, and take their place
        together with the ``type_version`` they are of. What to keep, ``RecordedEvent.without_notes`` says.
        """
        ...

    def erase_stream(self, stream: str) -> int:
        """Leave of each event of a stream what ``RecordedEvent.erased`` says, now; how many were not erased before.

        Versions, positions, ids and the ids of the commands stay: readers of the feed lose no place, and a command
        that comes again is still known, so that nothing of what was erased is recorded anew.
        """
        ...

    def rewrite(self, containing: Sequence[str], change: Change) -> int:
        """Replace events in one transaction; how many changed.

        Asked for are all events in whose stream, actor, data, notes or metadata one of the texts stands, see
        ``RecordedEvent.holds``; what may change, ``RecordedEvent.rewritten`` says. All events of a stream must get the
        same new name.
        Raises Conflict, and changes nothing, where the new name of a stream is another's already.
        """
        ...

    def snapshot(self, stream: str) -> Snapshot | None:
        """The snapshot kept of a stream; every erasure and every rewriting drops all snapshots of the store."""
        ...

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, unless the stream has a later one, or something was erased since."""
        ...
