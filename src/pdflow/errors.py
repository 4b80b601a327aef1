"""Everything that pdflow raises; Refused, NoRoute and the errors of an exchange are defined beside what they carry.

PdflowError
├── Refused               guards refused a command: all reasons at once (pdflow.kernel.refusal)
├── Conflict              somebody else appended to the stream first
├── CommandIdReused       a command id already left its events: in another stream, by another or of other content
├── StoreError            an event store that cannot be opened, read or written: which one and why
├── FieldError            a value that its field does not allow: which field, down to the item of a list
│   ├── WrongType         a value of another type
│   ├── NaiveTime         a date and time without an offset from UTC
│   └── OutOfRange        a value of the right type that cannot be: negative minutes, a share above 1
├── DecodeError           stored or received data that cannot be read: which type, version and field
│   ├── UnknownEvent      an event type nobody registered
│   ├── UnknownCommand    a command name the aggregate does not know
│   └── UnknownVersion    a version newer than this library, or one that nothing lifts
├── RosterError, ServiceError, UnreadableHistory    files with problems, another system that is away (pdflow.exchange)
├── NoRoute               a search for a route found none; caught inside it (pdflow.agenda.routes)
└── MissingExtra          a part of pdflow whose optional package is not installed

No error text is longer than 2,000 characters, and none quotes free text about a person. All can be pickled.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, time
from enum import Enum
from typing import Final
from uuid import UUID

LONGEST_TEXT: Final = 2000
"""Characters of an error's text, of a reason and of its explanation; what is longer is cut, and ends in "…"."""
_is_name: Final = re.compile(r"[\w.\[\]-]{1,100}").fullmatch
MOST_LISTED: Final = 20
"""Items of a list that a text names; of more it says only how many."""
MOST_PROBLEMS: Final = 1000
"""Problems that an error lists; of more it says only how many."""


class PdflowError(Exception):
    """Root of every error this library raises. Its text is bounded, and its repr is its text."""

    def message(self) -> str:
        """What happened, in full."""
        return ", ".join(map(describe, self.args))

    def __str__(self) -> str:
        text = self.message()
        return shortened(text.encode(errors="backslashreplace").decode())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"


def shortened(text: str, most: int = LONGEST_TEXT) -> str:
    """A text, cut where it is longer than so many characters."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def listed(texts: Iterable[object], most: int = MOST_LISTED) -> str:
    """The first of many texts, and how many more there are."""
    every = [*texts]
    rest = [f"and {len(every) - most:,} more"] if len(every) > most else []
    return ", ".join([*map(str, every[:most]), *rest])


def describe(value: object) -> str:
    """A value as an error may name it: numbers, days and codes as they are, texts and lists by their length."""
    match value:
        case Enum() | None | bool() | float() | date() | time() | UUID():
            return str(value)
        case int():
            return str(value) if value.bit_length() < 100 else f"a number of {value.bit_length()} bits"
        case str() | bytes():
            return f"a text of {len(value):,} character{'s'[: len(value) != 1]}" if value else "an empty text"
        case list() | tuple() | set() | frozenset() | dict():
            return f"a {type(value).__name__} of {len(value):,}"
        case type():
            return f"the class {value.__name__}"
    return f"a value of type {type(value).__name__}"


def as_name(text: str) -> str:
    """A name that somebody gave, or its length where it may be a sentence about a person."""
    return text if _is_name(text) else describe(text)


def did_you_mean(name: str, known: Iterable[str], prefix: str = "") -> str:
    """What to add to an error about an unknown name: the known one that it resembles; nothing where none does."""
    from difflib import get_close_matches

    by_lower = {each.lower(): each for each in known}
    near = get_close_matches(name.lower(), by_lower, n=1, cutoff=0.75)
    return f"; did you mean {prefix}{by_lower[near[0]]}?" if near else ""


class Conflict(PdflowError):
    """Raised when a stream is not at the version the writer expected; nothing was appended."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(stream, expected, actual)
        self.stream, self.expected, self.actual = stream, expected, actual

    def message(self) -> str:
        why = f"not {self.expected}"
        if self.actual == self.expected:
            why = "but one of the events is in it already, or came twice, or it is not as it was seen"
        return f"stream {self.stream!r} is at version {self.actual}, {why}"


class CommandIdReused(PdflowError):
    """Raised when a command's id has already left events in another stream, by somebody else or of other content."""

    def __init__(self, command_id: str, stream: str, found_in: str) -> None:
        super().__init__(command_id, stream, found_in)
        self.command_id, self.stream, self.found_in = command_id, stream, found_in

    def message(self) -> str:
        if self.stream == self.found_in:
            return f"command {self.command_id} already acted on {self.stream!r}, but with other content or by another"
        return f"command {self.command_id} for stream {self.stream!r} already acted on {self.found_in!r}"


class StoreError(PdflowError):
    """Raised when an event store cannot be opened, read or written; ``place`` says which, ``problem`` why."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(place, problem)
        self.place, self.problem = place, problem

    def message(self) -> str:
        return f"{self.place}: {self.problem}"


class FieldError(PdflowError, ValueError):
    """Raised when a field does not allow a value; ``place`` names it, such as ``CommitToPractice.steps[1].by``."""

    def __init__(self, place: str, value: object, allowed: str) -> None:
        super().__init__(place, value, allowed)
        self.place, self.value, self.allowed = place, value, allowed
        self.problem = self.describe_problem()
        """What is wrong, without the place."""

    def __reduce__(self) -> tuple[Callable[..., FieldError], tuple[object, ...]]:
        return _field_error, (type(self), {**vars(self), "value": _picklable(self.value)})

    def describe_problem(self) -> str:
        """What is wrong, without the place."""
        return f"{describe(self.value)} is not {self.allowed}"

    def message(self) -> str:
        return f"{self.place}: {self.problem}"


def _field_error(kind: type[FieldError], state: dict[str, object]) -> FieldError:
    vars(error := kind.__new__(kind)).update(state)
    return error


def _picklable(value: object) -> object:
    """The value, or what an error says of it where it cannot be pickled."""
    import pickle

    try:
        pickle.dumps(value)
    except (AttributeError, TypeError, pickle.PicklingError):
        return None
    return value


class WrongType(FieldError, TypeError):
    """Raised when a value is of another type than its field."""

    def describe_problem(self) -> str:
        """What is wrong, without the place."""
        return f"{self.allowed} is needed, not {_typed(self.value)}"


def _typed(value: object) -> str:
    name = type(value).__name__
    if value is None or isinstance(value, type | int | float):
        return describe(value) if value is None or isinstance(value, type) else f"{describe(value)} ({name})"
    return f"{'an' if name[0] in 'AEIOUaeio' else 'a'} {name}"


class NaiveTime(FieldError):
    """Raised when a date and time has no offset from UTC, so nobody can say when it was."""

    def __init__(self, place: str, value: object, allowed: str = "a date and time with an offset from UTC") -> None:
        super().__init__(place, value, allowed)

    def describe_problem(self) -> str:
        """What is wrong, without the place."""
        return f"{describe(self.value)} has no time zone: give it one, as tzinfo=UTC"


class OutOfRange(FieldError):
    """Raised when a value of the right type cannot be what it stands for."""


class DecodeError(PdflowError, ValueError):
    """Raised when data cannot be read; ``type``, ``version``, ``field`` and, in a store, the stream name the place."""

    stream: str | None = None
    stream_version: int | None = None

    def __init__(self, type: str, version: int | None, field: str, problem: str) -> None:
        super().__init__(type, version, field, problem)
        self.type, self.version, self.field, self.problem = type, version, field, problem

    def message(self) -> str:
        place = self.kind() if self.version is None else f"{self.kind()} version {self.version}"
        where = "" if self.stream is None else f", in stream {self.stream!r:.200} at version {self.stream_version}"
        return f"{place}{self.field and f', field {self.field!r}'}: {self.problem}{where}"

    def kind(self) -> str:
        """What the data are of, as the text names it."""
        return self.type


class UnknownEvent(DecodeError):
    """Raised when an event's type is registered nowhere, or is that of another aggregate."""

    def kind(self) -> str:
        """The type that was given, unless it may be a sentence about a person."""
        return as_name(self.type)


class UnknownCommand(DecodeError):
    """Raised when a command's name belongs to no row of the aggregate's table."""

    def kind(self) -> str:
        """The name that was given, unless it may be a sentence about a person."""
        return as_name(self.type)


class UnknownVersion(DecodeError):
    """Raised when an event or a state is of a version this library cannot read."""


class MissingExtra(PdflowError, ImportError):
    """Raised when a part of pdflow needs an optional package that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(package, extra)
        self.package, self.extra = package, extra

    def message(self) -> str:
        return f"{self.package} is not installed: pip install 'pdflow[{self.extra}]'"
