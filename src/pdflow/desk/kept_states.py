"""Kept states: what a desk remembers of the streams it was last at work on."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Generic, TypeVar

import attrs

from pdflow.kernel.records import Aggregate
from pdflow.storage.event_store import Found, RecordedEvent, Seen

S = TypeVar("S", bound=Aggregate)


@attrs.define(eq=False)
class KnownState(Generic[S]):
    """The state of a stream at a version, and by what to tell whether the stream still is what it was.

    ``seen`` is the end of the stream when the events were read, None for a stream without events, and ``erasures`` the
    store's number then. While the state is
    being changed, ``is_whole`` is false: should that fail, the state is of no use any more.
    """

    state: S
    version: int = 0
    seen: Seen | None = None
    erasures: int = 0
    snapshot: int = 0
    """The version of the snapshot kept last; 0 where there is none."""
    is_whole: bool = True

    @property
    def asked_after(self) -> int:
        """After which version to look up, so that the event of this one comes too."""
        return max(self.version - 1, 0)

    def is_current(self, found: Found) -> bool:
        """Whether nothing was erased since, and the stream still has the event that came last here.

        It has not where the transaction that wrote it was rolled back, or the store was restored from a backup.
        """
        if self.seen is None:
            return True
        return bool(found.events) and self.seen == Seen.of(found.events[0], found.erasures)

    def begin_change(self) -> None:
        """Be of no use until ``reach``."""
        self.is_whole = False

    def reach(self, event: RecordedEvent) -> None:
        """Be the state after this event."""
        self.version, self.seen, self.is_whole = event.version, Seen.of(event, self.erasures), True


class KeptStates(Generic[S]):
    """Keeps the states used last, for any number of threads.

    Whoever takes a state has it alone until it is put back: no two threads change one, and nobody else gets to see it.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._states: OrderedDict[str, KnownState[S]] = OrderedDict()

    def take(self, stream: str) -> KnownState[S] | None:
        """Take the state of a stream; None where none is kept, or somebody has it."""
        with self._lock:
            return self._states.pop(stream, None)

    def put(self, stream: str, known: KnownState[S]) -> None:
        """Keep a state as the one used last, unless a later one was put here meanwhile, or changing this one failed."""
        if not known.is_whole or known.seen is None:
            return
        with self._lock:
            other = self._states.get(stream, known)
            self._states[stream] = max(known, other, key=lambda each: each.version)
            self._states.move_to_end(stream)
            if len(self._states) > self._most:
                self._states.popitem(last=False)
