"""Present values: what a state holds now of what a command replaces, for its form to start with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, TypeVar

import attrs

from pdflow.errors import WrongType
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields, types_of
from pdflow.kernel.header import Header
from pdflow.kernel.records import Aggregate
from pdflow.schemas.named import command_named
from pdflow.storage.converters import converter
from pdflow.storage.json_values import JsonObject

S = TypeVar("S", bound=Aggregate)
NOTHING_NAMED: Final[Mapping[str, str]] = {}


def present_values(
    decider: Decider[S], state: S, command: str, header: Header, *, names: Mapping[str, str] = NOTHING_NAMED
) -> JsonObject:
    """The values that a command would replace, by its fields, as JSON values: given again, they say the same.

    They are for whoever may give the command. A command that adds something has none.

    Args:
        command: Its name, as ``BriefParticipant``.
        header: Who asks, and when it happens.
        names: By the field that names it, the record to be changed: of a ``MoveTask`` of the task ``t-1``,
            ``{"task": "t-1"}``. Without it, or where there is no such record, such a command has no values.

    Raises:
        UnknownCommand: There is no such command.
        WrongType: The command is no name, as when its class is given, or ``names`` has something else than texts.
    """
    kind = command_named(decider, command)
    for field, name in names.items():
        if not isinstance(name, str):
            raise WrongType(f"names[{field!r}]", name, "the name of a record")
    write, hints = converter(detailed=False).unstructure, types_of(kind)
    return {name: write(value, unstructure_as=hints[name]) for name, value in _held(kind, state, header, names)}


def _held(kind: type, state: Aggregate, header: Header, names: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
    for field in fields(kind):
        if "restates" in field.metadata:
            yield field.name, field.metadata["restates"](state, header.at)
        elif "restates_of" in field.metadata:
            naming, present = field.metadata["restates_of"]
            if naming in names and _is_on_record(kind, naming, state, names[naming]):
                yield field.name, present(state, names[naming])


def _is_on_record(kind: type, naming: str, state: Aggregate, name: str) -> bool:
    ledgers = attrs.fields_dict(kind)[naming].metadata["names"][0]
    return any(name in getattr(state, ledger) for ledger in ledgers)
