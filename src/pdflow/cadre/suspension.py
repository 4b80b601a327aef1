"""Standing: a trainer is stood down and reinstated, and records are taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

from pdflow.audience import Audience, TeamNote
from pdflow.cadre.rights import the_coordinator
from pdflow.cadre.state.records import ClearedFor
from pdflow.cadre.state.state import (
    ANY,
    CLEARED,
    PREPARING,
    STANDING,
    STOOD_DOWN,
    Member,
    Moves,
    Stage,
)
from pdflow.kernel.corrections import (
    already_void,
    no_reason_to_void,
    relied_upon,
    unknown_record,
)
from pdflow.kernel.fields import RecordId
from pdflow.kernel.guards import Objection, detail, moment
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.kernel.records import Turn
from pdflow.people import PersonId


@command(by=the_coordinator)
class StandDown(Command[Member]):
    """Take somebody out of the cadre for now; what they were cleared for does not count meanwhile."""

    reason: str
    note: str | None = None


@command(by=the_coordinator)
class Reinstate(Command[Member]):
    """Take somebody back into the cadre: cleared while a clearance runs, preparing otherwise."""

    reason: str
    note: str | None = None


@command(by=the_coordinator)
class VoidRecord(Command[Member]):
    """Take one recorded fact back, by its name."""

    record: RecordId
    reason: str
    note: str | None = None


@event("cadre.member_stood_down")
class MemberStoodDown(Event[Member]):
    """Somebody left the cadre for now; names the subjects they had been cleared for."""

    person: Annotated[PersonId, Audience.ALL]
    subjects: Annotated[tuple[str, ...], Audience.ALL]
    reason: str
    note: TeamNote

    def apply(self, state: Member) -> None:
        state.phase, state.turned = STOOD_DOWN, Turn("MemberStoodDown", self.at)


@event("cadre.member_reinstated")
class MemberReinstated(Event[Member]):
    """Somebody is back in the cadre; names the clearances that run."""

    person: Annotated[PersonId, Audience.ALL]
    to: Stage
    clearances: Annotated[tuple[ClearedFor, ...], Audience.ALL]
    reason: str
    note: TeamNote

    def apply(self, state: Member) -> None:
        state.phase, state.turned = self.to, Turn("MemberReinstated", self.at)


@event("cadre.record_voided")
class RecordVoided(Event[Member]):
    """A recorded fact was taken back; the state is what a replay without it gives."""

    record: RecordId
    reason: str
    note: TeamNote

    def apply(self, state: Member) -> None:
        state.void(self.record)


@moment("record.before")
def before_nomination(state: Member, at: datetime) -> Objection:
    nominated = state.nominated_at
    return {"record": "MemberNominated", "at": nominated} if nominated is not None and at < nominated else None


@moment("record.before")
def before_the_last_turn(state: Member, at: datetime) -> Objection:
    """A turn cannot precede the turn before it; one before nomination is told by its own rule."""
    turned, nominated = state.turned, state.nominated_at
    if turned is None or at >= turned.at or (nominated is not None and at < nominated):
        return None
    return {"record": turned.event, "at": turned.at}


@detail("cadre.no_reason")
def no_reason(state: Member, change: StandDown | Reinstate) -> Objection:
    return not change.reason


@detail("record.not_voidable", remedy="StandDown")
def clearance_in_force(state: Member, void: VoidRecord) -> Objection:
    """Standing down tells everybody that a clearance no longer counts; only then can it be taken back."""
    held = void.record in state.clearances and state.phase is not STOOD_DOWN
    return {"record": void.record, "undone_by": "StandDown"} if held else None


def stood_down_already(state: Member, change: StandDown) -> bool:
    return state.phase is STOOD_DOWN


def standing_already(state: Member, change: Reinstate) -> bool:
    return state.phase in STANDING


def stood_down(state: Member, change: StandDown) -> Sequence[MemberStoodDown]:
    subjects = tuple(dict.fromkeys(given.subject for given in state.clearances.values()))
    return (MemberStoodDown.of(change, person=state.person, subjects=subjects),)


def reinstated(state: Member, change: Reinstate) -> Sequence[MemberReinstated]:
    running = state.running(change.at)
    to = CLEARED if running else PREPARING
    return (MemberReinstated.of(change, person=state.person, to=to, clearances=running),)


MOVES: Moves = (
    move(
        StandDown,
        STANDING,
        to=STOOD_DOWN,
        guards=[no_reason, before_the_last_turn],
        then=stood_down,
        no_op_if=stood_down_already,
        gives_up=True,
    ),
    move(
        Reinstate,
        STOOD_DOWN,
        to=(CLEARED, PREPARING),
        guards=[no_reason, before_the_last_turn],
        then=reinstated,
        no_op_if=standing_already,
    ),
    move(
        VoidRecord,
        ANY,
        guards=[unknown_record, relied_upon, clearance_in_force, no_reason_to_void],
        then=RecordVoided,
        no_op_if=already_void,
    ),
)
