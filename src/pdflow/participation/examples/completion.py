"""Plausible examples of how a cycle and a participation end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.completion import BeginNextCycle, Complete
from pdflow.participation.examples.values import ExampleMaker
from pdflow.participation.state import Participation


def the_next_cycle(state: Participation, header: Header) -> BeginNextCycle:
    return BeginNextCycle(header, cycle=state.cycle + 1)


def completion(state: Participation, header: Header) -> Complete:
    return Complete(header)


COMPLETION_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    BeginNextCycle: the_next_cycle,
    Complete: completion,
}
