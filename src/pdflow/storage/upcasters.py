"""Upcasters: stored data of an older version lifted, version by version, to the one of today."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.errors import DecodeError, UnknownVersion
from pdflow.kernel.messages import EventType, Upcaster
from pdflow.storage.json_values import JsonObject, named_fields


def upcasters_from(known: EventType, version: int) -> tuple[Upcaster, ...]:
    """What lifts this version of an event's data to that of today, one version each.

    Raises:
        UnknownVersion: The version is newer than this library, or is none.
    """
    name = known.type.name
    if version > known.version:
        raise UnknownVersion(name, version, "", f"written by a newer pdflow, this one reads up to {known.version}")
    if version < 1:
        raise UnknownVersion(name, version, "", "versions count from 1")
    return tuple([known.upcasters[older] for older in range(version, known.version)])


def lift(data: JsonObject, upcasters: Sequence[Upcaster], name: str, version: int) -> JsonObject:
    """The data after every upcaster. Raises DecodeError where one of them fails or gives no object."""
    try:
        for upcaster in upcasters:
            data = upcaster(data)
        return named_fields(data)
    except Exception as error:
        problem = f"cannot be lifted: {type(error).__name__} in an upcaster"
        raise DecodeError(name, version, "", problem) from error
