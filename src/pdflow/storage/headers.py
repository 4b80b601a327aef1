"""Headers as JSON objects carry them, and as the rows of a store do."""

from __future__ import annotations

from datetime import datetime

import attrs

from pdflow.errors import DecodeError, FieldError
from pdflow.kernel.header import Actor, Header
from pdflow.storage.decoding import decode
from pdflow.storage.event_store import NewEvent
from pdflow.storage.json_values import JsonObject, UuidText


@attrs.frozen
class _Signature:
    """A header as a JSON object carries it."""

    id: UuidText
    by: Actor
    at: datetime


def header_to_dict(header: Header, id: str = "id") -> JsonObject:
    """A header as fields of a JSON object, its id under this name."""
    by = {"person": header.by.person, "role": str(header.by.role)}
    return {id: header.id, "by": by, "at": header.at.isoformat()}


def take_header(data: JsonObject, name: str, version: int | None) -> Header:
    """Take a header out of a JSON object. Raises DecodeError."""
    found = {field.name: data.pop(field.name) for field in attrs.fields(_Signature) if field.name in data}
    signature: _Signature = decode(_Signature, found, name, version)
    return Header(signature.id, signature.by, signature.at)


def header_of(row: NewEvent) -> Header:
    """The header of a stored event. Raises DecodeError."""
    try:
        return Header(row.command_id, Actor(row.actor, row.role), row.occurred_at)
    except FieldError as error:
        field = "command_id" if error.place == "header.id" else "occurred_at"
        raise DecodeError(row.type, row.type_version, field, str(error)) from error
