"""A parameter: a number with its unit and its source, or marked as an assumption."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

ASSUMPTION: Final = "assumption"
TATEL_ACKERMAN: Final = "Tatel and Ackerman, doi 10.1037/bul0000481: half of what was gained is gone in 6.5 months"


def parameter(default: float, unit: str, source: str) -> Any:
    """Declare a parameter: its default, its unit, and the source of the default."""
    return attrs.field(default=default, metadata={"unit": unit, "source": source})


@attrs.frozen
class ParameterDescription:
    """A parameter with its value, unit and source."""

    name: str
    value: float
    unit: str
    source: str


def described(parameters: attrs.AttrsInstance) -> Iterator[ParameterDescription]:
    """Yield every parameter of a set with its unit and source, in the order of declaration."""
    for field in attrs.fields(type(parameters)):
        if "unit" in field.metadata:
            value = getattr(parameters, field.name)
            yield ParameterDescription(field.name, value, field.metadata["unit"], field.metadata["source"])
