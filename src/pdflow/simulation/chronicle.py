"""The engagement's year as a table: what was asked by whom in which month, and what it was refused for."""

from __future__ import annotations

from typing import Any, Final, cast

from pdflow.engagement import AddToRoster, NameSupporter, RecordFollowUp, Stage, TickLogistics
from pdflow.language import explain, label
from pdflow.people import Role
from pdflow.simulation.commissioned import Commissioned
from pdflow.simulation.report import Table
from pdflow.simulation.run import Run
from pdflow.simulation.streams import Asking, Stream

MANY: Final = (AddToRoster, NameSupporter, RecordFollowUp, TickLogistics)
"""What is asked so often that only a refusal of it is told."""


def chronicle(run: Run) -> Table:
    """Every step of a commissioned year's engagement and of its trainers, in order; of a refusal why."""
    world = cast(Commissioned, run.cohort)
    streams: tuple[Stream[Any], ...] = (world.effort, *world.cadre.values())
    asked = sorted((one for stream in streams for one in stream.asked), key=lambda one: one.command.header.at)
    told = [one for one in asked if one.reasons or not isinstance(one.command, MANY)]
    rows: list[tuple[str, ...]] = []
    for one in told:
        if not rows or rows[-1] != _row(one):
            rows.append(_row(one))
    return Table("How the engagement went", ("Day", "Asked by", "What", "Refused because"), tuple(rows), ending(world))


def _row(one: Asking) -> tuple[str, ...]:
    header = one.command.header
    what = label(f"command.{type(one.command).__name__}")
    why = "; ".join(told.why.rstrip(".") for told in explain(one.reasons))
    return header.at.date().isoformat(), label(Role(header.by.role)), what, why


def ending(world: Commissioned) -> str:
    """How it ended: on which day it was closed, or what still stands in the way."""
    last = world.effort.asked[-1]
    stage = label(world.effort.state.phase)
    if world.effort.state.phase is Stage.CLOSED:
        return f"{stage} on {last.command.header.at.date()}."
    return f"{stage}, not closed. {' '.join(told.why for told in explain(last.reasons))}".strip()
