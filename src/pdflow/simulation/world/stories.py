"""Stories: what somebody does over simulated time, side by side with everybody else (simpy, extra: simulation)."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any, TypeVar

from pdflow.errors import MissingExtra

try:
    from simpy import Environment, Event, Interrupt, Process
except ImportError as error:
    raise MissingExtra("simpy", "simulation") from error

__all__ = ["Environment", "Event", "Process", "Story", "until_interrupted"]

T = TypeVar("T")
Story = Generator[Event, Any, T]
"""Yields each event that it waits for, and may return a result."""


def until_interrupted(story: Story[None]) -> Story[None]:
    """Run a story to its end, or until its process is interrupted."""
    try:
        yield from story
    except Interrupt:
        return
