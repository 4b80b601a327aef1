"""Receipts: what came of a command."""

from __future__ import annotations

import attrs

from pdflow.kernel.messages import AnyEvent


@attrs.frozen
class Receipt:
    """What came of a command: its events, the stream's version after them, and whether this was a repeat.

    Without events the command changed nothing.
    """

    events: tuple[AnyEvent, ...]
    version: int
    repeated: bool = False
