"""Encoders of events: the text that ``json.dumps`` makes of what cattrs writes, with no JSON values in between.

They take only what is read again as it is, so that nobody has to read it back. Of anything else they say that it is not
plain: a float where a whole number was given, a time with the name of a zone, half of a surrogate pair.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, timezone
from enum import StrEnum
from json.encoder import encode_basestring_ascii
from sys import float_info
from typing import Annotated, Any, Final, NoReturn, get_args, get_origin

import attrs

from pdflow.kernel import codegen
from pdflow.kernel.fields import FIRST_YEAR, LAST_YEAR, fields, per_class, personal_fields, types_of
from pdflow.kernel.messages import AnyEvent
from pdflow.policy import Policy
from pdflow.storage.type_forms import bounds_of, is_bounded, is_optional, not_none

Texts = tuple[str, str | None]
"""The data of an event and its notes, as a row has them."""
_SURROGATE: Final = "\\ud"


class NotPlain(ValueError):
    """Raised for what has to be written the slow way."""


def plain_texts(event: AnyEvent) -> Texts | None:
    """The texts of an event; None where it is not plain."""
    try:
        data, notes = _encoder(type(event))(event)
    except NotPlain:
        return None
    return None if _SURROGATE in data or (notes and _SURROGATE in notes) else (data, notes)


@per_class
def with_header(kind: type[AnyEvent]) -> Callable[[AnyEvent, object], AnyEvent]:
    """What makes the same event with another header."""
    return codegen.with_header(kind, [field.name for field in fields(kind)])


def _refuse(value: object) -> NoReturn:
    raise NotPlain


def _day_text(day: object) -> str:
    return f'"{day.isoformat()}"' if type(day) is date and FIRST_YEAR <= day.year <= LAST_YEAR else _refuse(day)


def _moment_text(time: object) -> str:
    if type(time) is not datetime or type(time.tzinfo) is not timezone or time.fold:
        _refuse(time)
    # A zone's name is the second argument.
    if len(time.tzinfo.__getinitargs__()) > 1 or not FIRST_YEAR <= time.year <= LAST_YEAR:  # type: ignore[attr-defined]
        _refuse(time)
    return f'"{time.isoformat()}"'


_KNOWN: Final[dict[str, object]] = {
    "_quoted": encode_basestring_ascii,
    "_digits": int.__repr__,
    "_float_text": float.__repr__,
    "_day_text": _day_text,
    "_moment_text": _moment_text,
    "_refuse": _refuse,
}
_PLAIN: Final = {
    str: "_quoted({0}) if type({0}) is str else _refuse({0})",
    int: "_digits({0}) if type({0}) is int else _refuse({0})",
    bool: "'true' if {0} is True else 'false' if {0} is False else _refuse({0})",
    float: f"_float_text({{0}}) if type({{0}}) is float and abs({{0}}) <= {float_info.max!r} else _refuse({{0}})",
    date: "_day_text({0})",
    datetime: "_moment_text({0})",
}
"""The expression of each plain type."""


@per_class
def _encoder(kind: type[AnyEvent]) -> Callable[[AnyEvent], Texts]:
    source = _EncoderSource()
    notes = [name for name in types_of(kind) if name in personal_fields(kind)]
    lines = source.data(kind, {"header", *notes})
    if not notes:
        return codegen.encoder(kind.__name__, [*lines, "return _text, None"], source.known)
    lines.append("_notes = []")
    lines += [line for name in notes for line in source.note(name, types_of(kind)[name])]
    lines.append("return _text, '{' + ', '.join(_notes) + '}' if _notes else None")
    return codegen.encoder(kind.__name__, lines, source.known)


@per_class
def _encoder_of_part(kind: type) -> Callable[[object], str]:
    source = _EncoderSource()
    is_other = f"type(_value) is not {source.name(kind)}"
    lines = [f"if {is_other}: _refuse(_value)", *source.data(kind, set()), "return _text"]
    return codegen.encoder(kind.__name__, lines, source.known)


class _EncoderSource:
    """The source of one encoder, and the objects that its names stand for."""

    def __init__(self) -> None:
        self.known = dict(_KNOWN)

    def data(self, kind: type, left_out: set[str]) -> list[str]:
        """The lines that make the text of an object of this class."""
        written = {name: hint for name, hint in types_of(kind).items() if name not in left_out}
        lines = [
            f"_part = _value.{name}; _field_{name} = {self._expression(hint, '_part')}"
            for name, hint in written.items()
        ]
        texts = ", ".join(f"{json.dumps(name)}: {{_field_{name}}}" for name in written)
        return [*lines, f"_text = f'{{{{{texts}}}}}'"]

    def note(self, name: str, hint: object) -> Iterator[str]:
        """The lines that add a note, where there is one."""
        yield f"_part = _value.{name}"
        expression = self._expression(hint, "_part")
        yield f"if _part is not None: _notes.append('{json.dumps(name)}: ' + ({expression}))"

    def name(self, value: object) -> str:
        """A name that stands for this object in the source."""
        name = f"_known_{len(self.known)}"
        self.known[name] = value
        return name

    def _expression(self, hint: Any, value: str) -> str:
        """The expression of the JSON text of a value of this type, which is the value of a variable."""
        origin, inner = get_origin(hint), get_args(hint)
        if is_bounded(hint):
            [between] = bounds_of(hint)
            is_within = f"type({value}) is int and {between.least} <= {value} <= {between.most}"
            return f"_digits({value}) if {is_within} else _refuse({value})"
        if origin is Annotated:
            return self._expression(inner[0], value)
        if hint in _PLAIN:
            return _PLAIN[hint].format(value)
        if is_optional(hint):
            return f"'null' if {value} is None else {self._expression(not_none(hint), value)}"
        if origin is tuple and inner[-1] is ...:
            each = self._expression(inner[0], f"{value}_")
            texts = f"'[' + ', '.join([{each} for {value}_ in {value}]) + ']'"
            return f"{texts} if type({value}) is tuple else _refuse({value})"
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            quoted = self.name({each: json.dumps(each) for each in hint})
            return f"{quoted}[{value}] if type({value}) is {self.name(hint)} else _refuse({value})"
        return f"{self.name(_encoder_of_part(hint) if _is_plain(hint) else _refuse)}({value})"


def _is_plain(hint: object) -> bool:
    """Whether a type is a class whose fields are written one after the other, and none apart."""
    return isinstance(hint, type) and attrs.has(hint) and not issubclass(hint, Policy) and not personal_fields(hint)
