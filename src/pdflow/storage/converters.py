"""Converters: how each kind of value is read from and written as JSON values.

Objects for classes, lists for tuples, sorted lists for sets; lists of pairs for dictionaries, since their order counts
and databases that take JSON apart do not keep it. A policy is its name, version and what differs from the full rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, get_args, get_origin

import attrs
from cattrs import Converter, StructureHandlerNotFoundError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from pdflow.errors import describe
from pdflow.kernel.fields import fields, personal_fields, types_of
from pdflow.kernel.messages import Event, Message
from pdflow.kernel.records import Aggregate
from pdflow.policy import FULL, Policy
from pdflow.storage import json_values
from pdflow.storage.class_readers import reader_of_class, reader_of_pairs
from pdflow.storage.json_values import PLAIN, STORED, Reader, items, member, named_fields, or_none, utc_text
from pdflow.storage.list_reader import reader_of_lists
from pdflow.storage.policy_values import reader_of_policies
from pdflow.storage.type_forms import is_a, is_bounded, is_optional, made_of, not_none, pairs_of

Writer = Callable[[Any], Any]
RESERVED = {"command", "command_id", "event", "version", "id", "by", "at"}
"""The keys of an event's or command's JSON object beside its fields."""


def reader(kind: type) -> Reader:
    """What reads a JSON value as this type; it raises errors of any kind, which ``pdflow.storage.problems`` explains.

    Of an event or command, the header is given as it is; an event's notes may be left out.

    Raises:
        TypeError: A field is of a type that cannot be stored.
    """
    try:
        return converter(detailed=False, stored=issubclass(kind, Event)).get_structure_hook(kind)
    except StructureHandlerNotFoundError as error:
        raise TypeError(f"{kind.__name__} has a field of a type that is not stored: {error.type_}") from error


def writer(kind: type) -> Writer:
    """What writes a value of this type as a JSON value; an event or command without its header."""
    return converter(detailed=False).get_unstructure_hook(kind)


def content_writer(kind: type, *, offsets: bool = False) -> Writer:
    """What writes all that tells one value from another, without fields left at their defaults.

    Of a personal text it writes only that there is one. A field that a later pdflow adds, with a default, changes
    nothing; neither does a header, which is left out.

    Args:
        offsets: Let the offset from UTC of a time tell it from the same instant in another, as it once did.
    """
    return converter(detailed=False, content=True, offsets=offsets).get_unstructure_hook(kind)


def writers_of_known_fields(known: dict[str, list[str]]) -> Callable[[type], Writer]:
    """What gives content writers that leave out notes, and fields not known; all are of a class not known itself."""

    def write_known(kind: type, converter: Converter) -> Writer:
        names = list(types_of(attrs.resolve_types(kind)))
        left_out = {*names} - {*known.setdefault(kind.__name__, names)} | {*personal_fields(kind), "header"} & {*names}
        given: Any = {"_cattrs_omit_if_default": True} | dict.fromkeys(left_out, override(omit=True))
        return make_dict_unstructure_fn(kind, converter, **given)

    known_only = converter(detailed=False, content=True).copy()
    known_only.register_unstructure_hook_factory(attrs.has, write_known)
    return known_only.get_unstructure_hook


@cache
def converter(*, detailed: bool, stored: bool = False, content: bool = False, offsets: bool = True) -> Converter:
    """The converter of all our types: with the place of each problem, or quick; or of what tells values apart.

    Args:
        stored: What it reads are stored events, maybe of a former build, which pass no door again.
    """
    made = Converter(detailed_validation=detailed, forbid_extra_keys=True)
    for fits, read in READERS:
        made.register_structure_hook_factory(fits, read)
    for kind, plain in (PLAIN | STORED if stored else PLAIN).items():
        made.register_structure_hook(kind, plain)
    if stored:
        made.register_structure_hook_factory(is_bounded, json_values.bounded)
    made.register_structure_hook(StrEnum, member)
    for fits, write in WRITERS:
        made.register_unstructure_hook_factory(fits, write)
    if content:
        made.register_unstructure_hook_factory(attrs.has, _write_content)
    made.register_unstructure_hook(StrEnum, str)
    made.register_unstructure_hook(float, float)
    made.register_unstructure_hook(date, date.isoformat)
    made.register_unstructure_hook(datetime, datetime.isoformat if offsets else utc_text)
    return made


def _read_annotated(kind: object, converter: Converter) -> Reader:
    inner = get_args(kind)[0]
    read = converter.get_structure_hook(inner)
    return read if is_optional(inner) or inner in PLAIN else lambda value, _: read(value, inner)


def _read_optional(kind: object, converter: Converter) -> Reader:
    inner = not_none(kind)
    return or_none(converter.get_structure_hook(inner), inner)


def _read_tuple(kind: Any, converter: Converter) -> Reader:
    inner = get_args(kind)
    if inner[-1] is ...:
        each = reader_of_lists(kind, converter)
        return lambda value, _: tuple(each(items(value), kind))
    reads = [converter.get_structure_hook(arg) for arg in inner]

    def read(value: object, _: object) -> tuple[object, ...]:
        if len(items(value)) != len(inner):
            raise ValueError(f"not a list of {len(inner)} but {describe(value)}")
        return tuple([read(item, arg) for read, item, arg in zip(reads, items(value), inner, strict=True)])

    return read


def _write_tuple(kind: object, converter: Converter) -> Writer:
    inner = get_args(kind)
    if inner[-1] is ...:
        write = converter.get_unstructure_hook(inner[0])
        return lambda value: [write(item) for item in value]
    writes = [converter.get_unstructure_hook(arg) for arg in inner]
    return lambda value: [write(item) for write, item in zip(writes, value, strict=True)]


def _read_set(kind: Any, converter: Converter) -> Reader:
    made, each = get_origin(kind), reader_of_lists(kind, converter)
    return lambda value, _: made(each(items(value), kind))


def _write_set(kind: object, converter: Converter) -> Writer:
    write = converter.get_unstructure_hook(get_args(kind)[0])
    return lambda value: sorted(map(write, value))


def _read_pairs(kind: object, converter: Converter) -> Reader:
    if not converter.detailed_validation:
        return reader_of_pairs(kind, converter.get_structure_hook)
    pairs = pairs_of(kind)
    return json_values.each_once(converter.get_structure_hook(pairs), pairs)


def _write_pairs(kind: object, converter: Converter) -> Writer:
    write = converter.get_unstructure_hook(pairs_of(kind))
    return lambda value: write(value.items())


def _read_class(kind: type, converter: Converter) -> Reader:
    attrs.resolve_types(kind)
    if not converter.detailed_validation:
        return reader_of_class(kind, converter.get_structure_hook)
    read: Reader = make_dict_structure_fn(kind, converter)  # type: ignore[assignment]
    return lambda value, _: read(named_fields(value), kind)


def _read_message(kind: type, converter: Converter) -> Reader:
    attrs.resolve_types(kind)
    given: dict[str, Reader] = {"header": json_values.as_it_is}
    if not converter.detailed_validation:
        # Notes were stored apart, and may be gone.
        notes = personal_fields(kind) if issubclass(kind, Event) else ()
        return reader_of_class(kind, converter.get_structure_hook, given, notes)
    hooks: Any = {name: override(struct_hook=read) for name, read in given.items()}
    read: Reader = make_dict_structure_fn(kind, converter, **hooks)  # type: ignore[assignment]
    return read


def _write_message(kind: type, converter: Converter) -> Writer:
    attrs.resolve_types(kind)
    if reserved := RESERVED & {field.name for field in fields(kind)}:
        raise TypeError(f"{kind.__name__} has a field named as the codec names something else: {', '.join(reserved)}")
    return make_dict_unstructure_fn(kind, converter, header=override(omit=True))


def _write_content(kind: type, converter: Converter) -> Writer:
    attrs.resolve_types(kind)
    given: dict[str, Any] = dict.fromkeys(personal_fields(kind), override(unstruct_hook=lambda _: True))
    if issubclass(kind, Message):
        given["header"] = override(omit=True)
    return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **given)


def _write_state(kind: type[Aggregate], converter: Converter) -> Writer:
    always: dict[str, Any] = dict.fromkeys(kind.always, override(omit_if_default=False))
    return make_dict_unstructure_fn(kind, converter, _cattrs_omit_if_default=True, **always)


def _write_policy(kind: type, converter: Converter) -> Writer:
    always = override(omit_if_default=False)
    differing: Writer = make_dict_unstructure_fn(
        kind, converter, _cattrs_omit_if_default=True, name=always, version=always
    )
    whole: Writer = make_dict_unstructure_fn(kind, converter)

    def write(policy: Policy) -> object:
        values = differing(policy)
        # A name and a version alone mean a profile of ours.
        return values if len(values) > 2 or policy == FULL else whole(policy)

    return write


def _read_policy(kind: type, converter: Converter) -> Reader:
    return reader_of_policies(_read_class(kind, converter), converter.get_unstructure_hook(kind))


READERS = (
    (attrs.has, _read_class),
    (is_a(Message), _read_message),
    (is_a(Policy), _read_policy),
    (made_of(Annotated), _read_annotated),
    (is_optional, _read_optional),
    (made_of(tuple), _read_tuple),
    (made_of(set, frozenset), _read_set),
    (made_of(dict, Mapping), _read_pairs),
)
"""How each kind of type is read; of two that fit, the later."""

WRITERS = (
    (is_a(Message), _write_message),
    (is_a(Aggregate), _write_state),
    (is_a(Policy), _write_policy),
    (made_of(tuple), _write_tuple),
    (made_of(set, frozenset), _write_set),
    (made_of(dict, Mapping), _write_pairs),
)
"""How each kind of type is written, where cattrs does not do so by itself."""
