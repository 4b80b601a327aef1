"""Corrections: requirements waived, and records voided."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.audience import TeamNote
from pdflow.kernel.corrections import (
    already_void,
    no_reason_to_void,
    no_reason_to_waive,
    not_voidable,
    recorded_names,
    relied_upon,
    unknown_record,
)
from pdflow.kernel.fields import RecordId, key, one_of, requirement
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import whoever_voids, whoever_waives
from pdflow.participation.state import ANY, LIVE, Moves, Participation, Waiver, is_handed_on
from pdflow.values import CycleNumber


@command(by=whoever_waives)
class Waive(Command[Participation]):
    """Waive a requirement, by its reason code, for the current cycle.

    Args:
        requirement: A code whose entry in ``decider.reason_codes`` is ``waivable``, such as ``feedback.owed``.
    """

    waiver: RecordId = key("waivers")
    requirement: str = requirement()
    reason: str
    note: TeamNote = None


@command(by=whoever_voids)
class VoidRecord(Command[Participation]):
    """Void a record, by its name or, if it has none, by the id of the command that made it.

    Coordination voids what it made itself of a record of the engagement that was voided there.
    """

    record: RecordId = one_of(recorded_names, unknown="record.unknown")
    reason: str
    note: TeamNote = None


@event("participation.requirement_waived")
class RequirementWaived(Event[Participation]):
    """A requirement was waived for one cycle."""

    waiver: RecordId
    requirement: str
    cycle: CycleNumber
    reason: str
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.waivers[self.waiver] = Waiver(
            self.at, self.requirement, self.cycle, self.reason, is_handed_on(self.header, self.waiver)
        )


@event("participation.record_voided")
class RecordVoided(Event[Participation]):
    """A record was voided; the state is the one that a replay without it gives."""

    record: RecordId
    reason: str
    note: TeamNote

    def apply(self, state: Participation) -> None:
        state.void(self.record)


def requirement_waived(state: Participation, waive: Waive) -> Sequence[RequirementWaived]:
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
    move(Waive, LIVE, guards=[no_reason_to_waive], then=requirement_waived),
    move(
        VoidRecord,
        ANY,
        guards=[unknown_record, relied_upon, not_voidable, no_reason_to_void],
        then=RecordVoided,
        no_op_if=already_void,
    ),
)
