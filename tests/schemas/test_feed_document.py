"""The feed's document: AsyncAPI's own parser has nothing against it, and every event is in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from tests.schemas.test_schemas import DECIDERS

from pdflow.schemas import feed_document
from pdflow.schemas.events import events_of

CHECK = Path(__file__).with_name("feed_check.mjs")
PARSER = os.environ.get("ASYNCAPI_PARSER", "")
"""The folder in which ``npm install @asyncapi/parser`` was run."""


def document(language: str = "en") -> dict[str, Any]:
    return feed_document(DECIDERS.values(), title="Feed of the district", version="1", language=language)


def check(feed: dict[str, Any]) -> dict[str, Any]:
    node = shutil.which("node")
    if not node or not PARSER or not (Path(PARSER) / "node_modules" / "@asyncapi" / "parser").is_dir():
        pytest.skip("needs node, and the folder of an npm install @asyncapi/parser in ASYNCAPI_PARSER")
    asked = json.dumps(feed)
    found = subprocess.run([node, CHECK], input=asked, capture_output=True, text=True, check=True, timeout=120)
    answer: dict[str, Any] = json.loads(found.stdout)
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
