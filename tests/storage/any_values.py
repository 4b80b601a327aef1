"""Hypothesis strategies for any value of a type that pdflow declares, read off its fields."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from hypothesis import strategies as st

from pdflow import (
    PROFILES,
    Actor,
    Header,
    Policy,
)
from pdflow.kernel.fields import Between, Limit, types_of
from pdflow.kernel.messages import Message

samples = ["¡sí! 学校 👩🏽‍🏫", "null", '"}', "2026-09-01"]
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8) | st.sampled_from(samples)
names = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z"]), min_size=1, max_size=8)
names |= st.sampled_from(samples)
offsets = st.sampled_from([0, -300, 345, 840]).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=offsets)  # noqa: DTZ001
headers = st.builds(Header, st.uuids(), st.builds(Actor, names, names), moments)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    NoneType: st.none(),
    str: texts,
    int: st.integers(min_value=0),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    datetime: moments,
    Policy: st.sampled_from([*PROFILES.values()]),
    Header: headers,
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of this type."""
    if kind in PLAIN:
        return PLAIN[kind]
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return limited(*inner)
    if origin in (Union, UnionType):
        return st.one_of(map(values, inner))
    if origin is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple) if ... in inner else st.tuples(*map(values, inner))
    if origin in (set, frozenset):
        return st.sets(values(inner[0]), max_size=3).map(origin)
    if origin is dict:
        return st.dictionaries(values(inner[0]), values(inner[1]), max_size=3)
    return st.sampled_from(kind) if issubclass(kind, Enum) else objects(kind)


def limited(kind: Any, *marks: Any) -> st.SearchStrategy[Any]:
    """Any value of this type that its marks allow."""
    limits = [mark for mark in marks if isinstance(mark, Limit)]
    for limit in limits:
        if isinstance(limit, Between):
            return st.integers(limit.least, limit.most)
    return names if limits and kind is str else values(kind)


def objects(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Any object of this class, whether the workflow could make it or not."""
    given = {name: values(hint) for name, hint in types_of(kind).items() if name != "header"}
    header = [headers] if issubclass(kind, Message) else []
    return st.builds(kind, *header, **given)
