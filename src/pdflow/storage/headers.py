"""Headers as JSON objects carry them, and as the rows of a store do."""

from __future__ import annotations

from datetime import datetime, timezone
from json.encoder import encode_basestring_ascii as quoted
from sys import intern

import attrs

from pdflow.errors import DecodeError, FieldError, NaiveTime, describe
from pdflow.kernel.fields import FIRST_YEAR, LAST_YEAR, with_fixed_offset, within_years
from pdflow.kernel.header import Actor, Header, is_uuid, stored_header
from pdflow.storage.decoding import decode
from pdflow.storage.event_store import NewEvent
from pdflow.storage.json_values import JsonObject, UuidText, utc_text


@attrs.frozen
class _By:
    person: str
    role: str


@attrs.frozen
class _Signature:
    """A header as a JSON object carries it."""

    id: UuidText
    by: _By
    at: datetime


def header_to_dict(header: Header, id: str = "id") -> JsonObject:
    """A header as fields of a JSON object, its id under this name."""
    by = {"person": header.by.person, "role": str(header.by.role)}
    return {id: header.id, "by": by, "at": header.at.isoformat()}


def instant_header_text(header: Header) -> str:
    """The JSON text of a header's object with its names in order, and of its time the instant."""
    by = f'{{"person": {quoted(header.by.person)}, "role": {quoted(str(header.by.role))}}}'
    return f'{{"at": "{utc_text(header.at)}", "by": {by}, "id": "{header.id}"}}'


def take_header(data: JsonObject, name: str, version: int | None) -> Header:
    """Take a header out of a JSON object: an event's, with a version, or a command's. Raises DecodeError."""
    found = {field.name: data.pop(field.name) for field in attrs.fields(_Signature) if field.name in data}
    signature: _Signature = decode(_Signature, found, name, version)
    by = signature.by
    if version is not None:
        return stored_header(signature.id, by.person, by.role, within_years(with_fixed_offset(signature.at)))
    try:
        return Header(signature.id, Actor(by.person, by.role), signature.at)
    except FieldError as error:
        raise DecodeError(name, version, error.place.removeprefix("header."), error.describe_problem()) from error


def header_of(row: NewEvent) -> Header:
    """The header of a stored event. Raises DecodeError."""
    id, at = row.command_id, row.occurred_at
    if not is_uuid(id):
        raise DecodeError(row.type, row.type_version, "command_id", f"not a UUID in its usual form: {describe(id)}")
    if at.tzinfo is None:
        raise DecodeError(row.type, row.type_version, "occurred_at", str(NaiveTime("header.at", at)))
    if type(at.tzinfo) is not timezone or not FIRST_YEAR <= at.year <= LAST_YEAR:
        at = within_years(with_fixed_offset(at))
    return stored_header(id, intern(row.actor), row.role, at)
