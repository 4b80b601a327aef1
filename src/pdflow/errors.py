"""Everything pdflow raises.

PdflowError
├── Refused               a command met guards that said no: all reasons at once
├── Conflict              somebody else appended to the stream first
├── CommandIdReused       a command id already left its events in another stream, or by somebody else
├── StoreError            an event store that cannot be opened, read or written: which one and why
├── NaiveTime             a date and time without an offset from UTC
├── OutOfRange            a number that cannot be: negative minutes, a share above 1
├── DecodeError           stored or received data that cannot be read: which type, version and field
│   ├── UnknownEvent      an event type nobody registered
│   ├── UnknownCommand    a command name the aggregate does not know
│   └── UnknownVersion    a version newer than this library, or one with no way up
├── RosterError           roster files with problems: every one with file, row and column
└── MissingExtra          a part of pdflow whose optional package is not installed
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdflow.exchange.oneroster import Problem
    from pdflow.kernel.declare import Command
    from pdflow.kernel.rules import Reason


class PdflowError(Exception):
    """Root of every error this library raises."""


class Refused(PdflowError):
    """Raised when guards stand in the way of a command; ``reasons`` holds every one of them."""

    def __init__(self, command: Command, reasons: Sequence[Reason]) -> None:
        super().__init__(command, reasons)
        self.command = command
        self.reasons = tuple(reasons)

    def __str__(self) -> str:
        return f"{type(self.command).__name__}: {'; '.join(map(str, self.reasons))}"


class Conflict(PdflowError):
    """Raised when a stream is not at the version the writer expected; nothing was appended."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(stream, expected, actual)
        self.stream, self.expected, self.actual = stream, expected, actual

    def __str__(self) -> str:
        if self.actual == self.expected:
            why = "but one of the events is in it already, or came twice"
        else:
            why = f"not {self.expected}"
        return f"stream {self.stream!r} is at version {self.actual}, {why}"


class CommandIdReused(PdflowError):
    """Raised when a command's id has already left events in another stream, or was asked by somebody else."""

    def __init__(self, command_id: str, stream: str, found_in: str) -> None:
        super().__init__(command_id, stream, found_in)
        self.command_id, self.stream, self.found_in = command_id, stream, found_in

    def __str__(self) -> str:
        return f"command {self.command_id} for stream {self.stream!r} already acted on {self.found_in!r}"


class StoreError(PdflowError):
    """Raised when an event store cannot be opened, read or written; ``place`` says which, ``problem`` why."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(place, problem)
        self.place, self.problem = place, problem

    def __str__(self) -> str:
        return f"{self.place}: {self.problem}"


class NaiveTime(PdflowError, ValueError):
    """Raised when a date and time has no offset from UTC, so nobody can say when it was."""

    def __init__(self, place: str, value: object) -> None:
        super().__init__(place, value)
        self.place, self.value = place, value

    def __str__(self) -> str:
        return f"{self.place}: {self.value} has no time zone"


class OutOfRange(PdflowError, ValueError):
    """Raised when a number cannot be what it stands for; ``place`` names the field."""

    def __init__(self, place: str, value: object, allowed: str) -> None:
        super().__init__(place, value, allowed)
        self.place, self.value, self.allowed = place, value, allowed

    def __str__(self) -> str:
        return f"{self.place}: {self.value} is not {self.allowed}"


class DecodeError(PdflowError, ValueError):
    """Raised when data cannot be read; ``type``, ``version`` and ``field`` name the place."""

    def __init__(self, type: str, version: int | None, field: str, problem: str) -> None:
        super().__init__(type, version, field, problem)
        self.type, self.version, self.field, self.problem = type, version, field, problem

    def __str__(self) -> str:
        place = f"{self.type} version {self.version}" if self.version is not None else self.type
        return f"{place}, field {self.field!r}: {self.problem}" if self.field else f"{place}: {self.problem}"


class UnknownEvent(DecodeError):
    """Raised when an event's type is registered nowhere."""


class UnknownCommand(DecodeError):
    """Raised when a command's name belongs to no row of the aggregate's table."""


class UnknownVersion(DecodeError):
    """Raised when an event or a state is of a version this library cannot read."""


class RosterError(PdflowError, ValueError):
    """Raised when roster files have problems; ``problems`` lists them all, and nothing was imported."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class MissingExtra(PdflowError, ImportError):
    """Raised when a part of pdflow needs an optional package that is not installed."""

    def __init__(self, package: str, extra: str) -> None:
        super().__init__(f"{package} is not installed: pip install 'pdflow[{extra}]'")
        self.package, self.extra = package, extra
