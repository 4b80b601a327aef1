"""Lookups: what is worked out of a state once, and kept for as long as the records that it was made of stay the same.

No event rewrites another's entry: a record is added under a name of its own, voided, or leaves the state with others.
So a state in which the containers of records, and what is voided, are as long as before has the same in them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import wraps
from itertools import islice
from typing import Any, TypeVar

from pdflow.kernel import codegen
from pdflow.kernel.fields import RecordId

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)


class HasLookups:
    """A state's room for its lookups: no field, so that they are neither stored nor compared. Copies share answers."""

    __slots__ = ("_lookups",)
    _lookups: dict[Callable[..., Any], tuple[Any, ...]]


def lookup(*read: str | Callable[[Any], object]) -> Callable[[Callable[[S], T]], Callable[[S], T]]:
    """Keep what a function makes of a state until something that it reads has changed.

    Args:
        read: The fields of containers that the function reads, which change in length; of a ledger that records leave
            otherwise than by being voided, also one that grows whenever they do. Of what else it reads, another lookup.
    """
    return lambda make: wraps(make, updated=())(codegen.kept(make, ("voided", *read)))


def latest_by(ledger: Callable[[S], dict[RecordId, R]], key: Callable[[R], K]) -> Callable[[S], Mapping[K, RecordId]]:
    """The name of the latest record of each kind; what is new in the ledger is added to what was known.

    Args:
        ledger: The records, which leave the state by being voided only.
        key: What a record has in common with those that it supersedes.
    """

    def look(state: Any) -> Mapping[K, RecordId]:
        records, voided = ledger(state), len(state.voided)
        try:
            known = state._lookups.get(look)
        except AttributeError:
            state._lookups, known = {}, None
        if known is not None and known[0] == voided:
            _, size, found = known
            if size == len(records):
                return found  # type: ignore[no-any-return]
            added = [*islice(reversed(records.items()), len(records) - size)]
            found = found | {key(record): name for name, record in reversed(added)}
        else:
            found = {key(record): name for name, record in records.items()}
        state._lookups[look] = voided, len(records), found
        return found  # type: ignore[no-any-return]

    return look
