"""Plausible examples of corrections: a waiver, and a record voided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.kernel.corrections import not_voidable, relied_upon
from pdflow.kernel.examples import NONE_SUCH
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.corrections import VoidRecord, Waive
from pdflow.participation.examples.values import ExampleMaker, free_name
from pdflow.participation.state import Participation
from pdflow.participation.table import decider


def a_waiver(state: Participation, header: Header) -> Waive:
    """A waiver of the first requirement that refuses a command and can be waived."""
    refusing = (reason.code for reasons in decider.options(state, header).values() for reason in reasons)
    waivable = (code for code in refusing if decider.table.waivable.get(code))
    return Waive(
        header,
        waiver=free_name(state, "waiver", state.waivers),
        requirement=next(waivable, "cycle.short"),
        reason="agreed with the school",
    )


def a_record_voided(state: Participation, header: Header) -> VoidRecord:
    """A void of the latest record that nothing relies on."""
    latest_first = sorted(state.records(), key=lambda record: record[1].at, reverse=True)
    voids = (VoidRecord(header, record=name, reason="mistake") for name, _ in latest_first)
    nothing = VoidRecord(header, record=NONE_SUCH, reason="mistake")
    return next((void for void in voids if not (not_voidable(state, void) or relied_upon(state, void))), nothing)


CORRECTION_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    Waive: a_waiver,
    VoidRecord: a_record_voided,
}
