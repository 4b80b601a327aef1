"""Module attributes: the place of a value that a module holds, by which it is pickled rather than by what it is."""

from __future__ import annotations

import sys
from importlib import import_module

Place = tuple[str, str]
"""A module and the name of an attribute of it."""


def place_of(value: object) -> Place:
    """A place where a module holds this very value; the main program's only where no other does.

    Raises PicklingError where none does.
    """
    modules = sorted(sys.modules.items(), key=lambda module: module[0] == "__main__")
    for module, content in modules:
        for name, held in [*getattr(content, "__dict__", {}).items()]:
            if held is value:
                return module, name
    from pickle import PicklingError

    raise PicklingError(f"this {type(value).__name__} is held by no module: give it a name in one")


def attribute(module: str, name: str) -> object:
    """What a module holds under this name."""
    return getattr(import_module(module), name)
