"""The SDKs of CloudEvents read every message, write it again the same, and refuse each planted fault."""

import json
import os
import subprocess
from typing import Any

import pytest
from tests.exchange.xapi.statements import example_year
from tests.validators import NODE_MODULES, node_package

from pdflow import Audience
from pdflow.exchange.cloudevents import CloudEvents
from pdflow.storage.json_values import JsonObject

JAVASCRIPT = """
const { CloudEvent } = require('cloudevents');
for (const line of require('fs').readFileSync(0, 'utf8').trim().split('\\n')) {
  try {
    console.log(JSON.stringify(new CloudEvent(JSON.parse(line), true).toJSON()));
  } catch (error) {
    console.log('null');
  }
}
"""


def year(audience: Audience) -> list[JsonObject]:
    return [*CloudEvents(example_year(), "https://pd.example.org", audience=audience)]


def read_by_python(messages: list[JsonObject]) -> list[JsonObject | None]:
    """What the Python SDK makes of each message; None where it refuses it."""
    pytest.importorskip("cloudevents.core", reason="the package cloudevents is not installed")
    from cloudevents.core.exceptions import CloudEventValidationError
    from cloudevents.core.formats.json import JSONFormat
    from cloudevents.core.v1.event import CloudEvent

    def read(message: JsonObject) -> JsonObject | None:
        try:
            event = JSONFormat().read(CloudEvent, json.dumps(message))
        except (CloudEventValidationError, ValueError):
            return None
        written: JsonObject = json.loads(JSONFormat().write(event))
        return written

    return [read(message) for message in messages]


def read_by_javascript(messages: list[JsonObject]) -> list[JsonObject | None]:
    """What the JavaScript SDK makes of each message; None where it refuses it."""
    node_package("cloudevents")
    asked = subprocess.run(
        ["node", "-e", JAVASCRIPT],
        input="\n".join(map(json.dumps, messages)),
        env={**os.environ, "NODE_PATH": str(NODE_MODULES)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert asked.returncode == 0, asked.stderr
    return [json.loads(line) for line in asked.stdout.splitlines()]


SDKS = {"python": read_by_python, "javascript": read_by_javascript}


def comparable(read: JsonObject | None, sent: JsonObject) -> Any:
    """A message with its time as both SDKs may write it; to one that has none they add the present moment."""
    assert read is not None
    time = read["time"].removesuffix("Z").removesuffix("+00:00").removesuffix(".000") if "time" in sent else ""
    return {**read, "time": time}


@pytest.mark.parametrize("sdk", SDKS)
@pytest.mark.parametrize("audience", [Audience.ALL, Audience.TEAM, Audience.PAIR])
def test_an_sdk_reads_every_message_and_writes_it_the_same(sdk: str, audience: Audience) -> None:
    sent = year(audience)
    assert [*map(comparable, SDKS[sdk](sent), sent)] == [*map(comparable, sent, sent)]


def planted(name: str, value: Any) -> JsonObject:
    """A message with one attribute replaced, added, or left out."""
    message = year(Audience.TEAM)[0]
    if value is None:
        del message[name]
        return message
    return {**message, name: value}


BOTH = frozenset(SDKS)
PYTHON = frozenset({"python"})
FAULTS: dict[str, tuple[JsonObject, frozenset[str]]] = {
    "no source": (planted("source", None), BOTH),
    "an empty source": (planted("source", ""), BOTH),
    "no type": (planted("type", None), BOTH),
    "another version of the specification": (planted("specversion", "9.9"), PYTHON),
    "an empty subject": (planted("subject", ""), BOTH),
    "an extension with an underscore": (planted("stream_version", 1), BOTH),
    "an extension in capitals": (planted("streamVersion", 1), BOTH),
    "a time without an offset": (planted("time", "2026-09-01T08:00:00"), PYTHON),
}


@pytest.mark.parametrize("sdk", SDKS)
def test_an_sdk_refuses_the_planted_faults(sdk: str) -> None:
    verdicts = SDKS[sdk]([message for message, _ in FAULTS.values()])
    refused = {name for name, verdict in zip(FAULTS, verdicts, strict=True) if verdict is None}
    assert refused == {name for name, (_, refusing) in FAULTS.items() if sdk in refusing}
