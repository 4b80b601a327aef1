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
from pdflow.storage.event_store import Seen
from pdflow.storage.json_values import moment, named_fields, text, text_or_none, whole, with_whole_texts
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

    def write(self, stream: str, known: KnownState[S], seen: Seen) -> Snapshot:
        """The snapshot of a state that is known up to the seen end of its stream."""
        end = [seen.id, seen.position, seen.recorded_at.isoformat(), seen.fingerprint]
        data = {"seen": end, **self._codec.state_to_dict(known.state)}
        return Snapshot(stream, known.version, seen.erasures, self.format, json.dumps(data))

    def read(self, snapshot: Snapshot | None) -> KnownState[S] | None:
        """The state of a snapshot; None where it is of another format, or cannot be read."""
        if snapshot is None or snapshot.format != self.format:
            return None
        try:
            data = named_fields(with_whole_texts(json.loads(snapshot.data), snapshot.data))
            id, position, recorded_at, fingerprint = data.pop("seen")
            seen = Seen(text(id), whole(position), moment(recorded_at), text_or_none(fingerprint), snapshot.erasures)
            state = self._codec.state_from_dict(data)
        except (TypeError, ValueError, KeyError):
            return None
        return KnownState(state, snapshot.version, seen, snapshot.erasures, snapshot.version)
