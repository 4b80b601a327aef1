"""Hypothesis strategies for the JSON values that a schema allows, read off the schema alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

Schema = Mapping[str, Any]
Values = st.SearchStrategy[Any]

OFFSETS = st.sampled_from([0, -300, 345, 840]).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=OFFSETS)  # noqa: DTZ001
WITH_Z = MOMENTS.map(lambda at: at.astimezone(UTC)).filter(lambda at: 1900 <= at.year <= 2199)
FORMATS: Mapping[str, Values] = {
    "date": st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str),
    "date-time": MOMENTS.map(datetime.isoformat) | WITH_Z.map(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}Z"),
    "uuid": st.uuids().map(str) | st.uuids().map(lambda id: str(id).upper()),
}
EXACT = 2**53
"""Whole numbers beyond this are not all kept as they are."""


def values(schema: Schema, root: Schema | None = None) -> Values:
    """Any value that a schema allows; ``root`` is the document whose ``$defs`` it refers to."""
    root = schema if root is None else root
    if "$ref" in schema:
        allowed = values(root["$defs"][schema["$ref"].rpartition("/")[2]], root)
        return allowed.filter(lambda policy: _is_own(schema, policy)) if "not" in schema else allowed
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if "properties" in schema and "anyOf" in schema:
        return _objects(schema, root).filter(lambda policy: any(_fits(each, policy) for each in schema["anyOf"]))
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return st.one_of([values(each, root) for each in schema[several]])
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return st.one_of([OF_TYPE[kind](schema, root) for kind in kinds])


def _is_own(schema: Schema, policy: Mapping[str, Any]) -> bool:
    """Whether a policy has enough fields, and not the name and version of a profile."""
    named = ({name: each["const"] for name, each in ours["properties"].items()} for ours in schema["not"]["anyOf"])
    return len(policy) >= schema["minProperties"] and not any(profile.items() <= policy.items() for profile in named)


def _fits(schema: Schema, policy: Mapping[str, Any]) -> bool:
    """Whether a policy has enough fields, or the name and version of a profile."""
    named = {name: each["const"] for name, each in schema.get("properties", {}).items()}
    return len(policy) >= schema.get("minProperties", 0) and named.items() <= policy.items()


@st.composite
def _objects(draw: st.DrawFn, schema: Schema, root: Schema) -> dict[str, Any]:
    properties, required = schema["properties"], schema["required"]
    optional = [name for name in properties if name not in required]
    chosen = draw(st.lists(st.sampled_from(optional), max_size=4, unique=True)) if optional else []
    return {name: draw(values(properties[name], root)) for name in (*required, *chosen)}


def _arrays(schema: Schema, root: Schema) -> Values:
    if "prefixItems" in schema:
        return st.tuples(*[values(each, root) for each in schema["prefixItems"]]).map(list)
    items = schema["items"]
    unique: Callable[[Any], Any] | None = repr if schema.get("uniqueItems") else None
    if len(items.get("prefixItems", ())) == 2:
        unique = lambda pair: repr(pair[0])  # noqa: E731 (no name twice: the one rule that a schema cannot say)
    return st.lists(values(items, root), max_size=2, unique_by=unique)


def _texts(schema: Schema, root: Schema) -> Values:
    if "format" in schema:
        return FORMATS[schema["format"]]
    least, most = schema.get("minLength", 0), schema.get("maxLength", 12)
    texts = st.text(st.characters(codec="utf-8"), min_size=least, max_size=12) | st.just("x" * most)
    return texts.filter(lambda text: re.search(schema.get("pattern", ""), text))


OF_TYPE: Mapping[str, Callable[[Schema, Schema], Values]] = {
    "object": _objects,
    "array": _arrays,
    "string": _texts,
    "integer": lambda schema, _: st.integers(schema.get("minimum", -EXACT), schema.get("maximum", EXACT)),
    "number": lambda schema, _: (
        st.floats(schema.get("minimum"), schema.get("maximum"), allow_nan=False, allow_infinity=False)
        | st.integers(schema.get("minimum", -EXACT), schema.get("maximum", EXACT))
    ),
    "boolean": lambda _, __: st.booleans(),
    "null": lambda _, __: st.none(),
}


def outside(schema: Schema, value: Any, root: Schema) -> Iterator[Any]:
    """The value with one part of it just outside what its schema allows, each part in turn."""
    if "$ref" in schema:
        yield from outside(root["$defs"][schema["$ref"].rpartition("/")[2]], value, root)
    elif "anyOf" in schema and value is not None and len(schema["anyOf"]) == 2:
        yield from outside(schema["anyOf"][0], value, root)
    elif "oneOf" in schema or "const" in schema:
        yield from ("no such value", 7, [])
    elif isinstance(value, dict) and "properties" in schema:
        yield from _around_object(schema, value, root)
    elif isinstance(value, list) and "items" in schema:
        yield {"0": "not a list"}
        for place, each in enumerate(value):
            yield from ([*value[:place], bad, *value[place + 1 :]] for bad in outside(schema["items"], each, root))
    elif "type" in schema:
        yield from (bad for kind, around in AROUND.items() if kind in schema["type"] for bad in around(schema))


def _around_object(schema: Schema, value: Mapping[str, Any], root: Schema) -> Iterator[Any]:
    yield {**value, "no_such_field": 1}
    for name, each in value.items():
        yield from ({**value, name: bad} for bad in outside(schema["properties"][name], each, root))
        if name in schema["required"]:
            yield {other: kept for other, kept in value.items() if other != name}


def _around_text(schema: Schema) -> Iterator[Any]:
    yield from (7, ["text"], "nul\0")
    if "maxLength" in schema:
        yield from ("x" * (schema["maxLength"] + 1), "a line\n", "bell\x07", "\x9f")
    if schema.get("minLength"):
        yield ""
    day = schema.get("format") in ("date", "date-time")
    time = "T08:00:00Z" if schema.get("format") == "date-time" else ""
    yield from (f"1899-12-31{time}", f"2200-01-01{time}", f"2026-13-01{time}", "soon") if day else ()
    yield from ("2026-09-01T08:00:00", "2026-09-01T08:00:60Z", "2026-09-01") if time else ()


def _around_number(schema: Schema) -> Iterator[Any]:
    yield from ("1", True, [1])
    yield from (schema[bound] + step for bound, step in (("minimum", -1), ("maximum", 1)) if bound in schema)


AROUND: Mapping[str, Callable[[Schema], Iterator[Any]]] = {
    "string": _around_text,
    "integer": lambda schema: iter([*_around_number(schema), 1.5]),
    "number": _around_number,
    "boolean": lambda _: iter(["true", 1]),
}
