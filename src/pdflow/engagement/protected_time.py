"""Protected time: slots kept free for development, and whether each was used or lost."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import attrs

from pdflow.audience import Audience
from pdflow.engagement.chronology import days_outside_dates
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    DELIVERING,
    DESIGN_ON,
    Engagement,
    Moves,
    Protection,
    Slot,
    SlotEnd,
    SlotUse,
    open_slots,
    part_name_taken,
)
from pdflow.kernel.fields import RecordId, key, names, with_fixed_offset
from pdflow.kernel.frozen import frozen
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.values import SessionMinutes


@frozen
class ProtectedSlot:
    """A stretch of protected time, with a name by which it is used or lost, and its length in minutes."""

    slot: RecordId
    start: datetime = attrs.field(converter=with_fixed_offset)
    minutes: SessionMinutes
    use: SlotUse = SlotUse.TEAM


@command(by=the_commissioner)
class ProtectTime(Command[Engagement]):
    """Protect slots in the calendar for personal or team development."""

    protection: RecordId = key("protections")
    slots: tuple[ProtectedSlot, ...]


@command(by=the_commissioner)
class UseSlot(Command[Engagement]):
    """Record that a protected slot was used for development."""

    slot: RecordId = names("protections", unknown="time.unknown_slot", parts=True)


@command(by=the_commissioner)
class LoseSlot(Command[Engagement]):
    """Record that a protected slot was lost, and what was put first."""

    slot: RecordId = names("protections", unknown="time.unknown_slot", parts=True)
    put_first: str


@event("engagement.time_protected")
class TimeProtected(Event[Engagement]):
    """Slots were protected."""

    protection: Annotated[RecordId, Audience.ALL]
    slots: Annotated[tuple[ProtectedSlot, ...], Audience.ALL]

    def apply(self, state: Engagement) -> None:
        slots = {slot.slot: Slot(slot.start, slot.minutes, slot.use) for slot in self.slots}
        state.protections[self.protection] = Protection(self.at, slots)


@event("engagement.slot_used")
class SlotUsed(Event[Engagement]):
    """A protected slot was used."""

    slot: Annotated[RecordId, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.slot_ends[self.slot] = SlotEnd(self.at, self.header.id, True, self.slot)


@event("engagement.slot_lost")
class SlotLost(Event[Engagement]):
    """A protected slot was lost to something else."""

    slot: Annotated[RecordId, Audience.ALL]
    put_first: Annotated[str, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.slot_ends[self.slot] = SlotEnd(self.at, self.header.id, False, self.slot, self.put_first)


@detail("time.outside_dates")
def slots_outside_dates(state: Engagement, protect: ProtectTime) -> Objection:
    return days_outside_dates(state, (slot.start.date() for slot in protect.slots))


@detail("record.name_taken")
def slot_name_taken(state: Engagement, protect: ProtectTime) -> Objection:
    if protect.protection in state.protections:
        return None
    return part_name_taken(state, "protections", (slot.slot for slot in protect.slots))


@fact("time.unknown_slot", remedy="ProtectTime")
def no_open_slot(state: Engagement) -> Objection:
    return not open_slots(state)


@detail("time.unknown_slot", remedy="ProtectTime")
def slot_not_open(state: Engagement, settle: UseSlot | LoseSlot) -> Objection:
    """A slot that was used cannot be lost, nor one that was lost be used; a protection is no slot."""
    slot = settle.slot
    return {"slot": slot} if slot in state.protections or slot in state.slot_ends else None


@detail("time.not_yet")
def not_yet(state: Engagement, use: UseSlot) -> Objection:
    """A slot is used from its start on; that it is lost may be known before."""
    slot = open_slots(state).get(use.slot)
    return {"slot": use.slot, "start": slot.start} if slot is not None and use.at < slot.start else None


def settled_already(state: Engagement, settle: UseSlot | LoseSlot) -> bool:
    end = state.slot_ends.get(settle.slot)
    return end is not None and end.used is isinstance(settle, UseSlot) and not any(end.difference(settle))


MOVES: Moves = (
    move(ProtectTime, DESIGN_ON, guards=[slots_outside_dates, slot_name_taken], then=TimeProtected),
    move(UseSlot, DELIVERING, guards=[no_open_slot, slot_not_open, not_yet], then=SlotUsed, no_op_if=settled_already),
    move(LoseSlot, DELIVERING, guards=[no_open_slot, slot_not_open], then=SlotLost, no_op_if=settled_already),
)
