"""The feed's document: an AsyncAPI 3 description of the events that a host sends on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdflow.audience import Audience
from pdflow.kernel.decider import Decider
from pdflow.language import ENGLISH, SHIPPED, Catalogue
from pdflow.schemas.definitions import Definitions
from pdflow.schemas.events import event_object, events_of
from pdflow.schemas.labels import Labels
from pdflow.storage.json_values import JsonObject


def feed_document(
    deciders: Iterable[Decider[Any]],
    *,
    title: str,
    version: str,
    reader: Audience | None = None,
    notes: bool = True,
    language: str = ENGLISH,
    texts: Catalogue = SHIPPED,
) -> JsonObject:
    """An AsyncAPI 3 document: a channel for each aggregate, and each event of it as ``event_to_dict`` gives it.

    Args:
        deciders: Those of the aggregates whose events are sent.
        title: What the host calls its feed.
        version: The host's own version of it.
        reader: Whom the host sends them to: what this audience may not read is left out.
        notes: Whether a reader gets personal notes.
        language: The reader's language, a tag or a list as browsers send it.
        texts: The host's own texts.
    """
    definitions = Definitions(Labels.in_language(language, texts), "#/components/schemas/", reader=reader, notes=notes)
    known = {decider.name: events_of(decider) for decider in deciders}
    payloads = {name: event_object(kind, definitions) for kinds in known.values() for name, kind in kinds.items()}
    return {
        "asyncapi": "3.0.0",
        "info": {"title": title, "version": version},
        "defaultContentType": "application/json",
        "channels": {name: _channel(name, kinds, definitions.labels) for name, kinds in known.items()},
        "operations": {f"send_{name}": {"action": "send", "channel": {"$ref": f"#/channels/{name}"}} for name in known},
        "components": {
            "messages": {name: _message(name, payload) for name, payload in payloads.items()},
            "schemas": {**payloads, **definitions.made},
        },
    }


def _channel(aggregate: str, events: Iterable[str], labels: Labels) -> JsonObject:
    messages = {name: {"$ref": f"#/components/messages/{name}"} for name in events}
    return {"address": aggregate, **labels.of_field("State", aggregate), "messages": messages}


def _message(name: str, schema: JsonObject) -> JsonObject:
    return {"name": name, "title": schema["title"], "payload": {"$ref": f"#/components/schemas/{name}"}}
