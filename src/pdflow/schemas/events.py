"""Events: the schema of what happened, as a reader of the feed gets it."""

from __future__ import annotations

from typing import Any

from pdflow.audience import audiences, personal
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import AnyEvent
from pdflow.schemas.commands import header_properties
from pdflow.schemas.definitions import Definitions, closed_object, is_required
from pdflow.storage.json_values import JsonObject, UuidText


def events_of(decider: Decider[Any]) -> dict[str, type[AnyEvent]]:
    """Every event that the commands of an aggregate lead to, by its stored name; a host's own among them."""
    return {event.name: event for move in decider.table.moves for event in move.events}


def event_object(kind: type[AnyEvent], definitions: Definitions) -> JsonObject:
    """The schema of an event's JSON object, in the present version of its data.

    Each field says in ``x-audience`` who may read it. Notes may be missing, since they can be erased.
    """
    readers, reader = audiences(kind), definitions.reader
    shown = [name for name in readers if reader is None or reader.may_read(readers[name])]
    own = {
        name: schema | {"x-audience": str(readers[name])}
        for name, schema in definitions.properties_of(kind).items()
        if name in shown
    }
    signed = header_properties("command_id", definitions) if "header" in shown else {}
    properties: dict[str, JsonObject] = {
        "event": {"const": kind.name},
        "version": {"const": kind.version},
        "id": {**definitions.labels.of_field("Event", "id"), **definitions.schema_of(UuidText)},
        **signed,
        **own,
    }
    required = [name for name in own if is_required(kind, name) and name not in personal(kind)]
    return {
        "title": definitions.labels.of_code(f"event.{kind.name}"),
        **closed_object(properties, ["event", "version", *signed, *required]),
    }
