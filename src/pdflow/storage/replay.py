"""Replay: the events of one stream read and applied one after the other, up to the first that cannot be."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

import attrs

from pdflow.errors import DecodeError
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import AnyEvent
from pdflow.kernel.records import Aggregate
from pdflow.storage.codec import Codec
from pdflow.storage.digests import DIGITS, Digester
from pdflow.storage.event_store import ERASED, RecordedEvent

GONE = "-" * DIGITS
"""What stands for the digest of an event that was erased."""
FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What applying an event raises where those before it are not those it was recorded after."""
Codecs = Mapping[str, Codec[Any]]


class StreamProblem(Exception):
    """What is wrong with an event of a stream, or with its state where ``version`` is None."""

    def __init__(self, version: int | None, text: str, *, is_readable: bool = False) -> None:
        super().__init__(text)
        self.version, self.text, self.is_readable = version, text, is_readable


@attrs.define
class Replay:
    """What a stream says: the digests of its events, and those of its state's fields after the last to be compared."""

    digests: list[str] = attrs.field(factory=list)
    fields: dict[str, str] = attrs.field(factory=dict)
    problem: StreamProblem | None = None


def replay(rows: Sequence[RecordedEvent], codecs: Codecs, digester: Digester, compared: int | None = None) -> Replay:
    """Read and apply the events of a stream; what was erased counts for nothing.

    Args:
        codecs: By the names of the aggregates.
        compared: After so many events the state is to be compared; without it, after the last.
    """
    gone = sum(row.type == ERASED for row in rows)
    made, live = Replay([GONE] * gone), rows[gone:]
    try:
        _require_all_versions(rows)
        if live:
            last = len(rows) if compared is None else compared
            _replay(live, _codec_of(live[0], codecs), digester, made, last)
    except StreamProblem as problem:
        made.problem = problem
    return made


def _replay(rows: Sequence[RecordedEvent], codec: Codec[Any], digester: Digester, made: Replay, last: int) -> None:
    state = codec.decider.state()
    for _, of_command in groupby(rows, key=attrgetter("command_id")):
        before, events, version = state.phase, list[AnyEvent](), 0
        for row in of_command:
            version = row.version
            events.append(_applied(row, codec, state))
            made.digests.append(digester.of_event(events[-1], state))
            if version == last:
                made.fields = digester.of_fields(state)
        _require_possible(codec.decider, before, events, state.phase, version)
    _require_document(codec, state)


def _require_all_versions(rows: Sequence[RecordedEvent]) -> None:
    for version, row in enumerate(rows, 1):
        if row.version != version:
            raise StreamProblem(version, "there is no event of this version", is_readable=True)


def _codec_of(row: RecordedEvent, codecs: Codecs) -> Codec[Any]:
    aggregate = row.type.rpartition(".")[0]
    if aggregate not in codecs:
        raise StreamProblem(row.version, f"{row.type}: no decider of {aggregate or 'its aggregate'} was given")
    return codecs[aggregate]


def _applied(row: RecordedEvent, codec: Codec[Any], state: Aggregate) -> AnyEvent:
    try:
        event = codec.from_row(row)
    except DecodeError as error:
        error.stream = None  # whoever checks names it
        raise StreamProblem(row.version, str(error)) from error
    try:
        codec.decider.fold([event], onto=state)
    except FAILURES as error:
        raise StreamProblem(row.version, f"{row.type} cannot be applied: {type(error).__name__}") from error
    return event


def _require_possible(decider: Decider[Any], before: str, events: Sequence[AnyEvent], after: str, version: int) -> None:
    """Raise StreamProblem unless some move of the lifecycle leads to these events, and to this phase."""
    kinds = {type(event) for event in events}
    if any(before in phases and kinds <= of and after in (to or (before,)) for phases, to, of in _ways(decider)):
        return
    names = ", ".join(sorted(event.name for event in events))
    raise StreamProblem(version, f"no move leads from {before} to {after} by {names}", is_readable=True)


@cache
def _ways(decider: Decider[Any]) -> tuple[tuple[Sequence[str], Sequence[str], frozenset[type[AnyEvent]]], ...]:
    """Of every move, the phases it leads from and to, and its events."""
    return tuple([(move.phases, move.to, frozenset(move.events)) for move in decider.table.moves])


def _require_document(codec: Codec[Any], state: Aggregate) -> None:
    """Raise StreamProblem unless the state is the same when it is kept as a document and read again."""
    try:
        again = codec.state_from_dict(json.loads(json.dumps(codec.state_to_dict(state))))
    except DecodeError as error:
        raise StreamProblem(None, f"the state cannot be kept as a document: {error}") from error
    if again != state:
        raise StreamProblem(None, "the state is another when it is kept as a document and read again")
