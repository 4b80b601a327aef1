"""Snapshots of a desk: known states to and from what a store keeps of them."""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256
from typing import Generic, TypeVar

import pdflow
from pdflow.desk.kept_states import KnownState
from pdflow.kernel.messages import EVENTS
from pdflow.kernel.records import Aggregate
from pdflow.storage.codec import Codec
from pdflow.storage.json_values import named_fields, text
from pdflow.storage.snapshots import Snapshot

S = TypeVar("S", bound=Aggregate)


class SnapshotCodec(Generic[S]):
    """Writes and reads the snapshots of one kind of aggregate."""

    def __init__(self, codec: Codec[S]) -> None:
        self._codec = codec

    @cached_property
    def format(self) -> str:
        """What a snapshot depends on: the library, the form of the state, and the version of each of its events."""
        state = self._codec.decider.state
        events = sorted(
            (name, known.version) for name, known in EVENTS.items() if issubclass(state, known.type.aggregate)
        )
        return f"pdflow {pdflow.__version__}, state {state.format}, events {sha256(repr(events).encode()).hexdigest()}"

    def write(self, stream: str, known: KnownState[S]) -> Snapshot:
        """The snapshot of a state that is known."""
        data = {"last": known.last, **self._codec.state_to_dict(known.state)}
        return Snapshot(stream, known.version, known.erasures, self.format, json.dumps(data))

    def read(self, snapshot: Snapshot | None) -> KnownState[S] | None:
        """The state of a snapshot; None where it is of another format, or cannot be read."""
        if snapshot is None or snapshot.format != self.format:
            return None
        try:
            data = named_fields(json.loads(snapshot.data))
            last = text(data.pop("last"))
            state = self._codec.state_from_dict(data)
        except (ValueError, KeyError):
            return None
        return KnownState(state, snapshot.version, last, snapshot.erasures, snapshot.version)
