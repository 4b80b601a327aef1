"""Streams that a former build wrote are read for ever, and fold to the states they then had."""

from __future__ import annotations

import gzip
import json
from datetime import datetime
from typing import Any

import pytest
from tests.storage.golden import FOLDER

from pdflow import cadre, engagement, participation
from pdflow.audience import personal
from pdflow.kernel.messages import EVENTS
from pdflow.policy_upcasters import with_former_rules
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import NewEvent, RecordedEvent

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


def lifted(values: Any) -> Any:
    """Values with every policy at the rules that it then had."""
    return {**values, **with_former_rules(values)} if "policy" in values else values


@pytest.mark.parametrize("stream", streams())
def test_a_stream_folds_to_the_state_it_came_with(stream: dict[str, Any]) -> None:
    codec = CODECS[stream["aggregate"]]
    rows = [recorded(event) for event in stream["events"]]
    state = json.loads(json.dumps(codec.state_to_dict(codec.decider.fold(map(codec.from_row, rows)))))["state"]
    then = lifted(stream["state"]["state"])
    then.pop("ground", None)  # a note today, which no state keeps
    assert kept_of(then, state) == then


def kept_of(then: Any, now: Any) -> Any:
    """What a value of today has of a former one: records may have got more fields since."""
    if isinstance(then, dict) and isinstance(now, dict):
        return {name: kept_of(value, now.get(name)) for name, value in then.items()}
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        return [kept_of(*pair) for pair in zip(then, now, strict=True)]
    return now


@pytest.mark.parametrize("stream", streams())
def test_the_events_of_a_stream_are_written_as_they_were(stream: dict[str, Any]) -> None:
    codec = CODECS[stream["aggregate"]]
    for row in map(recorded, stream["events"]):
        event = codec.from_row(row)
        [again] = codec.to_rows([event])
        assert (again.type, again.type_version, again.command_id) == (row.type, event.version, row.command_id)
        then = whole(row)
        for version in range(row.type_version, event.version):
            then = EVENTS[row.type].upcasters[version](then)
        assert whole(again) == {name: then[name] for name in then if then[name] or name not in personal(type(event))}


def whole(row: NewEvent) -> dict[str, Any]:
    """The data of a row with its notes: a later version may keep as a note what was none."""
    values: dict[str, Any] = {**json.loads(row.data), **json.loads(row.notes or "{}")}
    return values


def test_there_are_streams_of_every_aggregate() -> None:
    found = [stream.values[0] for stream in streams()]
    assert {stream["aggregate"] for stream in found} == CODECS.keys()
    assert sum(len(stream["events"]) for stream in found) >= 1_930
