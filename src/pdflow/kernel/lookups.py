"""Lookups: what is worked out of a state once, and kept for as long as the records that it was made of stay the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pdflow.kernel import codegen

S = TypeVar("S")
T = TypeVar("T")


class HasLookups:
    """A state's room for its lookups: no field, so that they are neither stored, nor compared, nor copied."""

    __slots__ = ("_lookups",)
    _lookups: dict[Callable[..., Any], tuple[tuple[int, ...], Any]]


def lookup(*sized: str) -> Callable[[Callable[[S], T]], Callable[[S], T]]:
    """Keep what a function makes of a state until something that it reads has changed.

    No event rewrites another's entry: a record is added under a name of its own, voided, or leaves with others. So a
    state of which these fields, and what is voided, are as long as before has the same in them.

    Args:
        sized: The fields that the function reads, each a container that only grows but for voids; with those whose
            records leave it, a further one that grows whenever they do.
    """
    return lambda make: codegen.kept(make, ("voided", *sized))
