"""Corrections: what stands in the way of taking a record back and of waiving a requirement, the same everywhere."""

from __future__ import annotations

from typing import Protocol

from pdflow.kernel.declare import RecordId
from pdflow.kernel.records import Aggregate
from pdflow.kernel.rules import Why, detail


class Voids(Protocol):
    """A command that takes a record back."""

    @property
    def record(self) -> RecordId: ...

    @property
    def reason(self) -> str: ...


class Waives(Protocol):
    """A command that waives a requirement."""

    @property
    def requirement(self) -> str: ...

    @property
    def reason(self) -> str: ...


@detail("record.unknown")
def unknown_record(state: Aggregate, void: Voids) -> Why:
    return {"record": void.record} if all(name != void.record for name, _ in state.records()) else None


@detail("record.relied_upon")
def relied_upon(state: Aggregate, void: Voids) -> Why:
    later = state.rests_on(void.record)
    return None if later is None else {"record": void.record, "by": later}


@detail("record.not_voidable")
def not_voidable(state: Aggregate, void: Voids) -> Why:
    for name, declared in state.ledgers.items():
        if declared["turn"] and void.record in getattr(state, name):
            return {"record": void.record, "undone_by": declared["undone_by"]}
    return None


@detail("waiver.unknown_requirement")
def unknown_requirement(state: Aggregate, waive: Waives) -> Why:
    return {"requirement": waive.requirement} if waive.requirement not in state.requirements else None


@detail("waiver.not_waivable")
def not_waivable(state: Aggregate, waive: Waives) -> Why:
    return {"requirement": waive.requirement} if state.requirements.get(waive.requirement) is False else None


@detail("waiver.no_reason")
def no_reason_to_waive(state: Aggregate, waive: Waives) -> Why:
    return not waive.reason


@detail("record.no_reason")
def no_reason_to_void(state: Aggregate, void: Voids) -> Why:
    return not void.reason


def already_void(state: Aggregate, void: Voids) -> bool:
    """Voiding the void again is silence."""
    return void.record in state.voided
