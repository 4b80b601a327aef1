"""Streams as a store holds them, for values that a former build kept and no command may have."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Any, Final

import attrs
from tests.cadre import corpus as members
from tests.engagement import corpus as engagements
from tests.participation import corpus as participations
from tests.robustness import readers
from tests.storage import golden

from pdflow import Actor, Header, Role
from pdflow.kernel.fields import types_of
from pdflow.kernel.messages import EVENTS
from pdflow.storage.event_store import NewEvent

CORPORA: Final[dict[str, Any]] = {"participation": participations, "engagement": engagements, "cadre": members}
AT: Final = datetime(2026, 10, 1, tzinfo=UTC)


def fields_that(holds: Callable[[Any], bool], aggregate: str) -> Iterator[tuple[str, str]]:
    """The fields of an aggregate's events whose types hold something, each with the stored name of its event."""
    for name, known in EVENTS.items():
        if name.startswith(f"{aggregate}."):
            hints = {field: hint for field, hint in types_of(known.type).items() if field != "header"}
            yield from ((name, field) for field, hint in hints.items() if holds(hint))


@cache
def stored_streams(aggregate: str) -> list[list[NewEvent]]:
    """The shorter streams of a corpus, as rows."""
    corpus = CORPORA[aggregate]
    streams = [history.events for history in corpus.corpus() if 10 <= len(history.events) <= 100]
    return [readers.CODECS[aggregate].to_rows(events) for events in sorted(streams, key=len)]


def stream_with(aggregate: str, name: str) -> list[NewEvent]:
    """The shortest of those that has an event of this name; where none has, the longest, with one at its end."""
    streams = stored_streams(aggregate)
    found = next((rows for rows in streams if any(row.type == name for row in rows)), None)
    present = [row for row in golden.rows() if row.type == name and row.type_version == EVENTS[name].type.version]
    return found or [*streams[-1], *present]


def altered(rows: list[NewEvent], name: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> list[NewEvent]:
    """The same rows, the stored values of each event of this name changed."""
    return [
        attrs.evolve(row, data=json.dumps(change(json.loads(row.data)))) if row.type == name else row for row in rows
    ]


def ask_everything(aggregate: str, rows: list[NewEvent]) -> None:
    """Decode a stream as it was stored, fold it, and have everything read it."""
    codec, decider = readers.CODECS[aggregate], readers.DECIDERS[aggregate]
    events = tuple(map(codec.from_row, rows))
    state = decider.fold(events)
    header = Header("00000000-0000-4000-8000-00000000ffff", Actor("cora", Role.COORDINATOR), AT)
    readers.stored_and_read_again(aggregate, state, events)
    readers.lists_and_options(aggregate, state, events, header)
    readers.routes(aggregate, state, header, Random(1))
    readers.pages(aggregate, state, events)
    readers.the_relay(aggregate, events)
