"""Odd values: what nobody means to enter, put anywhere into a command."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from random import Random
from typing import Any, Final
from zoneinfo import ZoneInfo

import attrs

from pdflow.kernel.fields import fields
from pdflow.kernel.messages import Command
from pdflow.policy import PROFILES, Policy

CHICAGO: Final = ZoneInfo("America/Chicago")
TEXTS: Final = (
    *("", " ", "\t\n", "\u200b", "a" * 200, "b" * 201, "=1+1", "-", "a;b", "<b>&", "{share}", "%s %d", "|", "\u202e"),
    *("\x00", "\ud800", "é" * 100, "ana", "kim", "tr1/s1", "x-ana", "0", "None", "\N{PARTY POPPER}"),
)
WHOLE: Final = (-60, -1, 0, 1, 2, 5, 6, 24, 100, 719, 720, 721, 1_440, 1_441, 10_000, 10**6, 10**9, 10**10, 2**63, True)
NUMBERS: Final = (-1.5, 0.0, 0.1, 29.561, 1e15, 2**60, 1e300, -1e300, float("nan"), float("inf"), 1, -0.0)
DAYS: Final = (date.min, date(1899, 12, 31), date(1900, 1, 1), date(2026, 2, 28), date(2199, 12, 31), date.max)
TIMES: Final = (
    datetime(1900, 1, 1, tzinfo=UTC),
    datetime(1900, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    datetime(2026, 3, 8, 2, 30, tzinfo=CHICAGO),
    datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=CHICAGO),
    datetime(2026, 9, 1, 9),  # noqa: DTZ001 (a time without a zone is one of the odd values)
    datetime(2199, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2199, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-12))),
    datetime.max.replace(tzinfo=UTC),
    datetime.min.replace(tzinfo=UTC),
)


def with_odd_values(command: Command[Any], random: Random) -> Command[Any]:
    """The command with one to three odd values, at any depth.

    Raises FieldError where the command's own checks refuse one of them.
    """
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        command = _with_odd_field(command, random)
    return command


def _with_odd_field(part: Any, random: Random) -> Any:
    chosen = random.choice(fields(type(part)))
    if chosen.name == "header":
        at = random.choice([*TIMES, part.header.at + timedelta(days=random.randrange(-400, 400))])
        return attrs.evolve(part, header=attrs.evolve(part.header, at=at))
    return attrs.evolve(part, **{chosen.name: _odd(getattr(part, chosen.name), random)})


def _odd(value: Any, random: Random) -> Any:
    match value:
        case Policy():
            return _odd_policy(random)
        case bool() | None:
            return random.choice((None, True, False, 0, "", (), date(2026, 9, 1)))
        case Enum():
            return random.choice([*type(value), "unknown"])
        case str():
            return random.choice(TEXTS)
        case int():
            return random.choice(WHOLE)
        case float():
            return random.choice(NUMBERS)
        case datetime():
            return random.choice([*TIMES, value + timedelta(days=random.randrange(-400, 400))])
        case date():
            return random.choice([*DAYS, value + timedelta(days=random.randrange(-400, 400))])
        case tuple():
            return _odd_items(value, random)
        case frozenset():
            return frozenset(random.sample(sorted(value), random.randrange(len(value) + 1)))
    return _with_odd_field(value, random) if attrs.has(type(value)) else value


def _odd_items(items: tuple[Any, ...], random: Random) -> tuple[Any, ...]:
    if not items:
        return ("ana",)
    place = random.randrange(len(items))
    one_odd = (*items[:place], _odd(items[place], random), *items[place + 1 :])
    return random.choice(((), items * 2, items * 30, items[::-1], one_odd, one_odd, one_odd))


def _odd_policy(random: Random) -> Policy:
    policy = random.choice([*PROFILES.values()])
    chosen = random.choice(fields(Policy)[2:])
    value = getattr(policy, chosen.name)
    odd: Any = _odd(7 if value is None else value, random)
    return attrs.evolve(policy, name="odd", version=1, **{chosen.name: odd})
