"""Fields: which values a field of a resource may have, whether or not the JSON Schema of Ed-Fi says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, Protocol

import attrs

from pdflow.exchange.edfi.standard import descriptor_parts
from pdflow.exchange.edfi.titles import DANGEROUS, NO_TEXT, length

LONGEST_DESCRIPTOR: Final = 306
_is_day: Final = re.compile(r"\d{4}-\d\d-\d\d").fullmatch


class FieldForm(Protocol):
    """The form of a field."""

    def problems(self, value: Any) -> Iterator[str]:
        """What is wrong with a value; begins where the name of the field ends."""
        ...


@attrs.frozen
class Text:
    """A text of so many characters, which neither begins nor ends with a space and cannot be taken for HTML."""

    most: int
    least: int = attrs.field(default=1, kw_only=True)

    def problems(self, value: Any) -> Iterator[str]:
        if not isinstance(value, str):
            yield f": a text is needed, not {type(value).__name__}"
            return
        if not self.least <= length(value) <= self.most:
            yield f": {length(value)} characters, not {self.least} to {self.most}"
        if value != value.strip():
            yield ": begins or ends with a space"
        if DANGEROUS.search(value):
            yield ": could be taken for HTML"
        if NO_TEXT.search(value):
            yield ": has characters that are no text"


@attrs.frozen
class Descriptor:
    """A descriptor of a kind, such as ``uri://ed-fi.org/GoalTypeDescriptor#Personal``."""

    kind: str

    def problems(self, value: Any) -> Iterator[str]:
        parts = descriptor_parts(value) if isinstance(value, str) else None
        if parts is None or parts[2] != self.kind or length(value) > LONGEST_DESCRIPTOR or NO_TEXT.search(value):
            yield f": no descriptor of the form uri://organization/{self.kind}#code"


@attrs.frozen
class ResourceReference:
    """A reference to another resource, by its natural key."""

    fields: Mapping[str, FieldForm]

    def problems(self, value: Any) -> Iterator[str]:
        if not isinstance(value, dict):
            yield f": a reference is needed, not {type(value).__name__}"
            return
        yield from (f".{field}: missing" for field in self.fields if field not in value)
        for field, part in value.items():
            if field in self.fields:
                yield from (f".{field}{problem}" for problem in self.fields[field].problems(part))
            else:
                yield f".{field[:60]}: unknown"


class _Day:
    def problems(self, value: Any) -> Iterator[str]:
        try:
            is_right = isinstance(value, str) and _is_day(value) is not None and bool(date.fromisoformat(value))
        except ValueError:
            is_right = False
        if not is_right:
            yield ": no day of the form 2026-10-05"


class _YesNo:
    def problems(self, value: Any) -> Iterator[str]:
        if not isinstance(value, bool):
            yield f": true or false is needed, not {type(value).__name__}"


class _WholeNumber:
    def problems(self, value: Any) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**31:
            yield ": no whole number from 0 on that fits 32 bits"


DAY: Final[FieldForm] = _Day()
YES_NO: Final[FieldForm] = _YesNo()
WHOLE_NUMBER: Final[FieldForm] = _WholeNumber()
