"""Policies: what a policy's JSON object may say, in an event or state, and in a command that asks for one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pdflow.policy import BOUNDS, PROFILES, Policy
from pdflow.storage.converters import writer
from pdflow.storage.json_values import JsonObject

ALWAYS = ["name", "version"]
"""The fields that a policy always has; of the others those that it lacks are as in the full rule."""


def policy_schema_of(properties: Mapping[str, JsonObject]) -> JsonObject:
    """A policy: its name, its version and what differs from the full rule, each number within its bounds.

    A name and a version alone are a profile's.
    """
    bounded = {name: schema | _bounds(name) for name, schema in properties.items()}
    for name in ALWAYS:
        bounded[name].pop("default", None)
    is_own = {"minProperties": len(ALWAYS) + 1}
    return {
        "type": "object",
        "properties": bounded,
        "required": ALWAYS,
        "additionalProperties": False,
        "anyOf": [is_own, *({"properties": each} for each in _names_of_profiles())],
    }


def asked_policy_schema(policy: JsonObject, default: JsonObject | None) -> JsonObject:
    """A policy that a command asks for: a profile by its name and version, or one of the host's own.

    Args:
        policy: The schema of any policy, or what refers to it.
        default: The profile where none is asked for, with all that it says.
    """
    profiles: list[JsonObject] = [
        {"title": named["name"], "enum": [named, *([whole] if whole != named else [])]} for named, whole in _profiles()
    ]
    taken = [{"properties": each, "required": ALWAYS} for each in _names_of_profiles()]
    own = {**policy, "minProperties": len(ALWAYS) + 1, "not": {"anyOf": taken}}
    named = {} if default is None else {"default": {name: default[name] for name in ALWAYS}}
    return {"anyOf": [*profiles, own], **named}


def _names_of_profiles() -> list[JsonObject]:
    return [{key: {"const": value} for key, value in named.items()} for named, _ in _profiles()]


@cache
def _profiles() -> tuple[tuple[JsonObject, JsonObject], ...]:
    """Each profile by its name and version, and with all that it says."""
    write = writer(Policy)
    return tuple(({"name": each.name, "version": each.version}, write(each)) for each in PROFILES.values())


def _bounds(name: str) -> JsonObject:
    if name not in BOUNDS:
        return {}
    least, most = BOUNDS[name]
    return {"minimum": least, "maximum": most}
