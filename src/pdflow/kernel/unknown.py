"""What a decider does not know: commands, names and events of others, each with what may have been meant."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pdflow.errors import UnknownCommand, UnknownEvent, did_you_mean
from pdflow.kernel.messages import Command, Event
from pdflow.kernel.records import Aggregate


def unknown_command(command: object, aggregate: str, state: type[Aggregate]) -> UnknownCommand:
    """The error for anything but a command of this aggregate."""
    if isinstance(command, type):
        name = command.__qualname__
        return UnknownCommand(name, None, "", f"a class: make a command of it, as {name}(header, ...)")
    kind = type(command)
    if not isinstance(command, Command):
        return unknown_kind(kind, aggregate)
    if issubclass(state, command.aggregate):
        return UnknownCommand(kind.__qualname__, None, "", f"no command of {aggregate}, but a subclass of one")
    problem = f"a command of {command.aggregate.__name__}, not of {aggregate}"
    return UnknownCommand(kind.__qualname__, None, "", problem)


def unknown_kind(kind: object, aggregate: str) -> UnknownCommand:
    """The error for a class that is no command of this aggregate."""
    return UnknownCommand(getattr(kind, "__qualname__", repr(kind)), None, "", f"no command of {aggregate}")


def unknown_name(name: str, aggregate: str, known: Iterable[str]) -> UnknownCommand:
    """The error for a name that no command of this aggregate has."""
    prefix, _, bare = name.rpartition(".")
    if prefix in ("", aggregate):
        near = did_you_mean(bare, known, f"{aggregate}.")
    else:
        near = f"; its commands begin with {aggregate}."
    return UnknownCommand(name, None, "command", f"no command of {aggregate}{near}")


def foreign_event(event: Event[Any], aggregate: str) -> UnknownEvent:
    """The error for an event of another aggregate."""
    problem = f"an event of {event.aggregate.__name__}, not of {aggregate}"
    return UnknownEvent(event.name, event.version, "", problem)
