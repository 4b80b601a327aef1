"""Read models in a database of a Django project: the rows of one reader, each generation beside the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import reduce
from itertools import chain
from operator import or_
from typing import Final, TypeVar

import attrs
from django.db import transaction
from django.db.models import Q, QuerySet

from pdflow.contrib.django.entry_rows import EntryRow
from pdflow.contrib.django.models import (
    Drift,
    Learning,
    Obligation,
    Participation,
    Refusal,
    StoredCheckpoint,
    Stream,
)
from pdflow.contrib.django.transactions import StoreTransactions
from pdflow.people import PersonId
from pdflow.projections import (
    PROJECTED,
    Checkpoint,
    Entry,
    GenerationGone,
    ProjectedStream,
    RefusalEntry,
    names_person,
    portions,
    texts_naming,
)

E = TypeVar("E", bound=Entry)
READER: Final = "pdflow"
"""The name of a reader, where a project has no more than one."""
ROWS: Final[dict[type[Entry], type[EntryRow]]] = {
    row.entry: row for row in (Participation, Obligation, Drift, Learning, Stream, Refusal)
}
"""The model of each kind of entry."""
LIVE, BUILDING, DROPPED = StoredCheckpoint.State.LIVE, StoredCheckpoint.State.BUILDING, StoredCheckpoint.State.DROPPED
PLACE: Final = "read models"
STREAMS_AT_ONCE: Final = 500
"""The streams of a dropped generation whose rows are removed in one transaction."""


class DjangoGeneration:
    """The rows of one reader in one generation, in a transaction."""

    def __init__(self, using: str, checkpoint: Checkpoint) -> None:
        self._using, self.checkpoint = using, checkpoint

    def versions(self, streams: Collection[str]) -> dict[str, int]:
        """The versions that the rows of these streams are made of; without those that have none."""
        rows = Stream.objects.using(self._using).filter(generation=self.checkpoint.generation)
        asked = (rows.filter(stream__in=some).values_list("stream", "version") for some in portions(streams))
        return dict(chain.from_iterable(asked))

    def to_ask_again(self, at: datetime, limit: int) -> list[str]:
        """At most ``limit`` streams whose rows may differ by a moment although they have no new event."""
        due = Stream.objects.using(self._using).filter(generation=self.checkpoint.generation, ask_again_at__lte=at)
        return [*due.order_by("ask_again_at").values_list("stream", flat=True)[:limit]]

    def replace(self, streams: Sequence[ProjectedStream]) -> None:
        """Put these rows in the place of all that there are of their streams."""
        remove_streams(self._using, self.checkpoint.generation, [each.stream for each in streams])
        self._insert(Stream, [each.progress for each in streams if each.progress.version])
        self._insert(Participation, [entry for each in streams for entry in each.participations])
        self._insert(Obligation, [entry for each in streams for entry in each.obligations])
        self._insert(Drift, [entry for each in streams for entry in each.drifts])
        self._insert(Learning, [entry for each in streams for entry in each.learning])

    def advance(self, position: int, as_of: datetime | None = None) -> None:
        """Keep how far the reader has come; with ``as_of``, obligations breached by then get rank 0."""
        generation = self.checkpoint.generation
        mine = StoredCheckpoint.objects.using(self._using).filter(generation=generation)
        mine.update(position=position)
        if as_of is not None:
            mine.update(as_of=as_of)
            in_time = Obligation.objects.using(self._using).filter(generation=generation, rank=1)
            in_time.filter(breach__lte=as_of).update(rank=0)

    def _insert(self, model: type[EntryRow], entries: Iterable[Entry]) -> None:
        generation = self.checkpoint.generation
        rows = [model(generation=generation, **attrs.asdict(entry)) for entry in entries]
        model.objects.using(self._using).bulk_create(rows)


class DjangoReadModels:
    """Keeps the rows of a reader; inside a transaction of the project, as a part of it."""

    def __init__(self, using: str = "default", reader: str = READER) -> None:
        """Connect to nothing yet.

        Args:
            using: The database, by its alias; best that of the store.
            reader: Another reader has other rows in the same tables, as for another calendar.
        """
        self._using, self._reader = using, reader
        self._transactions = StoreTransactions(using)

    @contextmanager
    def writing(self, generation: int | None = None) -> Iterator[DjangoGeneration]:
        """Begin a transaction that holds the checkpoint of a generation until it ends: all is kept, or nothing."""
        with self._transaction():
            if generation is None:
                row = self._live()
            else:
                found = self._locked(Q(generation=generation) & ~Q(state=DROPPED))
                if not found:
                    raise GenerationGone(PLACE, f"generation {generation} was dropped")
                [row] = found
            yield DjangoGeneration(self._using, _checkpoint(row))

    def generations(self) -> list[int]:
        """The numbers of all generations: the live one, if there is one, then those being rebuilt."""
        mine = self._mine().filter(state__in=(LIVE, BUILDING)).order_by("-state", "generation")
        with self._transactions.errors():
            return [*mine.values_list("generation", flat=True)]

    def begin_generation(self) -> int:
        """Make an empty generation beside the live one; another one left unfinished is dropped."""
        with self._transaction():
            self._live()
            self._mine().filter(state=BUILDING).update(state=DROPPED)
            [row] = self._mine().bulk_create([StoredCheckpoint(reader=self._reader, state=BUILDING)])
        self._remove_dropped()
        return row.generation

    def publish(self, generation: int) -> bool:
        """Make a generation the live one and drop all others; False, and nothing done, where it is behind it."""
        with self._transaction():
            rows = {row.generation: row for row in self._locked(~Q(state=DROPPED))}
            if generation not in rows:
                raise GenerationGone(PLACE, f"generation {generation} was dropped")
            if rows[generation].position < max(row.position for row in rows.values() if row.state == LIVE):
                return False
            self._mine().exclude(generation=generation).update(state=DROPPED)
            self._mine().filter(generation=generation).update(state=LIVE)
        self._remove_dropped()
        return True

    def rows(self, kind: type[E]) -> list[E]:
        """Every row of a kind in the live generation, by key; for tests, exports and small installations."""
        names = [field.name for field in attrs.fields(kind)]
        rows = ROWS[kind].objects.using(self._using)
        if kind in PROJECTED:
            rows = rows.filter(generation__in=self._mine().filter(state=LIVE).values("generation"))
        keys = [field.name for field in attrs.fields(kind) if field.metadata]
        with self._transactions.errors():
            return [kind(*row) for row in rows.order_by(*keys).values_list(*names)]

    def add_refusals(self, rows: Sequence[RefusalEntry]) -> None:
        """Keep the reasons of a refused attempt; in a transaction of the project that rolls back, nothing is kept."""
        with self._transaction():
            Refusal.objects.using(self._using).bulk_create([Refusal(**attrs.asdict(row)) for row in rows])

    def remove_refusals(self, person: PersonId, streams: Collection[str]) -> int:
        """Remove each refusal of a person's attempts, of attempts on these streams, or that names them; how many."""
        rows = Refusal.objects.using(self._using)
        with self._transaction():
            concerned = [Q(actor=person), *(Q(stream__in=some) for some in portions(streams))]
            concerned += [Q(attempt__in=some) for some in portions(_naming(rows, person))]
            return sum(rows.filter(which).delete()[0] for which in concerned)

    def _mine(self) -> QuerySet[StoredCheckpoint]:
        return StoredCheckpoint.objects.using(self._using).filter(reader=self._reader)

    def _live(self) -> StoredCheckpoint:
        """Lock the checkpoint of the live generation, which is made where there is none."""
        found = self._locked(Q(state=LIVE))
        if not found:
            made = StoredCheckpoint(reader=self._reader, state=LIVE)
            self._mine().bulk_create([made], ignore_conflicts=True)
            found = self._locked(Q(state=LIVE))
        return found[0]

    def _locked(self, which: Q) -> list[StoredCheckpoint]:
        return [*self._mine().filter(which).select_for_update().order_by("generation")]

    def _remove_dropped(self) -> None:
        """Remove the rows of dropped generations, some at a time so that no other writer waits for long."""
        with self._transactions.errors():
            dropped = [*self._mine().filter(state=DROPPED)]
        for row in dropped:
            while streams := self._some_streams(row):
                with self._transaction():
                    remove_streams(self._using, row.generation, streams)
            with self._transaction():
                self._mine().filter(generation=row.generation).delete()

    def _some_streams(self, row: StoredCheckpoint) -> list[str]:
        rows = Stream.objects.using(self._using).filter(generation=row.generation)
        with self._transactions.errors():
            return [*rows.values_list("stream", flat=True)[:STREAMS_AT_ONCE]]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._transactions.errors(), transaction.atomic(self._using):
            yield


def _naming(rows: QuerySet[EntryRow], person: PersonId) -> list[str]:
    """The attempts that were refused for a reason that names a person."""
    has_any = reduce(or_, (Q(parameters__contains=text) for text in texts_naming(person)))
    found = rows.filter(has_any).values_list("attempt", "parameters")
    return [attempt for attempt, text in found if names_person(text, person)]


def remove_streams(using: str, generation: int, streams: Collection[str]) -> None:
    """Remove all rows of these streams from a generation."""
    for some in portions(streams):
        for kind in PROJECTED:
            ROWS[kind].objects.using(using).filter(generation=generation, stream__in=some).delete()


def _checkpoint(row: StoredCheckpoint) -> Checkpoint:
    return Checkpoint(row.generation, row.position, row.as_of)
