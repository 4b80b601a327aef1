"""Shapes: how each kind of value looks as plain data. The only page that imports cattrs.

Objects for classes, lists for tuples, sorted lists for sets; lists of pairs for dictionaries, since their order counts
and databases that take JSON apart do not keep it. A policy is its name, version and what differs from the full rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin
from weakref import WeakValueDictionary

import attrs
from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError, StructureHandlerNotFoundError
from cattrs.cols import list_structure_factory
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from pdflow.kernel.fields import fields
from pdflow.kernel.messages import Event, Message
from pdflow.kernel.records import Aggregate
from pdflow.kernel.rights import Right
from pdflow.policy import PROFILES, Policy
from pdflow.storage.json_values import (
    PLAIN,
    Reader,
    items,
    named_fields,
    short,
    text,
    text_or_none,
)

Writer = Callable[[Any], Any]
TAKEN = {"command", "event", "version", "id", "by", "at"}
"""What plain data of an event or command say beside its fields."""


def reader(kind: type[Any]) -> Reader:
    """What reads plain data as this type; it raises errors of any kind, and ``problems`` says what they mean.

    Of an event or command, the header is given as it is. An event's reader does not look for unknown names.
    """
    try:
        return _shapes(detailed=False).get_structure_hook(kind)
    except StructureHandlerNotFoundError as error:
        raise TypeError(f"{kind.__name__} has a field of a type that is not stored: {error.type_}") from error


def writer(kind: type[Any]) -> Writer:
    """What writes a value of this type as plain data; an event or command without its header."""
    return _shapes(detailed=False).get_unstructure_hook(kind)


def problems(kind: type[Any], value: Any) -> list[tuple[str, str]]:
    """All that keeps this plain data from being read: each place, such as ``steps[1].by``, and what is wrong there."""
    try:
        _shapes(detailed=True).structure(value, kind)
    except Exception as error:  # noqa: BLE001 (told, not swallowed)
        return [*_told(error, "")]
    return []


def _told(error: BaseException, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _told(inner, _place(inner, path))
    elif isinstance(error, ForbiddenExtraKeysError):
        for name in sorted(map(str, error.extra_fields)):
            yield f"{path}.{name}".lstrip("."), "unknown"
    else:
        yield path, "missing" if isinstance(error, KeyError) else str(error)


def _place(error: BaseException, path: str) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return f"{path}.{note.name}".lstrip(".")
        if isinstance(note, IterableValidationNote):
            return f"{path}[{note.index}]"
    return path


@cache
def _shapes(*, detailed: bool) -> Converter:
    shapes = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    for fits, read in READ:
        shapes.register_structure_hook_factory(fits, read)
    for kind, plainly in PLAIN.items():
        shapes.register_structure_hook(kind, plainly)
    for fits, write in WRITTEN:
        shapes.register_unstructure_hook_factory(fits, write)
    shapes.register_unstructure_hook(StrEnum, str)
    shapes.register_unstructure_hook(float, float)
    shapes.register_unstructure_hook(date, date.isoformat)
    shapes.register_unstructure_hook(datetime, datetime.isoformat)
    return shapes


def _is_a(*bases: type[Any]) -> Callable[[Any], bool]:
    return lambda kind: isinstance(kind, type) and issubclass(kind, bases)


def _made_of(*origins: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) in origins


def _is_optional(kind: Any) -> bool:
    return get_origin(kind) in (Union, UnionType) and len(get_args(kind)) == 2 and NoneType in get_args(kind)


def _read_annotated(kind: Any, shapes: Converter) -> Reader:
    inner = get_args(kind)[0]
    read = shapes.get_structure_hook(inner)
    return read if _is_optional(inner) else lambda value, _: read(value, inner)


def _read_optional(kind: Any, shapes: Converter) -> Reader:
    [inner] = [arg for arg in get_args(kind) if arg is not NoneType]
    read = shapes.get_structure_hook(inner)
    return text_or_none if read is text else lambda value, _: None if value is None else read(value, inner)


def _read_tuple(kind: Any, shapes: Converter) -> Reader:
    inner = get_args(kind)
    if inner[-1] is ...:
        each = list_structure_factory(kind, shapes)
        return lambda value, _: tuple(each(items(value), kind))
    reads = [shapes.get_structure_hook(arg) for arg in inner]

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if len(items(value)) != len(inner):
            raise ValueError(f"not a list of {len(inner)}: {short(value)}")
        return tuple([read(item, arg) for read, item, arg in zip(reads, value, inner, strict=True)])

    return read


def _write_tuple(kind: Any, shapes: Converter) -> Writer:
    inner = get_args(kind)
    if inner[-1] is ...:
        write = shapes.get_unstructure_hook(inner[0])
        return lambda value: [write(item) for item in value]
    writes = [shapes.get_unstructure_hook(arg) for arg in inner]
    return lambda value: [write(item) for write, item in zip(writes, value, strict=True)]


def _read_set(kind: Any, shapes: Converter) -> Reader:
    made, each = get_origin(kind), list_structure_factory(kind, shapes)
    return lambda value, _: made(each(items(value), kind))


def _write_set(kind: Any, shapes: Converter) -> Writer:
    write = shapes.get_unstructure_hook(get_args(kind)[0])
    return lambda value: sorted(map(write, value))


def _pairs(kind: Any) -> Any:
    return GenericAlias(tuple, (GenericAlias(tuple, get_args(kind)), ...))


def _read_pairs(kind: Any, shapes: Converter) -> Reader:
    pairs = _pairs(kind)
    read = shapes.get_structure_hook(pairs)

    def read_once(value: Any, _: Any) -> dict[Any, Any]:
        found = dict(read(value, pairs))
        if len(found) < len(value):
            raise ValueError("a name twice")
        return found

    return read_once


def _write_pairs(kind: Any, shapes: Converter) -> Writer:
    write = shapes.get_unstructure_hook(_pairs(kind))
    return lambda value: write(value.items())


def _read_class(kind: Any, shapes: Converter) -> Reader:
    attrs.resolve_types(kind)
    read = make_dict_structure_fn(kind, shapes)
    return (lambda value, _: read(named_fields(value), kind)) if shapes.detailed_validation else read


def _read_headed(kind: Any, shapes: Converter) -> Reader:
    attrs.resolve_types(kind, localns={"Right": Right})
    given = override(struct_hook=lambda header, _: header)
    # An event's fields are counted by whoever reads it, which takes a tenth of the time that comparing names does.
    names = shapes.detailed_validation or not issubclass(kind, Event)
    return make_dict_structure_fn(kind, shapes, _cattrs_forbid_extra_keys=names, header=given)


def _write_headed(kind: Any, shapes: Converter) -> Writer:
    attrs.resolve_types(kind, localns={"Right": Right})
    if taken := TAKEN & {field.name for field in fields(kind)}:
        raise TypeError(f"{kind.__name__} has a field named as the codec names something else: {', '.join(taken)}")
    return make_dict_unstructure_fn(kind, shapes, header=override(omit=True))


def _write_state(kind: Any, shapes: Converter) -> Writer:
    return make_dict_unstructure_fn(kind, shapes, _cattrs_omit_if_default=True)


def _write_policy(kind: Any, shapes: Converter) -> Writer:
    always = override(omit_if_default=False)
    return make_dict_unstructure_fn(kind, shapes, _cattrs_omit_if_default=True, name=always, version=always)


def _read_policy(kind: Any, shapes: Converter) -> Reader:
    read, write = _read_class(kind, shapes), shapes.get_unstructure_hook(kind)
    known = WeakValueDictionary({repr(write(policy)): policy for policy in PROFILES.values()})

    def interned(value: Any, _: Any) -> Policy:
        policy = known.get(repr(value))
        if policy is None:
            if not {"name", "version"} <= named_fields(value).keys():
                raise ValueError("a policy without its name and version")
            policy = read(value, kind)
            policy = known[repr(value)] = known.setdefault(repr(write(policy)), policy)
        return policy

    return interned


READ = (
    (attrs.has, _read_class),
    (_is_a(Message), _read_headed),
    (_is_a(Policy), _read_policy),
    (_made_of(Annotated), _read_annotated),
    (_is_optional, _read_optional),
    (_made_of(tuple), _read_tuple),
    (_made_of(set, frozenset), _read_set),
    (_made_of(dict), _read_pairs),
)
"""How each kind of type is read; of two that fit, the later."""

WRITTEN = (
    (_is_a(Message), _write_headed),
    (_is_a(Aggregate), _write_state),
    (_is_a(Policy), _write_policy),
    (_made_of(tuple), _write_tuple),
    (_made_of(set, frozenset), _write_set),
    (_made_of(dict), _write_pairs),
)
"""How each kind of type is written, where cattrs does not do so by itself."""
