"""Choices: what each field of a command that names something may name now, with the words for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import IdOf, types_of
from pdflow.kernel.header import Header
from pdflow.kernel.messages import AnyCommand
from pdflow.kernel.records import Aggregate
from pdflow.language import ENGLISH, SHIPPED, Catalogue, Names, name_of
from pdflow.schemas.named import command_named
from pdflow.storage.json_values import JsonObject

S = TypeVar("S", bound=Aggregate)
Choices = Mapping[str, Mapping[str, str]]
"""By the place of a field, such as ``step`` or ``focus.on``, the words of each id that may be chosen."""


def choices(
    decider: Decider[S],
    state: S,
    command: str,
    header: Header,
    *,
    language: str = ENGLISH,
    reader: str | None = None,
    names: Names | None = None,
    texts: Catalogue = SHIPPED,
) -> dict[str, dict[str, str]]:
    """What each field of a command that names something may name now: the words of each id, those recorded last first.

    Args:
        command: Its name, as ``CompleteActionStep``.
        header: Who asks, and when it happened: what is dated later cannot be chosen.
        language: The reader's language, a tag or a list as browsers send it.
        reader: The role of whoever reads; the participant and the coach read what is for the pair.
        names: The host's names by id, of people, sites and sessions.
        texts: The host's own texts.

    Raises:
        UnknownCommand: There is no such command.
        WrongType: The command is no name, as when its class is given.
    """
    kind = command_named(decider, command)
    describe = partial(texts.describe, state, language=language, reader=reader, names=names)
    found = {}
    for place, ids in decider.choices(state, kind, header).items():
        what = _named_in(kind, place)
        if what in ("record", "session", "outcome"):
            found[place] = {id: describe(id, kind=what) for id in ids}
        else:
            found[place] = {id: name_of(names, id) for id in ids}
    return found


def with_choices(schema: JsonObject, choices: Choices) -> JsonObject:
    """The schema of a command whose fields take only what may be chosen, each id with its words as a title."""
    properties = dict(schema["properties"])
    for place, words in choices.items():
        field, _, part = place.partition(".")
        properties[field] = _limited(properties[field], words, part)
    return {**schema, "properties": properties}


def _named_in(kind: type[AnyCommand], place: str) -> str:
    """What a field names: a record, unless its type says of what its ids are."""
    marks: tuple[Any, ...] = getattr(types_of(kind)[place.partition(".")[0]], "__metadata__", ())
    return next((mark.kind for mark in marks if isinstance(mark, IdOf)), "record")


def _limited(schema: JsonObject, words: Mapping[str, str], part: str) -> JsonObject:
    if "items" in schema:
        items = schema["items"]
        within = {**items, "properties": {part: _one_of(words)}} if part else items | _one_of(words)
        return {**schema, "items": within}
    if "null" in schema["type"]:
        return {**schema, "oneOf": [*_members(words), {"type": "null"}]}
    return schema | _one_of(words)


def _one_of(words: Mapping[str, str]) -> JsonObject:
    return {"oneOf": _members(words)} if words else {"not": {}}


def _members(words: Mapping[str, str]) -> list[JsonObject]:
    return [{"const": id, "title": title} for id, title in words.items()]
