"""Examples: what the plausible examples of commands share, whatever they are of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.kernel.header import Header
from pdflow.kernel.messages import AnyCommand

NONE_SUCH: Final = "none-such"
"""What an example names where there is nothing to name: the command is refused, and says why."""

_with: Final[Callable[..., AnyCommand]] = attrs.evolve


def first(*names: Iterable[RecordId]) -> RecordId:
    """The first of these names, of several rows the first that has any; NONE_SUCH where there is none."""
    return next((name for row in names for name in row), NONE_SUCH)


def example_of(
    examples: Mapping[str, Callable[..., AnyCommand]],
    state: object,
    command: type[AnyCommand] | str,
    header: Header,
    form: Mapping[str, object],
) -> AnyCommand:
    """The example of a command that says what the form does.

    Args:
        examples: What makes the example of each command, by its name; what it takes as a keyword shapes the rest.
        form: Values of fields of the command.
    """
    make = examples[command if isinstance(command, str) else command.__name__]
    if not form:
        return make(state, header)
    shaping = {field: value for field, value in form.items() if field in (make.__kwdefaults__ or ())}
    return _with(make(state, header, **shaping), **form)
