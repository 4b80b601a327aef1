"""What the agenda has for each aggregate: found by a state, a host's own included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from pdflow.errors import WrongType
from pdflow.kernel.records import Aggregate

T = TypeVar("T")


def of_aggregate(by_aggregate: Mapping[type[Aggregate], T], state: Aggregate) -> T:
    """What there is for the aggregate of a state; a host's own state counts as the one it extends.

    Raises:
        WrongType: It is no state of an aggregate.
    """
    for kind in type(state).__mro__:
        if kind in by_aggregate:
            return by_aggregate[kind]
    raise WrongType("state", state, "the state of a participation, an engagement or a cadre member")
