"""Readers of classes, written out field by field: what cattrs reads with a call for each field takes twice as long.

They allow what the converter's own hooks allow, and nothing else. What they raise names no place: for that,
``pdflow.storage.problems`` reads the same value once more, with cattrs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from enum import StrEnum
from sys import intern
from typing import Annotated, Any, Final, get_args, get_origin

import attrs

from pdflow.kernel import codegen
from pdflow.kernel.fields import fields, types_of
from pdflow.storage.json_values import Reader, as_it_is, items, member, named_fields, text, truth, whole
from pdflow.storage.type_forms import bounds_of, is_bounded, is_optional, not_none

HookOf = Callable[[Any], Reader]
"""Finds what reads a type."""
_PLAIN: Final = {
    str: "_intern({0}) if type({0}) is str else _text({0})",
    int: "{0} if type({0}) is int else _whole({0})",
    bool: "{0} if {0} is True or {0} is False else _truth({0})",
}
"""The expression of each plain type; the call says what is wrong, or takes what is seldom."""
_CALLED: Final = (items, named_fields, text, truth, whole)


def reader_of_class(
    kind: type,
    hook_of: HookOf,
    given: Mapping[str, Reader] | None = None,
    optional: Collection[str] = (),
) -> Reader:
    """What reads a JSON object as this class.

    Args:
        hook_of: What reads a type that has no expression here.
        given: What reads a field, where its type does not say so.
        optional: Fields that are None where the object lacks them.
    """
    return _ReaderSource(kind, hook_of).reader(given or {}, optional)


def reader_of_pairs(kind: object, hook_of: HookOf) -> Reader:
    """What reads a list of pairs as a dictionary of this type."""
    return _ReaderSource(dict, hook_of).reader_of_pairs(*get_args(kind))


class _ReaderSource:
    """The source of one reader, and the objects that its names stand for."""

    def __init__(self, kind: type, hook_of: HookOf) -> None:
        self._kind, self._hook_of = kind, hook_of
        self._known: dict[str, object] = {f"_{each.__name__}": each for each in _CALLED}
        self._known |= {"_kind": kind, "_intern": intern}

    def reader(self, given: Mapping[str, Reader], optional: Collection[str]) -> Reader:
        """The reader of a class; one that only keeps what it is given is made without its ``__init__``."""
        own = [field for field in fields(self._kind) if field.init]
        defaults = {field.name: None if field.name in optional else field.default for field in own}
        is_plain = _is_plainly_made(self._kind)
        lines = ["if type(_value) is not dict: _value = _named_fields(_value)"]
        lines += ["_made = _new(_kind)"] if is_plain else []
        lines.append(f"_size = {[*defaults.values()].count(attrs.NOTHING)}")
        for field in own:
            hint = types_of(self._kind)[field.name]
            place = f"_made.{field.name}" if is_plain else f"_field_{field.name}"
            expression = self._given(given[field.name]) if field.name in given else self._expression(hint, "_part")
            lines += self._field(field.name, place, expression, defaults[field.name])
        lines.append(f"if len(_value) != _size: raise ValueError('{self._kind.__name__} has no such field')")
        created = f"_kind({', '.join(f'{field.alias}=_field_{field.name}' for field in own)})"
        lines.append(f"return {'_made' if is_plain else created}")
        return codegen.reader(self._kind.__name__, lines, self._known)

    def reader_of_pairs(self, name: object, entry: object) -> Reader:
        """The reader of a dictionary."""
        pair = f"{self._expression(name, '_name')}: {self._expression(entry, '_entry')}"
        return codegen.reader(
            "pairs",
            [
                f"_found = {{{pair} for _name, _entry in map(_items, _items(_value))}}",
                "if len(_found) < len(_value): raise ValueError('a name twice')",
                "return _found",
            ],
            self._known,
        )

    def _field(self, name: str, place: str, expression: str, default: Any) -> Iterator[str]:
        read = f"_part = _value[{name!r}]; {place} = {expression}"
        if default is attrs.NOTHING:
            yield read
            return
        yield f"if {name!r} in _value: {read}; _size += 1"
        yield f"else: {place} = {self._default(default)}"

    def _default(self, default: Any) -> str:
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            return f"{self._name(default.factory)}()"
        return self._name(default)

    def _given(self, read: Reader) -> str:
        return "_part" if read is as_it_is else f"{self._name(read)}(_part, None)"

    def _expression(self, hint: Any, value: str) -> str:
        """The expression that reads a value of this type, which is the value of a variable."""
        origin, inner = get_origin(hint), get_args(hint)
        if is_bounded(hint):
            [between] = bounds_of(hint)
            is_within = f"type({value}) is int and {between.least} <= {value} <= {between.most}"
            return f"{value} if {is_within} else {self._call(hint, value)}"
        if origin is Annotated:
            return self._expression(inner[0], value)
        if hint in _PLAIN:
            return _PLAIN[hint].format(value)
        if is_optional(hint):
            return f"None if {value} is None else {self._expression(not_none(hint), value)}"
        if origin is tuple and inner[-1] is ...:
            each = self._expression(inner[0], f"{value}_")
            return f"tuple([{each} for {value}_ in {value}]) if type({value}) is list else {self._call(hint, value)}"
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            members = {str(each): each for each in hint}
            return f"{self._name(members.get)}({value}) or {self._name(member)}({value}, {self._name(hint)})"
        return self._call(hint, value)

    def _call(self, hint: object, value: str) -> str:
        return f"{self._name(self._hook_of(hint))}({value}, {self._name(hint)})"

    def _name(self, value: object) -> str:
        """A name that stands for this object in the source."""
        name = f"_known_{len(self._known)}"
        self._known[name] = value
        return name


def _is_plainly_made(kind: type) -> bool:
    """Whether an instance is no more than its fields: nothing is converted, checked or refused when it is made."""
    own = fields(kind)
    if any(field.converter is not None or field.validator is not None or not field.init for field in own):
        return False
    hooks = ("__attrs_pre_init__", "__attrs_post_init__", "__attrs_init__")
    is_open: bool = kind.__setattr__ is object.__setattr__  # type: ignore[comparison-overlap]
    return is_open and not any(hasattr(kind, hook) for hook in hooks)
