"""Changes: a command with a field or two changed to something a person might put there by mistake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import Any, Final, TypeVar

import attrs

from pdflow.errors import OutOfRange
from pdflow.kernel.declare import Command, fields
from pdflow.kernel.records import Aggregate

C = TypeVar("C", bound=Command)
T = TypeVar("T")


def changed(command: C, random: Random, state: Aggregate, former: Sequence[Command] = ()) -> C:
    """The command with a field or two changed, at times to what a former command said there.

    A command that says nothing but its header stays as it is.
    """
    said = fields(type(command))[1:]
    for field in random.sample(said, min(len(said), random.choice((1, 1, 2)))):
        kind = type(getattr(command, field.name))
        told = [value for other in former if type(value := getattr(other, field.name, ())) is kind is not tuple]
        value = random.choice(told) if told and random.random() < 0.3 else _other(command, field, random, state)
        command = with_field(command, **{field.name: value})
    return command


def with_field(told: T, /, **values: Any) -> T:
    """The same command, or part of one, but for these fields."""
    evolve: Callable[..., T] = attrs.evolve
    return evolve(told, **values)


def _other(told: object, field: attrs.Attribute[Any], random: Random, state: Aggregate) -> Any:
    value, kind = getattr(told, field.name), str(field.type)
    if field.name == "requirement":
        return random.choice([*sorted(state.requirements), "unknown"])
    if value is not None:
        return None if "None" in kind and random.random() < 0.2 else _another(value, random, state)
    if "names" in field.metadata:
        return _name("", random, state)
    return _day(told.at.date(), random, state) if isinstance(told, Command) and "date" in kind else None


def _another(value: Any, random: Random, state: Aggregate) -> Any:
    for kind, change in _CHANGES:
        if isinstance(value, kind):
            return change(value, random, state)
    if not attrs.has(type(value)):
        return value
    part = random.choice(fields(type(value)))
    try:
        return with_field(value, **{part.name: _other(value, part, random, state)})
    except OutOfRange:
        return value


def _name(value: str, random: Random, state: Aggregate) -> str:
    """A name that stands somewhere, one that was voided, or one that stands nowhere."""
    names: list[str] = [name for ledger in state.ledgers for name in getattr(state, ledger)]
    voided = sorted(state.voided)
    return random.choice([*random.sample(names, min(2, len(names))), *voided[-1:], "unknown", ""])


def _day(value: date, random: Random, state: Aggregate) -> date:
    return value + timedelta(days=random.randrange(-200, 200))


def _items(value: tuple[Any, ...], random: Random, state: Aggregate) -> tuple[Any, ...]:
    """Nothing, the same twice, or one item changed."""
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
