"""Envelopes: an event or a command together with the stream it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import attrs

from pdflow.kernel.messages import Command, Event

E = TypeVar("E", bound=Event[Any], covariant=True)


@attrs.frozen
class EventInStream(Generic[E]):
    """A stored event, with its id in the store and the stream it was appended to."""

    id: str
    stream: str
    event: E


@attrs.frozen
class AddressedCommand:
    """A command, with the stream to carry it out on."""

    stream: str
    command: Command[Any]
    former_id: str = ""
    """The id under which it may have been carried out before ids were made without the names of people."""


CommandMaker = Callable[[], AddressedCommand]
"""Makes one command of a reaction; apart, so that one that cannot be made does not keep the others from being made."""
