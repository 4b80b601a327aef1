"""Statements: one fact in the form of xAPI, valid under 1.0.3 and 2.0."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

import attrs

from pdflow.exchange.timestamps import rfc3339
from pdflow.exchange.xapi.vocabulary import ActivityType, Verb
from pdflow.storage.json_values import JsonObject


@attrs.frozen
class Draft:
    """A statement without its id; of several that one event leads to, each has a part of its own."""

    actor: JsonObject
    verb: Verb
    object: JsonObject
    at: datetime
    context: JsonObject = attrs.field(factory=dict)
    result: JsonObject = attrs.field(factory=dict)
    part: str = ""

    def statement(self, id: str) -> JsonObject:
        """The statement under this id."""
        more = {name: value for name, value in (("result", self.result), ("context", self.context)) if value}
        return {
            "id": id,
            "actor": self.actor,
            "verb": {"id": self.verb.value, "display": {"en": self.verb.display}},
            "object": self.object,
            **more,
            "timestamp": timestamp(self.at),
        }


def derived_id(id: str, purpose: str) -> str:
    """A UUID that follows from another: always the same, so that whoever gets it again knows it."""
    return str(uuid5(UUID(id), purpose))


def timestamp(at: datetime) -> str:
    """A moment to the millisecond, which is what every store keeps, with its offset from UTC."""
    return rfc3339(at, "milliseconds" if at.microsecond >= 1000 else "seconds")


def duration(minutes: int) -> str:
    """Minutes as ISO 8601 writes them in whole hours and minutes: PT1H30M, never PT1.5H."""
    hours, rest = divmod(minutes, 60)
    return f"PT{hours}H{rest}M" if hours and rest else f"PT{hours}H" if hours else f"PT{rest}M"


def activities(**lists: Sequence[JsonObject]) -> JsonObject:
    """The activities of a context: always lists, as some stores insist."""
    found = {name: [*each] for name, each in lists.items() if each}
    return {"contextActivities": found} if found else {}


def recipe(id: str) -> JsonObject:
    """The recipe that a statement follows, for the category of its context."""
    return {"objectType": "Activity", "id": id, "definition": {"type": ActivityType.RECIPE.value}}


def without_nothing(**fields: Any) -> JsonObject:
    """The fields that have a value: xAPI allows no null."""
    return {name: value for name, value in fields.items() if value is not None}


def extensions(values: Mapping[str, object]) -> JsonObject | None:
    """The extensions that have a value, or None."""
    found = {name: value for name, value in values.items() if value not in (None, [])}
    return found or None
