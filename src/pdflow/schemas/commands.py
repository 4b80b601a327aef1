"""Commands: the schema of what a form or a queue sends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import attrs

from pdflow.kernel.fields import fields, types_of
from pdflow.kernel.header import Actor
from pdflow.kernel.messages import AnyCommand
from pdflow.policy import AskedPolicy
from pdflow.schemas.definitions import Definitions, closed_object, is_required
from pdflow.schemas.policies import asked_policy_schema
from pdflow.storage.json_values import JsonObject, UuidText


def command_object(aggregate: str, kind: type[AnyCommand], definitions: Definitions, *, header: bool) -> JsonObject:
    """The schema of a command's JSON object.

    Args:
        aggregate: The name of the aggregate, which begins that of the command.
        header: Whether the object holds the header's ``id``, ``by`` and ``at``, or these are given apart.
    """
    own = {field.name: _with_marks(schema, field) for field, schema in _described(kind, definitions)}
    required = [name for name in own if is_required(kind, name)]
    signed = header_properties("id", definitions) if header else {}
    properties = {"command": {"const": f"{aggregate}.{kind.__name__}"}, **signed, **own}
    return {
        "title": definitions.labels.of_code(f"command.{kind.__name__}"),
        **closed_object(properties, ["command", *signed, *required]),
    }


def header_properties(id: str, definitions: Definitions) -> dict[str, JsonObject]:
    """The schemas of a header's fields, its id under this name."""
    kinds = {id: UuidText, "by": Actor, "at": datetime}
    return {
        name: {**definitions.labels.of_field("Header", name), **definitions.schema_of(hint)}
        for name, hint in kinds.items()
    }


def _described(kind: type[AnyCommand], definitions: Definitions) -> Iterator[tuple[attrs.Attribute[Any], JsonObject]]:
    properties, hints = definitions.properties_of(kind), types_of(kind)
    for field in fields(kind)[1:]:
        schema = properties[field.name]
        if "key" in field.metadata:
            schema |= definitions.labels.of_key(kind.__name__, field.name)
        if hints[field.name] == AskedPolicy:
            schema |= asked_policy_schema({"$ref": schema.pop("$ref")}, schema.get("default"))
        yield field, schema


def _with_marks(schema: JsonObject, field: attrs.Attribute[Any]) -> JsonObject:
    """The schema with what its field is marked with: which records it names, or what it makes."""
    if "key" in field.metadata:
        return {**schema, "x-makes": field.metadata["key"]}
    ledgers, _, each, *_ = field.metadata.get("names", ((), None, None))
    if "among" in field.metadata:
        ledgers = ("record",)
    known = {"x-names": list(ledgers)} if ledgers and "x-names" not in schema else {}
    return {**schema, **known} | ({"x-each": each} if each else {})
