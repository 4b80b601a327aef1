"""A chapter of a host's own: what it has to be, and which guards of all commands it is spared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pdflow.kernel.guards import StateGuard
from pdflow.kernel.lifecycle import Move
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate

CommonGuards = Mapping[StateGuard[Any], frozenset[type[Command[Any]]]]
"""The guards that all commands are asked, each with the commands that it spares."""


def check_chapter(
    chapter: Iterable[Move[Any]],
    state: type[Aggregate],
    aggregate: str,
    known_state: type[Aggregate],
    known_commands: Collection[str],
) -> None:
    """Check that a chapter fits an aggregate.

    Args:
        chapter: The rows of the host's commands.
        state: The host's own form of the state.
        aggregate: The aggregate's name.
        known_state: The state that the aggregate has without the chapter.
        known_commands: The names of the commands that it has without it.

    Raises:
        TypeError: The state is of another aggregate, a move leads to a phase, or a command is known already.
    """
    if not issubclass(state, known_state):
        raise TypeError(f"{state.__name__} is no subclass of {known_state.__name__}")
    for row in chapter:
        name = row.command.__name__
        if row.to:
            raise TypeError(f"{name}: a chapter of a host's own leads to no other phase")
        if name in known_commands:
            raise TypeError(f"{name}: {aggregate} has a command of this name")


def with_spared(
    guards: CommonGuards, spared: Mapping[str, Iterable[type[Command[Any]]]]
) -> dict[StateGuard[Any], frozenset[type[Command[Any]]]]:
    """The guards that all commands are asked, sparing these too.

    Args:
        guards: The guards.
        spared: By the code of a guard, the commands that it does not ask.

    Raises:
        TypeError: No guard of this code is asked of all commands.
    """
    found = {**guards}
    for code, commands in spared.items():
        asked = [guard for guard in found if guard.code == code]
        if not asked:
            raise TypeError(f"{code}: no guard of this code is asked of all commands")
        found |= {guard: found[guard] | {*commands} for guard in asked}
    return found
