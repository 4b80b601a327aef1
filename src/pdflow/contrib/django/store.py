"""The event store on a database of a Django project: events commit together with the project's own rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Final

import attrs
from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from pdflow.contrib.django.models import ErasureCount, StoredEvent, StoredSnapshot
from pdflow.contrib.django.rows import CHANGED, FIELDS, look_up, positions_of_texts, recorded_of, row_of
from pdflow.contrib.django.transactions import StoreTransactions, is_taken_key
from pdflow.errors import CommandIdReused, Conflict, PdflowError
from pdflow.storage.event_store import (
    ERASED,
    Append,
    Change,
    Clock,
    Found,
    NewEvent,
    RecordedEvent,
    Seen,
    new_erasures,
    utc_now,
)
from pdflow.storage.snapshots import Snapshot

SNAPSHOT_FIELDS: Final = tuple(field.name for field in attrs.fields(Snapshot))


class _Taken(Exception):
    """Raised inside a transaction where the append at a place cannot be made; the stream is at ``actual``."""

    def __init__(self, place: int, actual: int) -> None:
        super().__init__(place, actual)
        self.place, self.actual = place, actual


class DjangoStore:
    """Keeps events in the tables of this app, in one database of the project, for any number of threads and processes.

    Inside the project's own ``transaction.atomic()`` the events commit or roll back with its rows, and other writers of
    the store wait until it ends. Outside, each call is a transaction of its own. Whatever the database cannot do is a
    StoreError.
    """

    def __init__(
        self,
        using: str = "default",
        *,
        clock: Clock = utc_now,
        after_commit: Callable[[], object] | None = None,
    ) -> None:
        """Make a store; nothing is asked of the database yet.

        Args:
            using: The database, by its alias in ``DATABASES``; PostgreSQL, or SQLite with ``transaction_mode``
                ``IMMEDIATE``.
            clock: What events are recorded by.
            after_commit: Called after the commit of every append, such as that of the project's transaction which it
                was in. What it raises is logged by Django, for the events are kept all the same.
        """
        self._using, self._clock, self._after_commit = using, clock, after_commit
        self._transactions = StoreTransactions(using)

    def append(
        self, stream: str, events: Sequence[NewEvent], *, expected: int, seen: Seen | None = None
    ) -> Sequence[RecordedEvent]:
        """Append all the events in one transaction, or none; raises CommandIdReused or Conflict."""
        return self.append_all([Append(stream, events, expected, seen)])

    def append_all(self, appends: Sequence[Append]) -> Sequence[RecordedEvent]:
        """Append to several streams in one transaction: all of it, or nothing; raises CommandIdReused or Conflict."""
        try:
            recorded = self._transactions.write(partial(self._append_each, appends))
        except _Taken as taken:
            raise self._objection(appends[: taken.place + 1], taken.actual) from None
        if self._after_commit is not None:
            transaction.on_commit(self._after_commit, self._using, robust=True)
        return recorded

    def load(self, stream: str, *, after: int = 0) -> Sequence[RecordedEvent]:
        """The events of a stream with versions above ``after``, in order."""
        return self._events(Q(stream=stream, version__gt=after), "version")

    def feed(self, *, after: int = 0, limit: int = 1000) -> Sequence[RecordedEvent]:
        """At most ``limit`` events of all streams with positions above ``after``, in order."""
        return self._events(Q(position__gt=after), "position", limit)

    def of_command(self, command_id: str) -> Sequence[RecordedEvent]:
        """The events a command left, in whichever stream, in order."""
        return self._events(Q(command_id=command_id), "position")

    def look_up(self, stream: str, command_id: str, *, after: int = 0) -> Found:
        """What a desk has to know before it decides, all of one moment."""
        with self._transactions.errors():
            erasures, found = look_up(self._using, stream, command_id, after)
        events = [event for event in found if event.stream == stream and event.version > after]
        return Found(events, [event for event in found if event.command_id == command_id], erasures)

    def erase_notes(self, event_id: str, data: str | None = None, type_version: int | None = None) -> bool:
        """Erase the notes of one event, and from its data what is a note today; whether anything changed.

        PostgreSQL keeps the former bytes until the table is vacuumed; copies of the database are the project's to find.
        """
        return bool(self._replace(Q(event_id=event_id), lambda event: event.without_notes(data, type_version)))

    def erase_stream(self, stream: str) -> int:
        """Leave of each event of a stream its place only; how many were not erased before."""
        now = self._clock().astimezone(UTC)
        return self._replace(Q(stream=stream) & ~Q(type=ERASED), lambda event: event.erased(now))

    def rewrite(self, containing: Sequence[str], change: Change) -> int:
        """Replace the events that hold one of the texts, all or none; how many changed.

        Raises Conflict, and changes nothing, where the new name of a stream is another's already.
        """
        holds = Q(position__in=positions_of_texts(self._using, containing))
        return self._replace(holds, lambda event: event.rewritten(change))

    def snapshot(self, stream: str) -> Snapshot | None:
        """The snapshot kept of a stream."""
        with self._transactions.errors():
            rows = StoredSnapshot.objects.using(self._using).filter(stream=stream)
            return next((Snapshot(*row) for row in rows.values_list(*SNAPSHOT_FIELDS)), None)

    def keep_snapshot(self, snapshot: Snapshot) -> None:
        """Keep a snapshot, unless one of the stream is as late, or something was erased since."""
        self._transactions.write(partial(self._keep_snapshot, snapshot))

    def _events(self, which: Q, order: str, limit: int | None = None) -> list[RecordedEvent]:
        rows = StoredEvent.objects.using(self._using).filter(which).order_by(order)
        with self._transactions.errors():
            return [recorded_of(row) for row in rows.values_list(*FIELDS)[:limit]]

    def _append_each(self, appends: Sequence[Append]) -> list[RecordedEvent]:
        now = self._clock().astimezone(UTC)
        return [event for place, each in enumerate(appends) for event in self._append(place, each, now)]

    def _append(self, place: int, append: Append, now: datetime) -> list[RecordedEvent]:
        events = StoredEvent.objects.using(self._using)
        found = events.filter(stream=append.stream).aggregate(version=Max("version"))
        actual = found["version"] or 0
        if actual != append.expected or (append.seen is not None and not self._is_as_seen(append.seen, append)):
            raise _Taken(place, actual)
        numbered = enumerate(append.events, actual + 1)
        recorded = [event.recorded(append.stream, version, 0, now) for version, event in numbered]
        try:
            rows = events.bulk_create([row_of(event) for event in recorded])
        except IntegrityError as error:
            if not is_taken_key(error):
                raise
            raise _Taken(place, actual) from None
        return [attrs.evolve(event, position=row.position) for event, row in zip(recorded, rows, strict=True)]

    def _is_as_seen(self, seen: Seen, append: Append) -> bool:
        events = StoredEvent.objects.using(self._using)
        last = events.filter(stream=append.stream, version=append.expected).values_list(*FIELDS).first()
        return (
            last is not None
            and seen == Seen.of(recorded_of(last), self._erasures())
            and not events.filter(command_id__in=[event.command_id for event in append.events]).exists()
        )

    def _objection(self, appends: Sequence[Append], actual: int) -> PdflowError:
        """Why the last of these could not be appended: asked again, since a database does not say which key it was."""
        *before, refused = appends
        streams = {event.id: each.stream for each in before for event in each.events}
        ids = [event.id for event in refused.events]
        known = StoredEvent.objects.using(self._using).filter(event_id__in=ids)
        with self._transactions.errors():
            streams.update(known.values_list("event_id", "stream"))
        for event in refused.events:
            if streams.get(event.id, refused.stream) != refused.stream:
                return CommandIdReused(event.command_id, refused.stream, streams[event.id])
        return Conflict(refused.stream, refused.expected, actual)

    def _replace(self, which: Q, change: Change) -> int:
        return self._transactions.write(partial(self._replace_each, which, change))

    def _replace_each(self, which: Q, change: Change) -> int:
        self._transactions.erase_bytes()
        pairs = [(event, change(event)) for event in self._events(which, "position")]
        changed = [after for before, after in pairs if after != before]
        rows = StoredEvent.objects.using(self._using)
        for event in changed:
            new = row_of(event)
            try:
                rows.filter(position=event.position).update(**{name: getattr(new, name) for name in CHANGED})
            except IntegrityError as error:
                if not is_taken_key(error):
                    raise
                raise Conflict(event.stream, 0, event.version) from None
        if changed:
            self._count_erasure()
        return len(changed)

    def _count_erasure(self) -> None:
        StoredSnapshot.objects.using(self._using).all().delete()
        counts, number = ErasureCount.objects.using(self._using), new_erasures()
        if not counts.update(count=number):
            counts.bulk_create([ErasureCount(pk=1, count=number)])

    def _erasures(self) -> int:
        return ErasureCount.objects.using(self._using).values_list("count", flat=True).first() or 0

    def _keep_snapshot(self, snapshot: Snapshot) -> None:
        snapshots = StoredSnapshot.objects.using(self._using)
        later = snapshots.filter(stream=snapshot.stream, version__gt=snapshot.version)
        if snapshot.erasures == self._erasures() and not later.exists():
            snapshots.filter(stream=snapshot.stream).delete()
            snapshots.bulk_create([StoredSnapshot(**attrs.asdict(snapshot))])
