"""Corrections: a recorded fact is voided, unless others rely on it."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.audience import TeamNote
from pdflow.engagement.rights import the_coordinator
from pdflow.engagement.state import (
    ANY,
    Briefing,
    Engagement,
    Moves,
    briefing_state,
    current_briefing,
)
from pdflow.kernel.corrections import (
    already_void,
    no_reason_to_void,
    not_voidable,
    recorded_names,
    relied_upon,
    unknown_record,
)
from pdflow.kernel.fields import RecordId, one_of
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=the_coordinator)
class VoidRecord(Command[Engagement]):
    """Void one recorded fact, by its name or, where it has none, by the id of the command that recorded it."""

    record: RecordId = one_of(recorded_names, unknown="record.unknown")
    reason: str
    note: TeamNote = None


@event("engagement.record_voided")
class RecordVoided(Event[Engagement]):
    """A recorded fact was voided; carries the briefing where that changed it."""

    record: RecordId
    reason: str
    note: TeamNote
    briefing: Briefing | None

    def apply(self, state: Engagement) -> None:
        state.void(self.record)


def voided(state: Engagement, void: VoidRecord) -> Sequence[RecordVoided]:
    after = briefing_state(state)
    after.void(void.record)
    briefing = current_briefing(after)
    return (RecordVoided.of(void, briefing=None if briefing == current_briefing(state) else briefing),)


MOVES: Moves = (
    move(
        VoidRecord,
        ANY,
        guards=[unknown_record, relied_upon, not_voidable, no_reason_to_void],
        then=voided,
        no_op_if=already_void,
    ),
)
