"""Migration: whether a store's streams mean to the installed version of pdflow what they meant to a former one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

import attrs

from pdflow.errors import DecodeError
from pdflow.kernel.decider import Decider
from pdflow.storage.arguments import require_deciders, require_store
from pdflow.storage.codec import Codec
from pdflow.storage.digests import DIGITS, Digester
from pdflow.storage.event_store import EventStore, RecordedEvent
from pdflow.storage.json_values import JsonObject
from pdflow.storage.replay import GONE, Codecs, Replay, replay

PAGE: Final = 1000
"""Events of the feed read at a time."""
Recorded = tuple[list[str], JsonObject]
"""The digests of a stream's events, and those of the fields of its state."""


class Verdict(StrEnum):
    """What became of a stream."""

    SAME = "SAME"
    """It says the same as when its digests were recorded."""
    IN_ORDER = "IN_ORDER"
    """Nothing was recorded of it; it can be read, and every event is possible where it stands."""
    DIFFERS = "DIFFERS"
    """It says something else, or an event is not possible where it stands."""
    UNREADABLE = "UNREADABLE"
    """An event cannot be read, or the state cannot be kept as a document."""
    MISSING = "MISSING"
    """It was recorded, and there is no stream of this name: it was lost, or renamed since, as forgetting does."""


@attrs.frozen
class StreamCheck:
    """What became of one stream; it quotes no personal text."""

    stream: str
    verdict: Verdict
    version: int | None = None
    """Of the first event that differs or cannot be read; None where it is the state after them all."""
    problem: str = ""


def record(store: EventStore, deciders: Iterable[Decider[Any]]) -> JsonObject:
    """Digests of what the streams of a store say: kept as JSON before an upgrade, for ``check`` after it.

    A stream that cannot be read is left out. The names of streams may tell of people: delete the digests afterwards.

    Args:
        deciders: Those of all aggregates in the store, the host's own too.
    """
    require_store(store)
    codecs, digester = _codecs(deciders), Digester()
    replays = ((stream, replay(rows, codecs, digester)) for stream, rows in _streams(store))
    streams = {
        stream: {"events": "".join(made.digests), "fields": made.fields}
        for stream, made in replays
        if made.problem is None
    }
    return {"known": digester.known, "streams": streams}


def check(
    store: EventStore, deciders: Iterable[Decider[Any]], digests: Mapping[str, Any] | None = None
) -> Iterator[StreamCheck]:
    """Replay the streams of a store under the installed version, and say of one after the other what became of it.

    Every event has to be readable and, by the lifecycle, possible where it stands; and the state has to be the same
    when it is kept as a document and read again. What was recorded has to be as it was, but for what a later version
    added to it; what was appended, or erased, since is not compared. Streams that were recorded and are gone come last.

    Args:
        deciders: Those of all aggregates in the store, the host's own too.
        digests: What ``record`` gave under the former version.

    Raises:
        DecodeError: The digests are none.
        WrongType: The store is none, or the deciders are none.
    """
    require_store(store)
    known, before = _known_and_streams({"known": {}, "streams": {}} if digests is None else digests)
    codecs, digester = _codecs(deciders), Digester(known)
    return _checks(store, codecs, digester, before)


def _checks(
    store: EventStore, codecs: Codecs, digester: Digester, before: dict[str, Recorded]
) -> Iterator[StreamCheck]:
    left = dict(before)
    for stream, rows in _streams(store):
        yield _checked(stream, rows, codecs, digester, left.pop(stream, None))
    for stream in left:
        yield StreamCheck(stream, Verdict.MISSING, None, "there is no such stream")


def _codecs(deciders: Iterable[Decider[Any]]) -> Codecs:
    return {decider.name: Codec(decider) for decider in require_deciders(deciders)}


def _streams(store: EventStore) -> Iterator[tuple[str, Sequence[RecordedEvent]]]:
    """Every stream of a store with its events, in the order in which they began."""
    position = 0
    while rows := store.feed(after=position, limit=PAGE):
        for row in rows:
            if row.version == 1:
                yield row.stream, store.load(row.stream)
        position = rows[-1].position


def _known_and_streams(digests: Mapping[str, Any]) -> tuple[dict[str, list[str]], dict[str, Recorded]]:
    try:
        known, streams = digests["known"], digests["streams"]
        return dict(known), {name: (_split(each["events"]), dict(each["fields"])) for name, each in streams.items()}
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise DecodeError("digests", None, "", "not what record gave") from error


def _split(digests: str) -> list[str]:
    return [digests[place : place + DIGITS] for place in range(0, len(digests), DIGITS)]


def _checked(
    stream: str,
    rows: Sequence[RecordedEvent],
    codecs: Codecs,
    digester: Digester,
    before: Recorded | None,
) -> StreamCheck:
    now = replay(rows, codecs, digester, None if before is None else len(before[0]))
    problem = now.problem
    if problem is not None:
        verdict = Verdict.DIFFERS if problem.is_readable else Verdict.UNREADABLE
        return StreamCheck(stream, verdict, problem.version, problem.text)
    if before is None:
        return StreamCheck(stream, Verdict.IN_ORDER)
    return _compared(stream, now, *before)


def _compared(stream: str, now: Replay, events: Sequence[str], fields: JsonObject) -> StreamCheck:
    for version, then in enumerate(events, 1):
        today = now.digests[version - 1] if version <= len(now.digests) else ""
        if today != then and GONE not in (today, then):
            problem = "it says something else" if today else "there is no event of this version"
            return StreamCheck(stream, Verdict.DIFFERS, version, problem)
    other = sorted(name for name in fields.keys() | now.fields.keys() if fields.get(name) != now.fields.get(name))
    if other and GONE not in now.digests:
        return StreamCheck(stream, Verdict.DIFFERS, None, f"the state says something else: {', '.join(other)}")
    return StreamCheck(stream, Verdict.SAME)
