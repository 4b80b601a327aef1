"""Refusals: the reasons a command was refused for, and the error that carries them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from pdflow.errors import PdflowError, listed, shortened
from pdflow.kernel.frozen import lightly_frozen


@lightly_frozen
class Reason:
    """One thing that stands in the way: its code, its parameters, the command that would remedy it, and whose it is."""

    code: str
    parameters: Mapping[str, object] = attrs.field(factory=dict)
    remedy: str | None = None
    roles: tuple[str, ...] = ()

    def __str__(self) -> str:
        parameters = ", ".join(f"{name} {_plain(value)}" for name, value in self.parameters.items())
        return shortened(f"{self.code} ({parameters})" if parameters else self.code)


def _plain(value: object) -> str:
    return f"[{listed(value)}]" if isinstance(value, tuple) else str(value)


class Refused(PdflowError):
    """Raised when guards stand in the way of a command; ``reasons`` holds every one of them."""

    def __init__(self, command: object, reasons: Sequence[Reason]) -> None:
        super().__init__(command, reasons)
        self.command = command
        self.reasons = tuple(reasons)

    def message(self) -> str:
        return f"{type(self.command).__name__}: {'; '.join(map(str, self.reasons))}"
