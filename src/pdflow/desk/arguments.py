"""What a desk is given beside the command, checked before anything is asked of the store."""

from __future__ import annotations

from collections.abc import Mapping

from pdflow.errors import OutOfRange, WrongType
from pdflow.kernel.fields import TextLimit


def check_arguments(stream: object, metadata: object) -> None:
    """Raise WrongType or OutOfRange for what is no name of a stream, or no metadata."""
    if not isinstance(stream, str):
        raise WrongType("stream", stream, "the name of a stream, before the command,")
    if not TextLimit().allows(stream):
        raise OutOfRange("stream", stream, str(TextLimit()))
    if metadata is not None and not isinstance(metadata, Mapping):
        raise WrongType("metadata", metadata, "a mapping")
