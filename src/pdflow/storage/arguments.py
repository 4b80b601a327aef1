"""Arguments: whether what a host gives is a store, or the deciders of one."""

from __future__ import annotations

from collections.abc import Iterable
from inspect import iscoroutinefunction
from typing import Any

from pdflow.errors import OutOfRange, WrongType
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import NameLimit


def require_store(store: object, *, is_async: bool = False) -> None:
    """Raise WrongType for what is no store, or one of the other kind."""
    append = getattr(store, "append_all", None)
    if not callable(append) or iscoroutinefunction(append) is not is_async:
        raise WrongType("store", store, "an AsyncEventStore" if is_async else "an EventStore, such as an SqliteStore,")


def require_deciders(deciders: object) -> list[Decider[Any]]:
    """The deciders as a list. Raises WrongType for one alone, and for what is none."""
    found = [*deciders] if isinstance(deciders, Iterable) else None
    if found is None or not all(isinstance(each, Decider) for each in found):
        raise WrongType("deciders", deciders, "several deciders, as in a list,")
    return found


def require_person(person: object) -> None:
    """Raise WrongType or OutOfRange for what is not the id of a person."""
    if not isinstance(person, str):
        raise WrongType("person", person, "the id of a person")
    if not NameLimit().allows(person):
        raise OutOfRange("person", person, str(NameLimit()))
