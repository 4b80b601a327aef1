"""What replay costs beside its floor: bare json.loads and cattrs of the same events, each in one text, unchecked."""

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from cattrs.preconf.json import make_converter
from tests.benchmarks.story import commands, history, whole

from pdflow import Event
from pdflow.kernel.rights import Right
from pdflow.participation import Participation, decider
from pdflow.storage.codec import Codec

EVENTS = history(commands(whole()))
codec = Codec(decider)


@pytest.fixture(autouse=True)
def group(benchmark: Any) -> None:
    benchmark.group = f"replay of {len(EVENTS)} events"


def bare(*, detailed_validation: bool) -> Callable[[], list[Event]]:
    """What turns each event's text, its header and notes within, into the event, with cattrs as it comes."""
    for kind in {type(event) for event in EVENTS}:
        attrs.resolve_types(kind, localns={"Right": Right})
    converter = make_converter(detailed_validation=detailed_validation)
    stored = [(json.dumps(converter.unstructure(event)), type(event)) for event in EVENTS]
    return lambda: [converter.structure(json.loads(text), kind) for text, kind in stored]


def test_decode_and_fold(benchmark: Any) -> None:
    rows = codec.to_rows(EVENTS)
    state = benchmark(lambda: decider.fold(map(codec.from_row, rows)))
    assert state == decider.fold(EVENTS)


def test_decode(benchmark: Any) -> None:
    rows = codec.to_rows(EVENTS)
    assert benchmark(lambda: [codec.from_row(row) for row in rows]) == EVENTS


def test_bare_json_and_cattrs(benchmark: Any) -> None:
    assert benchmark(bare(detailed_validation=False)) == EVENTS


def test_bare_json_and_cattrs_as_it_comes(benchmark: Any) -> None:
    assert benchmark(bare(detailed_validation=True)) == EVENTS


def test_fold(benchmark: Any) -> None:
    assert benchmark(lambda: decider.fold(EVENTS)) == decider.fold(EVENTS)


def test_encode_and_read_back(benchmark: Any) -> None:
    assert len(benchmark(lambda: codec.to_rows(EVENTS))) == len(EVENTS)


def test_read_a_document(benchmark: Any) -> None:
    state = decider.fold(EVENTS)
    text = json.dumps(codec.state_to_dict(state))
    read: Participation = benchmark(lambda: codec.state_from_dict(json.loads(text)))
    assert read == state
