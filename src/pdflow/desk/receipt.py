"""Receipts: what came of a command."""

from __future__ import annotations

from typing import Any

import attrs

from pdflow.kernel.messages import Event


@attrs.frozen
class Receipt:
    """What came of a command: its events, the stream's version after them, and whether this was a repeat.

    No events mean that it was so already.
    """

    events: tuple[Event[Any], ...]
    version: int
    repeated: bool = False
