"""A form of export: how it is asked for, how it is made, and what came of it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, Generic, TypeVar

import attrs

from pdflow.errors import listed
from pdflow.storage.event_store import EventStore

T = TypeVar("T")


@attrs.define
class ExportResult:
    """How many there are of what was written, and of what was passed over."""

    counts: Counter[str] = attrs.field(factory=Counter)
    passed_over: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    """By what it is and why."""
    unreadable: list[str] = attrs.field(factory=list)
    """What was passed over since it cannot be read, in words: streams, and what is damaged in the file."""

    def each(self, what: str, items: Iterable[T]) -> Iterable[T]:
        """The items, counted while they are gone through; where that is done again, counted anew."""
        return _Counted(what, items, self.counts)

    def lines(self) -> Iterator[str]:
        """What came of it in words: of what was passed over the reasons, each with what there is most of."""
        yield from (f"{what}: {count:,}" for what, count in self.counts.items())
        by_reason = defaultdict[str, Counter[str]](Counter)
        for (what, why), count in self.passed_over.items():
            by_reason[why][what] += count
        for why, counts in sorted(by_reason.items()):
            most = listed((f"{what} {count:,}" for what, count in counts.most_common()), 3)
            yield f"passed over, {why}: {counts.total():,} ({most})"


@attrs.frozen
class _Counted(Generic[T]):
    what: str
    items: Iterable[T]
    counts: Counter[str]

    def __iter__(self) -> Iterator[T]:
        self.counts[self.what] = 0
        for item in self.items:
            self.counts[self.what] += 1
            yield item


Pieces = Callable[[EventStore, Namespace, ExportResult], Iterable[str]]
Files = Callable[[EventStore, Namespace, ExportResult, Path], None]


def no_arguments(parser: ArgumentParser) -> None:
    """Add nothing."""


@attrs.frozen(kw_only=True)
class ExportForm:
    """A form of export: a text that is made piece by piece, or what writes its own file or folder."""

    about: str
    make: Pieces | None = None
    write: Files | None = None
    is_folder: bool = False
    add_arguments: Callable[[ArgumentParser], object] = no_arguments


EVENTS: Final = "events"
"""What the items of most forms are."""
