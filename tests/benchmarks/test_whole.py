"""What a whole participation costs, headers and commands made on the way, beside the same calls written by hand."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.benchmarks.by_hand.coaching import ByHand
from tests.benchmarks.story import command_id, commands, history, whole

from pdflow import Actor, Event, Header
from pdflow.participation import decider

STORY = [(command_id(f"command {number}"), ask) for number, ask in enumerate(whole())]


@pytest.fixture(autouse=True)
def group(benchmark: Any) -> None:
    benchmark.group, benchmark.extra_info["per"] = f"{len(STORY)} commands", len(STORY)


def test_with_pdflow(benchmark: Any) -> None:
    asked = [(id, kind, person, role, at, fields) for id, (kind, (person, role), at, fields) in STORY]

    def live() -> list[Event]:
        state, recorded = decider.state(), list[Event]()
        for id, kind, person, role, at, fields in asked:
            events = decider.decide(state, kind(Header(id, Actor(person, role), at), **fields))
            decider.fold(events, onto=state)
            recorded.extend(events)
        return recorded

    assert len(benchmark(live)) == len(history(commands(whole())))


def test_by_hand(benchmark: Any) -> None:
    methods = {kind: getattr(ByHand, re.sub("(?<!^)([A-Z])", r"_\1", kind.__name__).lower()) for _, (kind, *_) in STORY}
    asked = [(id, methods[kind], person, role, at, fields) for id, (kind, (person, role), at, fields) in STORY]

    def live() -> list[Any]:
        person = ByHand()
        for id, ask, by, role, at, fields in asked:
            ask(person, id, by, role, at, **fields)
        return person.events

    assert len(benchmark(live)) == len(history(commands(whole())))
