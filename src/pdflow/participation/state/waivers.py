"""Waivers, and how a waiver is matched with the reason of a refusal."""

from __future__ import annotations

from collections.abc import Iterable

from pdflow.kernel.records import Record, record


@record
class Waiver(Record):
    """A requirement waived for one cycle."""

    requirement: str
    cycle: int
    reason: str
    handed_on: bool = False
    """Whether coordination made it."""


def is_waived(waivers: Iterable[Waiver], code: str, cycle: object) -> bool:
    """Whether one of these waivers has this reason code and is for this cycle."""
    return any(waiver.requirement == code and waiver.cycle == cycle for waiver in waivers)
