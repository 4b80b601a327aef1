"""Present values: what a state holds now of what a command replaces, for its form to start with."""

from __future__ import annotations

from typing import TypeVar

from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields, types_of
from pdflow.kernel.header import Header
from pdflow.kernel.records import Aggregate
from pdflow.storage.converters import converter
from pdflow.storage.json_values import JsonObject

S = TypeVar("S", bound=Aggregate)


def present_values(decider: Decider[S], state: S, command: str, header: Header) -> JsonObject:
    """The values that a command would replace, by its fields, as JSON values: given again, they change nothing.

    They are for whoever may give the command. A command that adds something has none.

    Args:
        command: Its name, as ``BriefParticipant``.
        header: Who asks, and when it happens.

    Raises:
        UnknownCommand: There is no such command.
    """
    kind = decider.command_named(f"{decider.name}.{command.removeprefix(f'{decider.name}.')}")
    write, hints = converter(detailed=False).unstructure, types_of(kind)
    held = {field.name: field.metadata["restates"] for field in fields(kind) if "restates" in field.metadata}
    return {name: write(of(state, header.at), unstructure_as=hints[name]) for name, of in held.items()}
