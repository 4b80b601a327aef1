"""Plausible examples of implementation support: its beginning, priorities, and practice shared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.examples.values import ExampleMaker, free_name
from pdflow.participation.priorities import RetirePriority, SetPriority, SharePractice
from pdflow.participation.state import Participation
from pdflow.participation.support import BeginSupport


def support(state: Participation, header: Header) -> BeginSupport:
    return BeginSupport(header)


def a_priority(state: Participation, header: Header) -> SetPriority:
    return SetPriority(
        header, priority=free_name(state, "priority", state.priorities), statement="everybody has a say in every lesson"
    )


def a_priority_accomplished(state: Participation, header: Header) -> RetirePriority:
    served = {state.steps[step].serves for step in state.open_steps()}
    held = sorted(state.still_open(state.priorities), key=lambda priority: priority in served)
    return RetirePriority(header, priority=first(held), accomplished=True)


def practice_shared(state: Participation, header: Header) -> SharePractice:
    return SharePractice(header, sharing=free_name(state, "sharing", state.sharings), occasion="team meeting")


SUPPORT_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    BeginSupport: support,
    SetPriority: a_priority,
    RetirePriority: a_priority_accomplished,
    SharePractice: practice_shared,
}
