"""Changes: commands with a field or two changed to a value that a person might enter by mistake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from enum import Enum
from random import Random
from types import NoneType
from typing import Any, Final, TypeVar, get_args

import attrs

from pdflow.errors import FieldError
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import fields, types_of
from pdflow.kernel.messages import Command
from pdflow.kernel.records import Aggregate

C = TypeVar("C", bound=Command[Any])
S = TypeVar("S", bound=Aggregate)
T = TypeVar("T")


def changed(command: C, random: Random, decider: Decider[S], state: S, former: Sequence[Command[Any]] = ()) -> C:
    """Change a field or two of a command, at times to the value of a former command.

    A command with no field but its header stays as it is, and so does one whose field does not allow the new value.
    """
    changeable = fields(type(command))[1:]
    for field in random.sample(changeable, min(len(changeable), random.choice((1, 1, 2)))):
        value: Any = getattr(command, field.name)
        kind = type(value)
        used = [known for other in former if type(known := getattr(other, field.name, ())) is kind is not tuple]
        if "requirement" in field.metadata:
            value = random.choice([*sorted(decider.table.waivable), "unknown"])
        elif used and random.random() < 0.3:
            value = random.choice(used)
        else:
            value = another_value(command, field, random, state)
        with suppress(FieldError):
            command = with_field(command, **{field.name: value})
    return command


def with_field(part: T, /, **values: Any) -> T:
    """Copy a command, or part of one, with other values in these fields."""
    evolve: Callable[..., T] = attrs.evolve
    return evolve(part, **values)


def another_value(part: object, field: attrs.Attribute[Any], random: Random, state: Aggregate) -> Any:
    """A value that a person might enter in a field by mistake."""
    value, kinds = getattr(part, field.name), get_args(types_of(type(part))[field.name])
    if value is not None:
        return None if NoneType in kinds and random.random() < 0.2 else _another(value, random, state)
    if "names" in field.metadata:
        return _name("", random, state)
    return _day(part.at.date(), random, state) if isinstance(part, Command) and date in kinds else None


def _another(value: Any, random: Random, state: Aggregate) -> Any:
    for kind, change in _CHANGES:
        if isinstance(value, kind):
            return change(value, random, state)
    if not attrs.has(type(value)):
        return value
    part = random.choice(fields(type(value)))
    try:
        return with_field(value, **{part.name: another_value(value, part, random, state)})
    except FieldError:
        return value


def _name(value: str, random: Random, state: Aggregate) -> str:
    """A record's name, a voided one, an unknown one, or an empty text."""
    names: list[str] = [name for ledger in state.ledgers for name in getattr(state, ledger)]
    voided = sorted(state.voided)
    return random.choice([*random.sample(names, min(2, len(names))), *voided[-1:], "unknown", ""])


def _day(value: date, random: Random, state: Aggregate) -> date:
    return value + timedelta(days=random.randrange(-200, 200))


def _items(value: tuple[Any, ...], random: Random, state: Aggregate) -> tuple[Any, ...]:
    """No items, all items twice, or one item changed."""
    if not value or random.random() < 0.4:
        return random.choice([(), value * 2])
    place = random.randrange(len(value))
    return (*value[:place], _another(value[place], random, state), *value[place + 1 :])


_CHANGES: Final[tuple[tuple[type, Callable[[Any, Random, Aggregate], Any]], ...]] = (
    (bool, lambda value, random, state: not value),
    (Enum, lambda value, random, state: random.choice([*value.__class__])),
    (str, _name),
    (int, lambda value, random, state: random.choice([0, 1, 2 * value])),
    (float, lambda value, random, state: random.choice([0.0, value / 2])),
    (date, _day),
    (tuple, _items),
    (frozenset, lambda value, random, state: frozenset(random.sample(sorted(value), len(value) // 2))),
)
