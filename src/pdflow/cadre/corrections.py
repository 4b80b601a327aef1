"""Corrections: one recorded fact taken back."""

from __future__ import annotations

from pdflow.audience import TeamNote
from pdflow.cadre.rights import another_coordinator
from pdflow.cadre.state import ANY, STOOD_DOWN, CadreMember, Moves
from pdflow.kernel.corrections import already_void, no_reason_to_void, recorded_names, relied_upon, unknown_record
from pdflow.kernel.fields import RecordId, one_of
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=another_coordinator)
class VoidRecord(Command[CadreMember]):
    """Take one recorded fact back, by its name."""

    record: RecordId = one_of(recorded_names, unknown="record.unknown")
    reason: str
    note: TeamNote = None


@event("cadre.record_voided")
class RecordVoided(Event[CadreMember]):
    """A recorded fact was taken back; the state is what a replay without it gives."""

    record: RecordId
    reason: str
    note: TeamNote

    def apply(self, state: CadreMember) -> None:
        state.void(self.record)


@detail("record.not_voidable", remedy="StandDown")
def clearance_in_force(state: CadreMember, void: VoidRecord) -> Objection:
    """Others rely on a clearance in force; only standing down announces that it no longer counts."""
    in_force = void.record in state.clearances and state.phase is not STOOD_DOWN
    return {"record": void.record, "undone_by": "StandDown"} if in_force else None


MOVES: Moves = (
    move(
        VoidRecord,
        ANY,
        guards=[unknown_record, relied_upon, clearance_in_force, no_reason_to_void],
        then=RecordVoided,
        no_op_if=already_void,
    ),
)
