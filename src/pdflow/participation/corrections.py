"""Corrections: requirements waived on record, and recorded facts taken back."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.audience import TeamNote
from pdflow.kernel.corrections import (
    already_void,
    no_reason_to_void,
    no_reason_to_waive,
    not_voidable,
    relied_upon,
    unknown_record,
)
from pdflow.kernel.fields import RecordId, key, requirement
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.participation.rights import the_coordinator, whoever_waives
from pdflow.participation.state.records import Waiver
from pdflow.participation.state.state import (
    ANY,
    LIVE,
    Moves,
    Participation,
)


@command(by=whoever_waives)
class Waive(Command[Participation]):
    """Waive a requirement, by its reason code, for the current cycle."""

    waiver: RecordId = key("waivers")
    requirement: str = requirement()
    reason: str
    note: str | None = None


@command(by=the_coordinator)
class VoidRecord(Command[Participation]):
    """Take one recorded fact back, by its name or, where it has none, by the id of the command that recorded it."""

    record: RecordId
    reason: str
    note: str | None = None


@event("participation.requirement_waived")
class RequirementWaived(Event[Participation]):
    """A requirement was waived for one cycle, on record."""

    waiver: RecordId
    requirement: str
    cycle: int
    reason: str
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.waivers[self.waiver] = Waiver(self.at, self.requirement, self.cycle)


@event("participation.record_voided")
class RecordVoided(Event[Participation]):
    """A recorded fact was taken back; the state is what a replay without it gives."""

    record: RecordId
    reason: str
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.void(self.record)


def waived(state: Participation, waive: Waive) -> Sequence[RequirementWaived]:
    return (
        RequirementWaived(
            waive.header,
            waiver=waive.waiver,
            requirement=waive.requirement,
            cycle=state.cycle,
            reason=waive.reason,
            note=waive.note,
        ),
    )


MOVES: Moves = (
    move(Waive, LIVE, guards=[no_reason_to_waive], then=waived),
    move(
        VoidRecord,
        ANY,
        guards=[unknown_record, relied_upon, not_voidable, no_reason_to_void],
        then=RecordVoided,
        no_op_if=already_void,
    ),
)
