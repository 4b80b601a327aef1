"""Streams that a former build wrote are read for ever, and fold to the states they then had."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from typing import Any

import pytest
from tests.storage.golden import FOLDER

from pdflow import cadre, engagement, participation
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import RecordedEvent

CODECS: dict[str, Codec[Any]] = {
    module.decider.name: Codec(module.decider) for module in (participation, engagement, cadre)
}
FILES = sorted(FOLDER.glob("streams-*.jsonl.gz"))


def streams() -> list[Any]:
    """Every stream of every file, named by both."""
    return [
        pytest.param(stream, id=f"{file.name.split('.')[0]}-{stream['stream']}")
        for file in FILES
        for stream in map(json.loads, gzip.decompress(file.read_bytes()).splitlines())
    ]


def recorded(event: dict[str, Any]) -> RecordedEvent:
    times = {name: datetime.fromisoformat(event[name]) for name in ("occurred_at", "recorded_at")}
    return RecordedEvent(**event | times)


@pytest.mark.parametrize("stream", streams())
def test_a_stream_folds_to_the_state_it_came_with(stream: dict[str, Any]) -> None:
    codec = CODECS[stream["aggregate"]]
    rows = [recorded(event) for event in stream["events"]]
    state = codec.decider.fold(map(codec.from_row, rows))
    assert json.loads(json.dumps(codec.state_to_dict(state))) == stream["state"]


@pytest.mark.parametrize("stream", streams())
def test_the_events_of_a_stream_are_written_as_they_were(stream: dict[str, Any]) -> None:
    codec = CODECS[stream["aggregate"]]
    for row in map(recorded, stream["events"]):
        [again] = codec.to_rows([codec.from_row(row)])
        assert (again.type, again.type_version, again.command_id) == (row.type, row.type_version, row.command_id)
        assert (json.loads(again.data), again.notes) == (json.loads(row.data), row.notes)


def test_there_are_streams_of_every_aggregate() -> None:
    found = [stream.values[0] for stream in streams()]
    assert {stream["aggregate"] for stream in found} == CODECS.keys()
    assert sum(len(stream["events"]) for stream in found) >= 1_930
