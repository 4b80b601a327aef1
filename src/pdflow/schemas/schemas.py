"""Schemas: JSON Schema 2020-12 for what the codec reads, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, TypeVar

from pdflow.audience import Audience
from pdflow.kernel.decider import Decider
from pdflow.language import ENGLISH, SHIPPED, Catalogue
from pdflow.policy import Policy
from pdflow.schemas.commands import command_object
from pdflow.schemas.definitions import Definitions
from pdflow.schemas.events import event_object, events_of
from pdflow.schemas.labels import Labels
from pdflow.schemas.named import command_named, event_named
from pdflow.schemas.states import state_object
from pdflow.storage.json_values import JsonObject

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
BASE: Final = "urn:pdflow:"
"""What begins every ``$id``, unless a host gives the address under which it serves them."""
DEFS: Final = "#/$defs/"
T = TypeVar("T")


def command_schema(
    decider: Decider[Any],
    command: str,
    *,
    language: str = ENGLISH,
    base: str = BASE,
    header: bool = True,
    texts: Catalogue = SHIPPED,
) -> JsonObject:
    """The schema of a command's JSON object, as ``Codec.command_from_dict`` reads it.

    Args:
        command: Its name, as ``Enrol`` or ``participation.Enrol``.
        language: The reader's language, a tag or a list as browsers send it.
        base: What begins its ``$id``.
        header: Whether the object holds the header; without it, as a form has it, the host makes one.
        texts: The host's own texts.

    Raises:
        UnknownCommand: There is no such command.
        WrongType: The command is no name, as when its class is given.
    """
    kind = command_named(decider, command)
    name = f"{decider.name}.{kind.__name__}"
    place = f"{base}{decider.name}/commands/{kind.__name__}"
    return _copied(_command(decider, name, Labels.in_language(language, texts), place, header))


def event_schema(
    decider: Decider[Any],
    event: str,
    *,
    reader: Audience | None = None,
    notes: bool = True,
    language: str = ENGLISH,
    base: str = BASE,
    texts: Catalogue = SHIPPED,
) -> JsonObject:
    """The schema of an event's JSON object in its present version, as ``Codec.event_to_dict`` writes it.

    Args:
        event: Its stored name, such as ``participation.enrolled``.
        reader: Leave out what this audience may not read; without one, nothing is left out.
        notes: Whether a reader gets personal notes.
        language: The reader's language, a tag or a list as browsers send it.
        base: What begins its ``$id``.
        texts: The host's own texts.

    Raises:
        UnknownEvent: There is no such event.
        WrongType: The event is no name, as when its class is given.
    """
    kind = event_named(decider, event)
    place = f"{base}{decider.name}/events/{event.removeprefix(f'{decider.name}.')}/{kind.version}"
    return _copied(_event(decider, event, Labels.in_language(language, texts), place, reader, notes))


def state_schema(
    decider: Decider[Any], *, language: str = ENGLISH, base: str = BASE, texts: Catalogue = SHIPPED
) -> JsonObject:
    """The schema of a state's document, as ``Codec.state_to_dict`` writes it."""
    place = f"{base}{decider.name}/state/{decider.state.format}"
    return _copied(_state(decider, Labels.in_language(language, texts), place))


def policy_schema(*, language: str = ENGLISH, base: str = BASE, texts: Catalogue = SHIPPED) -> JsonObject:
    """The schema of a policy: its name, its version and what differs from the full rule."""
    definitions = Definitions(Labels.in_language(language, texts), DEFS)
    definitions.schema_of(Policy)
    return _copied(_document(definitions.made, "Policy", f"{base}policy"))


def schemas(
    decider: Decider[Any],
    *,
    language: str = ENGLISH,
    refs: str = DEFS,
    header: bool = True,
    texts: Catalogue = SHIPPED,
) -> dict[str, JsonObject]:
    """Every schema of an aggregate's commands and events by name, and those of the values that they share.

    Args:
        language: The reader's language, a tag or a list as browsers send it.
        refs: Where the schemas will stand for one another, such as ``#/components/schemas/`` in an OpenAPI document.
        header: Whether commands hold their header.
        texts: The host's own texts.
    """
    return _copied(_made(decider, Labels.in_language(language, texts), refs, header))


@lru_cache(maxsize=64)
def _made(decider: Decider[Any], labels: Labels, refs: str, header: bool) -> dict[str, JsonObject]:
    """The schemas of an aggregate's commands and events, which nobody may change."""
    definitions = Definitions(labels, refs)
    found = {
        f"{decider.name}.{name}": command_object(decider.name, kind, definitions, header=header)
        for name, kind in decider.commands.items()
    }
    found |= {name: event_object(kind, definitions) for name, kind in events_of(decider).items()}
    return {**found, **definitions.made}


@lru_cache(maxsize=1024)
def _command(decider: Decider[Any], name: str, labels: Labels, place: str, header: bool) -> JsonObject:
    """The schema of a command, which nobody may change."""
    return _document(_made(decider, labels, DEFS, header), name, place)


@lru_cache(maxsize=1024)
def _event(
    decider: Decider[Any], event: str, labels: Labels, place: str, reader: Audience | None, notes: bool
) -> JsonObject:
    """The schema of an event, which nobody may change."""
    definitions = Definitions(labels, DEFS, reader=reader, notes=notes)
    return _document({"": event_object(events_of(decider)[event], definitions), **definitions.made}, "", place)


@lru_cache(maxsize=64)
def _state(decider: Decider[Any], labels: Labels, place: str) -> JsonObject:
    """The schema of a state, which nobody may change."""
    definitions = Definitions(labels, DEFS, limited=False)
    return _document({"": state_object(decider, definitions), **definitions.made}, "", place)


def _copied(made: T) -> T:
    """A copy of JSON values that its reader may change."""
    copied: T = json.loads(json.dumps(made))
    return copied


def _document(known: Mapping[str, JsonObject], name: str, place: str) -> JsonObject:
    """One schema with those that it refers to, at any depth."""
    needed = dict.fromkeys(_referred_to(known[name]))
    for each in (waiting := [*needed]):
        new = [other for other in _referred_to(known[each]) if other not in needed]
        needed |= dict.fromkeys(new)
        waiting += new
    defs = {"$defs": {each: known[each] for each in sorted(needed)}} if needed else {}
    return {"$schema": DIALECT, "$id": place, **known[name], **defs}


def _referred_to(schema: object) -> list[str]:
    """The names of the definitions that a schema refers to."""
    if isinstance(schema, list):
        return [name for each in schema for name in _referred_to(each)]
    if not isinstance(schema, dict):
        return []
    own = [schema["$ref"].removeprefix(DEFS)] if isinstance(schema.get("$ref"), str) else []
    return own + [name for each in schema.values() for name in _referred_to(each)]
