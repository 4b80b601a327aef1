"""The history of a stream in words, each event as far as its reader may read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import attrs

from pdflow.audience import Audience, pair_of
from pdflow.contrib.django.texts import ReaderWords
from pdflow.desk import Desk
from pdflow.documents import Reader
from pdflow.errors import DecodeError
from pdflow.kernel.messages import AnyEvent
from pdflow.kernel.records import Aggregate
from pdflow.storage.event_store import ERASED, RecordedEvent


@attrs.frozen
class HistoryLine:
    """One event of a history: what happened, when, through whom, and its fields by their labels."""

    version: int
    what: str
    by: str
    occurred_at: datetime
    recorded_at: datetime
    fields: Sequence[tuple[str, str]] = ()
    problem: str = ""
    """Why the event cannot be read; empty where it can."""


def history_of(
    rows: Sequence[RecordedEvent], desks: Sequence[Desk[Any]], reader: Reader, *, notes: bool
) -> list[HistoryLine]:
    """The lines of one stream's history.

    What is for the pair of a record is shown to that pair only, whatever the reader's audience.

    Args:
        rows: All events of the stream.
        desks: Of which one reads this kind of stream.
        reader: Who reads.
        notes: Whether they may read personal notes, where these are for them.
    """
    by_name = {desk.decider.name: desk for desk in desks}
    kinds = (row.type.partition(".")[0] for row in rows)
    desk = next((by_name[kind] for kind in kinds if kind in by_name), None)
    return [*_lines(rows, desk, reader, notes)]


def _lines(rows: Sequence[RecordedEvent], desk: Desk[Any] | None, reader: Reader, notes: bool) -> Iterator[HistoryLine]:
    state = None if desk is None else desk.decider.state()
    words = ReaderWords(reader)
    for row in rows:
        line = HistoryLine(row.version, words.event(row.type), words.actor(row), row.occurred_at, row.recorded_at)
        if desk is None or state is None or row.type == ERASED:
            yield line
            continue
        try:
            event = desk.codec.from_row(row)
        except DecodeError as error:
            yield attrs.evolve(line, problem=str(error))
            continue
        known = _names(state)
        state = desk.decider.fold([event], onto=state)
        audience = _audience(event, state, reader)
        values = desk.codec.event_to_dict(event, reader=audience, notes=notes)
        described = attrs.evolve(words, state=state, made=_names(state) - known, audience=audience)
        yield attrs.evolve(line, fields=described.fields(type(event), values))


def _names(state: Aggregate) -> set[str]:
    """The names of all records, and of their parts."""
    return {name for id, record in state.records() for name in (id, *record.parts)}


def _audience(event: AnyEvent, state: Aggregate, reader: Reader) -> Audience:
    """What a reader may read of one event: of what is for the pair, only the pair of its record."""
    if reader.audience is not Audience.PAIR:
        return reader.audience
    pair = pair_of(event, state) if hasattr(state, "person") else {event.by.person}
    return Audience.PAIR if reader.person in pair else Audience.TEAM
