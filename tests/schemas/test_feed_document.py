"""The feed's document: AsyncAPI's own parser has nothing against it, and every event is in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.schemas.test_schemas import DECIDERS
from tests.validators import run_node

from pdflow.schemas import feed_document
from pdflow.schemas.events import events_of

CHECK = Path(__file__).with_name("feed_check.mjs")


def document(language: str = "en") -> dict[str, Any]:
    return feed_document(DECIDERS.values(), title="Feed of the district", version="1", language=language)


def check(feed: dict[str, Any]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run_node(CHECK, "@asyncapi/parser", json.dumps(feed)))
    return answer


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_parser_of_asyncapi_reads_every_event(language: str) -> None:
    every = sum(len(events_of(decider)) for decider in DECIDERS.values())
    assert check(document(language)) == {"problems": [], "channels": 3, "messages": every}


def test_the_parser_of_asyncapi_reports_a_message_that_is_not_there() -> None:
    broken = document()
    del broken["components"]["messages"]["cadre.member_nominated"]
    assert check(broken)["problems"]


def test_each_event_is_a_message_of_its_aggregate() -> None:
    feed = document("es")
    assert {name: [*channel["messages"]] for name, channel in feed["channels"].items()} == {
        name: [*events_of(decider)] for name, decider in DECIDERS.items()
    }
    for name, message in feed["components"]["messages"].items():
        assert message["payload"] == {"$ref": f"#/components/schemas/{name}"}
        assert name in feed["components"]["schemas"]
    assert feed["components"]["messages"]["participation.growth_area_identified"]["title"] != ""
