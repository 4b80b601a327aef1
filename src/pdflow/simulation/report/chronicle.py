"""The engagement's year as a table: what was asked by whom in which month, and what it was refused for."""

from __future__ import annotations

from typing import Any, Final, cast

from pdflow.engagement import (
    AddToRoster,
    NameSupporter,
    RecordFollowUp,
    Stage,
    TickLogistics,
)
from pdflow.people import Role
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.engagement.streams import Asking, Stream
from pdflow.simulation.report.report import Table
from pdflow.simulation.run import Run
from pdflow.simulation.world.translation import ENGLISH, Speaker

MANY: Final = (AddToRoster, NameSupporter, RecordFollowUp, TickLogistics)
"""What is asked so often that only a refusal of it is told."""


def chronicle(run: Run, say: Speaker = ENGLISH) -> Table:
    """Every step of a commissioned year's engagement and of its trainers, in order; of a refusal why."""
    world = cast(Commissioned, run.cohort)
    streams: tuple[Stream[Any], ...] = (world.effort, *world.cadre.values())
    asked = sorted((one for stream in streams for one in stream.asked), key=lambda one: one.command.header.at)
    told = [one for one in asked if one.reasons or not isinstance(one.command, MANY)]
    rows: list[tuple[str, ...]] = []
    for one in told:
        if not rows or rows[-1] != _row(one, say):
            rows.append(_row(one, say))
    head = tuple(map(say, ("Day", "Asked by", "What", "Refused because")))
    return Table(say("How the engagement went"), head, tuple(rows), ending(world, say))


def _row(one: Asking, say: Speaker) -> tuple[str, ...]:
    header = one.command.header
    what = say.label(f"command.{type(one.command).__name__}")
    why = "; ".join(why.rstrip(".") for why in say.why(one.reasons))
    return say.written(header.at.date()), say.label(Role(header.by.role)), what, why


def ending(world: Commissioned, say: Speaker) -> str:
    """How it ended: on which day it was closed, or what still stands in the way."""
    last = world.effort.asked[-1]
    stage = say.label(world.effort.state.phase)
    if world.effort.state.phase is Stage.CLOSED:
        return say("{stage} on {day}.", stage=stage, day=last.command.header.at.date())
    return " ".join([say("{stage}, not closed.", stage=stage), *say.why(last.reasons)])
