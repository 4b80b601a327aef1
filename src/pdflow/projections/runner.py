"""The runner: keeps the read models of one reader up to date from the feed of a store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

from pdflow.calendar import Calendar, WorkingDays, require_moment
from pdflow.deciders import DECIDERS
from pdflow.errors import OutOfRange
from pdflow.kernel.decider import Decider
from pdflow.people import PersonId
from pdflow.projections.projection import UNREADABLE, project, unreadable
from pdflow.projections.read_models import Checkpoint, GenerationGone, ProjectedStream, ReadModels
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore, RecordedEvent

PAGE: Final = 500
"""The events, or the streams to be asked again, that one transaction handles."""


class Runner:
    """Projects each stream that has new events, and again when time alone changes what is owed in it.

    A page of the feed is one transaction: its rows are kept together with the checkpoint, or neither is. A stream is
    read and folded once for all of its events in a page, and not at all where its rows are made of them already. Any
    number of runners may work for one reader: they take turns. A stream that cannot be read is reported and passed
    over: it has no rows, and is listed by the ``problem`` of its StreamEntry.
    """

    def __init__(
        self,
        store: EventStore,
        read_models: ReadModels,
        calendar: Calendar,
        *,
        deciders: Iterable[Decider[Any]] = DECIDERS,
        on_error: Callable[[str, Exception], object] | None = None,
    ) -> None:
        """Connect a store with the read models of a reader.

        Args:
            store: Where the events are.
            read_models: Keeps the rows, and how far this reader has come.
            calendar: The host's; after it was changed, rebuild.
            deciders: One for each kind of aggregate; streams of others have no rows.
            on_error: Called with the name of a stream that cannot be read, and the error, each time it is tried.
        """
        self._store, self._read_models = store, read_models
        self._days = WorkingDays.of(calendar)
        self._codecs = {decider.name: Codec(decider) for decider in deciders}
        self._on_error = on_error

    def catch_up(self, at: datetime, *, page: int = PAGE) -> int:
        """Handle everything after the checkpoint, and ask again what time has changed by a moment.

        Args:
            at: The moment of the rows, with an offset from UTC; one before that of the last time counts as that one.
            page: The most events, or streams to be asked again, in one transaction.

        Returns:
            How many events were read.
        """
        return self._catch_up(require_moment(at), page, None)

    def rebuild(self, at: datetime, *, page: int = PAGE) -> int:
        """Make all rows anew beside the live ones, and swap them once they have caught up with these.

        Queries see the former rows until then, and other runners go on with them. Run it after a change of calendar or
        of pdflow. Raises GenerationGone where another rebuild of this reader begins meanwhile.

        Returns:
            How many events were read.
        """
        generation, read = self._read_models.begin_generation(), 0
        while True:
            read += self._catch_up(require_moment(at), page, generation)
            if self._read_models.publish(generation):
                return read

    def refresh(self, streams: Collection[str], at: datetime) -> None:
        """Project these streams anew, although they have no new event: after an erasure, or a problem that was mended.

        A rebuild that is at work gets the same rows. A stream that is not in the store loses its rows.
        """
        rebuilding = self._read_models.generations()[1:]
        for generation in (*rebuilding, None):
            try:
                with self._read_models.writing(generation) as rows:
                    rows.replace(self._projected(streams, _moment(require_moment(at), rows.checkpoint)))
            except GenerationGone:
                if generation is None:
                    raise

    def forget(self, person: PersonId, streams: Mapping[str, str], at: datetime) -> int:
        """Follow a person's being forgotten: refresh the streams, and remove the refusals of the person and of these.

        Refused attempts by others that name the person are removed too.

        Args:
            person: The id that stands nowhere in the store any more.
            streams: The name before, and the name now, of every stream that was rewritten or erased.
            at: The moment of the rows.

        Returns:
            How many reasons of refusals were removed.
        """
        self.refresh({*streams, *streams.values()}, at)
        return self._read_models.remove_refusals(person, streams)

    def _catch_up(self, at: datetime, page: int, generation: int | None) -> int:
        if page < 1:
            raise OutOfRange("page", page, "1 or more")
        read = 0
        while events := self._handle_page(at, page, generation):
            read += len(events)
        while self._ask_again(at, page, generation):
            pass
        return read

    def _handle_page(self, at: datetime, page: int, generation: int | None) -> Sequence[RecordedEvent]:
        with self._read_models.writing(generation) as rows:
            events = self._store.feed(after=rows.checkpoint.position, limit=page)
            if events:
                newest = {event.stream: event.version for event in events}
                known = rows.versions(newest)
                changed = [stream for stream, version in newest.items() if version > known.get(stream, 0)]
                rows.replace(self._projected(changed, _moment(at, rows.checkpoint)))
                rows.advance(events[-1].position)
            return events

    def _ask_again(self, at: datetime, page: int, generation: int | None) -> bool:
        """Project what time has changed, a page of it; whether there may be more."""
        with self._read_models.writing(generation) as rows:
            now = _moment(at, rows.checkpoint)
            streams = rows.to_ask_again(now, page)
            rows.replace(self._projected(streams, now))
            if not streams:
                rows.advance(rows.checkpoint.position, as_of=now)
            return bool(streams)

    def _projected(self, streams: Iterable[str], at: datetime) -> list[ProjectedStream]:
        return [self._projected_stream(stream, at) for stream in streams]

    def _projected_stream(self, stream: str, at: datetime) -> ProjectedStream:
        rows = self._store.load(stream)
        try:
            return project(stream, rows, self._codecs, at, self._days)
        except UNREADABLE as error:
            if self._on_error is not None:
                self._on_error(stream, error)
            return unreadable(stream, rows, error)


def _moment(at: datetime, checkpoint: Checkpoint) -> datetime:
    """The moment to project for, in UTC: clocks differ, and rows never go back."""
    here = at.astimezone(UTC)
    return here if checkpoint.as_of is None else max(here, checkpoint.as_of)
