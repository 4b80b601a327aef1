"""Corrections: what stands in the way of voiding a record and of waiving a requirement, the same everywhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from pdflow.kernel.fields import RecordId, fields, is_blank
from pdflow.kernel.guards import AnyGuard, Guard, GuardKind, Objection, detail
from pdflow.kernel.messages import AnyCommand
from pdflow.kernel.records import Aggregate


class VoidsRecord(Protocol):
    """A command that voids a record."""

    @property
    def record(self) -> RecordId: ...

    @property
    def reason(self) -> str: ...


class Waives(Protocol):
    """A command that waives a requirement."""

    @property
    def reason(self) -> str: ...


def recorded_names(state: Aggregate) -> list[RecordId]:
    """Every name that a record goes by, ledger by ledger."""
    return [name for name, _ in state.records()]


@detail("record.unknown")
def unknown_record(state: Aggregate, void: VoidsRecord) -> Objection:
    return {"record": void.record} if all(name != void.record for name, _ in state.records()) else None


@detail("record.relied_upon")
def relied_upon(state: Aggregate, void: VoidsRecord) -> Objection:
    later = state.relied_upon_by(void.record)
    return None if later is None else {"record": void.record, "by": later}


@detail("record.not_voidable")
def not_voidable(state: Aggregate, void: VoidsRecord) -> Objection:
    for name, declared in state.ledgers.items():
        if declared["turn"] and void.record in getattr(state, name):
            return {"record": void.record, "undone_by": declared["undone_by"]}
    return None


@detail("waiver.no_reason")
def no_reason_to_waive(state: Aggregate, waive: Waives) -> Objection:
    return is_blank(waive.reason)


@detail("record.no_reason")
def no_reason_to_void(state: Aggregate, void: VoidsRecord) -> Objection:
    return is_blank(void.reason)


def already_void(state: Aggregate, void: VoidsRecord) -> bool:
    """Voiding the void again is a no-op."""
    return void.record in state.voided


def requirement_guards(command: type[AnyCommand], waivable: Mapping[str, bool]) -> Iterator[AnyGuard]:
    """The guards of a command that names a requirement.

    Args:
        waivable: Each reason code of the table, and whether it can be waived; it may still be growing.
    """
    for field in fields(command):
        if "requirement" in field.metadata:
            yield from _guards_of_requirement(field.name, field.metadata["handed_on_if"], waivable)


def _guards_of_requirement(field: str, handed_on_if: str | None, waivable: Mapping[str, bool]) -> Iterator[AnyGuard]:
    def judged(command: AnyCommand) -> str | None:
        handed_on = handed_on_if is not None and getattr(command, handed_on_if)
        return None if handed_on else getattr(command, field)

    def unknown(state: Aggregate, command: AnyCommand) -> Objection:
        code = judged(command)
        return None if code is None or code in waivable else {"requirement": code, **_meant(code, waivable)}

    def not_waivable(state: Aggregate, command: AnyCommand) -> Objection:
        code = judged(command)
        return {"requirement": code} if code is not None and waivable.get(code) is False else None

    yield Guard("waiver.unknown_requirement", GuardKind.DETAIL, unknown, None, False)
    yield Guard("waiver.not_waivable", GuardKind.DETAIL, not_waivable, None, False)


def _meant(code: str, waivable: Mapping[str, bool]) -> Mapping[str, str]:
    """The code that can be waived and that a misspelt one resembles; empty where none does."""
    from difflib import get_close_matches

    known = [each for each, can_be in waivable.items() if can_be]
    near = get_close_matches(code, known, n=1, cutoff=0.75)
    return {"meant": near[0]} if near else {}
