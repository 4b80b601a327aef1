"""Examples: what the plausible examples of commands share, whatever they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

from pdflow.kernel.declare import Command, RecordId
from pdflow.kernel.header import Header

NONE_SUCH: Final = "none-such"
"""What an example names where there is nothing to name: the command is refused, and says why."""

_with: Final[Callable[..., Command]] = attrs.evolve


def first(*names: Iterable[RecordId]) -> RecordId:
    """The first of these names, of several rows the first that has any; NONE_SUCH where there is none."""
    return next((name for row in names for name in row), NONE_SUCH)


def example(
    made_by: Mapping[str, Callable[..., Command]],
    state: object,
    command: type[Command] | str,
    header: Header,
    form: Mapping[str, object],
) -> Command:
    """The example of a command that says what the form does; what its maker takes as a keyword shapes the rest."""
    make = made_by[command if isinstance(command, str) else command.__name__]
    if not form:
        return make(state, header)
    followed = {field: said for field, said in form.items() if field in (make.__kwdefaults__ or ())}
    return _with(make(state, header, **followed), **form)
