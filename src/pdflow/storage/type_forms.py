"""Forms of types: what kind of value a type hint asks for."""

from __future__ import annotations

from collections.abc import Callable
from types import GenericAlias, NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pdflow.kernel.fields import Between


def is_a(*bases: type) -> Callable[[object], bool]:
    """A test whether a type is a class derived from one of these."""
    return lambda kind: isinstance(kind, type) and issubclass(kind, bases)


def made_of(*origins: object) -> Callable[[object], bool]:
    """A test whether a type is one of these containers, with the types of its items."""
    return lambda kind: get_origin(kind) in origins


def is_optional(kind: object) -> bool:
    """Whether a type allows one other type, or None."""
    return get_origin(kind) in (Union, UnionType) and len(get_args(kind)) == 2 and NoneType in get_args(kind)


def not_none(kind: object) -> Any:
    """The other type of an optional one."""
    [inner] = [arg for arg in get_args(kind) if arg is not NoneType]
    return inner


def bounds_of(kind: object) -> list[Between]:
    """Between what the whole numbers of a type are, where its marks say so."""
    return [mark for mark in getattr(kind, "__metadata__", ()) if isinstance(mark, Between)]


def is_bounded(kind: object) -> bool:
    """Whether a type is of whole numbers with a least and a most."""
    return bool(bounds_of(kind))


def pairs_of(kind: object) -> Any:
    """The type of a dictionary's items as a tuple of pairs."""
    return GenericAlias(tuple, (GenericAlias(tuple, get_args(kind)), ...))
