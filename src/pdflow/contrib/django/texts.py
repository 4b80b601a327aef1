"""Texts: events and refusals in the words of their reader."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import Enum
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

import attrs
from django.utils.formats import date_format
from django.utils.timezone import localtime

from pdflow.audience import Audience
from pdflow.documents import Reader
from pdflow.kernel.fields import types_of
from pdflow.kernel.messages import AnyEvent
from pdflow.kernel.records import Aggregate
from pdflow.language import SHIPPED, Catalogue, explain, label, label_code
from pdflow.people import Role
from pdflow.policy import Policy
from pdflow.projections import RefusalEntry, reason_of
from pdflow.storage.event_store import ERASED

SEPARATOR = " · "
KINDS = ("record", "session", "outcome")
"""What a state describes by its id."""


@attrs.frozen
class ReaderWords:
    """Writes for one reader, in their language and with their names for people."""

    reader: Reader
    state: Aggregate | None = None
    """What the texts are about, for what its records say; without it, ids stand for them."""
    made: Collection[str] = ()
    """The records that this event made, of which the text names the words already."""
    audience: Audience = Audience.ALL
    """For whom the records may be described."""

    def event(self, type: str) -> str:
        """What happened, by the stored name of an event."""
        if type == ERASED:
            return self.reader.translate(ERASED)
        return self.code("event", type)

    def code(self, group: str, code: str) -> str:
        """The label of a code."""
        text = label(f"{group}.{code}", self.reader.language)
        return code if text == f"{group}.{code}" else text

    def actor(self, row: Any) -> str:
        """Who acted, and in which role, of an event or an attempt."""
        role = self.code("role", row.role) if row.role else ""
        return f"{self.reader.name(row.actor)} ({role})" if row.actor else ""

    def refusal(self, entry: RefusalEntry) -> str:
        """Why a command was refused, and what helps."""
        [explanation] = explain(reason_of(entry), self.reader.language, names=self.reader.names)
        return str(explanation)

    def fields(self, kind: type[AnyEvent], values: Mapping[str, Any]) -> list[tuple[str, str]]:
        """The fields of an event that have a value, each with its label.

        Args:
            kind: The type of the event.
            values: What the reader may read of it, as JSON values.
        """
        hints = types_of(kind)
        return [
            (self._title(kind, name), self._text(hints[name], values[name]))
            for name in hints
            if values.get(name) not in (None, [], {}, "") and not self._is_made(values[name])
        ]

    def _title(self, kind: type, name: str) -> str:
        codes = (f"field.{kind.__name__}.{name}", f"field.{name}")
        found = (SHIPPED.text(self.reader.language, code) for code in codes)
        text = next(filter(None, found), name.replace("_", " "))
        return text[:1].upper() + text[1:]

    def _text(self, hint: Any, value: Any) -> str:
        """A JSON value in words, by the type that it is of."""
        kind = _plain(hint)
        if isinstance(value, list):
            [item, *_] = get_args(kind) or (str,)
            return ", ".join(self._text(item, each) for each in value)
        if kind is Policy:
            return f"{value['name']} {value['version']}"
        if isinstance(value, dict):
            hints = types_of(kind) if attrs.has(kind) else {}
            filled = ((name, each) for name, each in value.items() if each not in (None, [], {}, ""))
            shown = ((name, each) for name, each in filled if not self._is_made(each))
            return SEPARATOR.join(f"{self._title(kind, n)}: {self._text(hints.get(n, str), each)}" for n, each in shown)
        if isinstance(value, bool):
            return label(f"value.{value}".lower(), self.reader.language)
        if isinstance(value, str):
            return self._word(kind, value)
        return self.reader.formats.number(value, self.reader.language)

    def _word(self, kind: Any, text: str) -> str:
        if isinstance(kind, type) and issubclass(kind, Enum):
            return label(label_code(kind(text)), self.reader.language)
        if kind is datetime:
            return moment(datetime.fromisoformat(text))
        if kind is date:
            return date_format(date.fromisoformat(text))
        return self._named(text)

    def _is_made(self, value: Any) -> bool:
        return isinstance(value, str) and value in self.made

    def _named(self, text: str) -> str:
        """What a text names, by the project's name for it, else by what its record says or its day; or the text."""
        named = self.reader.name(text)
        state = self.state if named == text else None
        kind = next((kind for kind in KINDS if state and state.describe(text, kind)), None)
        if state is None or kind is None:
            return named
        reader = Role.COACH if self.audience is Audience.PAIR else None
        catalogue = Catalogue(formats=self.reader.formats)
        return catalogue.describe(state, text, self.reader.language, kind=kind, reader=reader, names=self.reader.names)


def moment(at: datetime) -> str:
    """A moment in the project's time zone and the format of the reader's language."""
    return date_format(localtime(at), "DATETIME_FORMAT")


def _plain(hint: Any) -> Any:
    """A type without its marks, and without None as another choice."""
    if get_origin(hint) is Annotated:
        return _plain(get_args(hint)[0])
    choices = [each for each in get_args(hint) if each is not NoneType]
    return _plain(choices[0]) if NoneType in get_args(hint) else hint
