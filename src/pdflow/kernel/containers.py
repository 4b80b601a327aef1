"""Containers: which fields of a state hold one, so that a copy of the state gets its own."""

from __future__ import annotations

from collections.abc import MutableMapping, MutableSequence, MutableSet
from types import UnionType
from typing import Annotated, Final, Union, get_args, get_origin

CONTAINERS: Final = (MutableMapping, MutableSequence, MutableSet)


def holds_container(hint: object) -> str:
    """Whether a field of this type holds a container ``ALWAYS``, ``PERHAPS``, as a union does, or ``NEVER``."""
    plain = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    kind = get_origin(plain) or plain
    if kind in (Union, UnionType):
        return "NEVER" if all(holds_container(part) == "NEVER" for part in get_args(plain)) else "PERHAPS"
    return "ALWAYS" if isinstance(kind, type) and issubclass(kind, CONTAINERS) else "NEVER"
