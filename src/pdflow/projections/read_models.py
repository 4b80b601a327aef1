"""What a database adapter for the read models promises: rows and checkpoint change together, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

import attrs

from pdflow.errors import StoreError
from pdflow.people import PersonId
from pdflow.projections.entries import (
    DriftEntry,
    Entry,
    LearningEntry,
    ObligationEntry,
    ParticipationEntry,
    RefusalEntry,
    StreamEntry,
)

R = TypeVar("R", bound=Entry)


class GenerationGone(StoreError):
    """Raised when a generation was dropped: another rebuild began, or another generation took its place."""


@attrs.frozen
class Checkpoint:
    """How far a reader has come: the position of the last event handled, and the moment that its rows are right for."""

    generation: int
    position: int = 0
    as_of: datetime | None = None


@attrs.frozen
class ProjectedStream:
    """All rows of one stream; one of version 0 does not exist any more, and nothing is kept of it."""

    progress: StreamEntry
    participations: Sequence[ParticipationEntry] = ()
    obligations: Sequence[ObligationEntry] = ()
    drifts: Sequence[DriftEntry] = ()
    learning: Sequence[LearningEntry] = ()

    @property
    def stream(self) -> str:
        """The name of the stream."""
        return self.progress.stream


class Generation(Protocol):
    """The rows of one reader in one generation, within a transaction that holds its checkpoint."""

    @property
    def checkpoint(self) -> Checkpoint:
        """The checkpoint as it was when the transaction got hold of it."""
        ...

    def versions(self, streams: Collection[str]) -> dict[str, int]:
        """The versions that the rows of these streams are made of; without those that have none."""
        ...

    def to_ask_again(self, at: datetime, limit: int) -> list[str]:
        """At most ``limit`` streams whose rows may differ by a moment although they have no new event."""
        ...

    def replace(self, streams: Sequence[ProjectedStream]) -> None:
        """Put these rows in the place of all that there are of their streams."""
        ...

    def advance(self, position: int, as_of: datetime | None = None) -> None:
        """Keep how far the reader has come.

        Args:
            position: Of the last event handled.
            as_of: The moment that all rows are right for from now on; obligations whose ``breach`` it has reached get
                rank 0.
        """
        ...


class ReadModels(Protocol):
    """Keeps the read models of one reader of the feed. Adapters are tested with ``ReadModelContract``.

    Every row but a refusal belongs to a generation, and queries see the live one. A rebuild writes another one beside
    it, which takes its place in one transaction.
    """

    def writing(self, generation: int | None = None) -> AbstractContextManager[Generation]:
        """Begin a transaction that holds the checkpoint of a generation until it ends: all is kept, or nothing.

        Whoever else wants to write the same generation waits. Without a number it is the live one, made where there is
        none. Raises GenerationGone for one that was dropped.
        """
        ...

    def generations(self) -> list[int]:
        """The numbers of all generations: the live one, if there is one, then those being rebuilt."""
        ...

    def begin_generation(self) -> int:
        """Make an empty generation beside the live one; another one left unfinished is dropped."""
        ...

    def publish(self, generation: int) -> bool:
        """Make a generation the live one and drop all others; False, and nothing done, where it is behind the live one.

        A query sees the former rows until then, and the new ones from then on. Raises GenerationGone for one that was
        dropped.
        """
        ...

    def rows(self, kind: type[R]) -> list[R]:
        """Every row of a kind in the live generation, by key; for tests, exports and small installations."""
        ...

    def add_refusals(self, rows: Sequence[RefusalEntry]) -> None:
        """Keep the reasons of a refused attempt."""
        ...

    def remove_refusals(self, person: PersonId, streams: Collection[str]) -> int:
        """Remove refusals of a person's attempts, of attempts on these streams, and for reasons that name the person.

        Returns:
            How many rows there were: an attempt has one for each reason, and loses all of them.
        """
        ...
