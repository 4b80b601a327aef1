"""The command or event that a caller names."""

from __future__ import annotations

from typing import Any

from pdflow.errors import UnknownEvent, WrongType
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import AnyEvent, Command
from pdflow.schemas.events import events_of


def command_named(decider: Decider[Any], command: str) -> type[Command[Any]]:
    """The command of this name, with or without that of its aggregate: ``Enrol`` or ``participation.Enrol``.

    Raises:
        UnknownCommand: There is no such command.
        WrongType: It is no name.
    """
    if not isinstance(command, str):
        raise WrongType("command", command, "a name such as Enrol")
    return decider.command_named(f"{decider.name}.{command.removeprefix(f'{decider.name}.')}")


def event_named(decider: Decider[Any], event: str) -> type[AnyEvent]:
    """The event of this stored name.

    Raises:
        UnknownEvent: There is no such event.
        WrongType: It is no name.
    """
    if not isinstance(event, str):
        raise WrongType("event", event, f"a stored name such as {next(iter(events_of(decider)))}")
    kind = events_of(decider).get(event)
    if kind is None:
        raise UnknownEvent(event, None, "", f"no event of {decider.name}")
    return kind
