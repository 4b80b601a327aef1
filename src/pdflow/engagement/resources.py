"""Time and money: slots protected, used and lost; the budget; when key messages are revisited and practice shared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Annotated

import attrs

from pdflow.audience import Audience
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state.records import (
    Budget,
    Dated,
    Protection,
    Slot,
    SlotEnd,
)
from pdflow.engagement.state.state import (
    DELIVERING,
    DESIGN_ON,
    Engagement,
    Moves,
    last,
    parts_taken,
)
from pdflow.engagement.state.vocabulary import SlotUse
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)


@attrs.frozen
class ProtectedSlot:
    """A stretch of time kept free, named so that it can be used or lost; ``minutes`` is its length."""

    slot: RecordId
    start: datetime
    minutes: int
    use: SlotUse = SlotUse.TEAM


@command(by=the_commissioner)
class ProtectTime(Command[Engagement]):
    """Keep slots in the calendar free for personal or team development."""

    protection: RecordId = key("protections")
    slots: tuple[ProtectedSlot, ...]


@command(by=the_commissioner)
class UseSlot(Command[Engagement]):
    """Record that a protected slot was used for what it was kept free for."""

    slot: RecordId = names("protections", unknown="time.unknown_slot")


@command(by=the_commissioner)
class LoseSlot(Command[Engagement]):
    """Record that something else was put first, and what."""

    slot: RecordId = names("protections", unknown="time.unknown_slot")
    put_first: str


@command(by=the_commissioner)
class SetBudget(Command[Engagement]):
    """Set aside money, in the host's own currency, and hours; and of them a share for the follow-up, or why none."""

    budget: RecordId = key("budgets")
    money: float = 0
    hours: float = 0
    follow_up_money: float = 0
    follow_up_hours: float = 0
    reason: str = ""


@command(by=the_commissioner)
class PlanRevisit(Command[Engagement]):
    """Plan a day on which key messages of the training are revisited."""

    revisit: RecordId = key("revisits")
    on: date
    messages: str


@command(by=the_commissioner)
class PlanSharing(Command[Engagement]):
    """Plan how practice that emerges is shared, and when."""

    sharing: RecordId = key("sharings")
    how: str
    on: date | None = None


@event("engagement.time_protected")
class TimeProtected(Event[Engagement]):
    """Slots are kept free."""

    protection: Annotated[RecordId, Audience.ALL]
    slots: Annotated[tuple[ProtectedSlot, ...], Audience.ALL]

    def apply(self, state: Engagement) -> None:
        slots = {slot.slot: Slot(slot.start, slot.minutes) for slot in self.slots}
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
        state.slot_ends[self.slot] = SlotEnd(self.at, self.header.id, False, self.slot)


@event("engagement.budget_set")
class BudgetSet(Event[Engagement]):
    """Money and hours were set aside."""

    budget: RecordId
    money: float
    hours: float
    follow_up_money: float
    follow_up_hours: float
    reason: str
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.budgets[self.budget] = Budget(self.at)


@event("engagement.revisit_planned")
class RevisitPlanned(Event[Engagement]):
    """A day was set to revisit key messages."""

    revisit: Annotated[RecordId, Audience.ALL]
    on: Annotated[date, Audience.ALL]
    messages: Annotated[str, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.revisits[self.revisit] = Dated(self.at, self.on)


@event("engagement.sharing_planned")
class SharingPlanned(Event[Engagement]):
    """How practice is shared was settled."""

    sharing: Annotated[RecordId, Audience.ALL]
    how: Annotated[str, Audience.ALL]
    on: Annotated[date | None, Audience.ALL]

    def apply(self, state: Engagement) -> None:
        state.sharings[self.sharing] = Dated(self.at, self.on)


@detail("time.outside_dates")
def slots_outside_dates(state: Engagement, protect: ProtectTime) -> Objection:
    return _outside(state, (slot.start.date() for slot in protect.slots))


@detail("time.outside_dates")
def day_outside_dates(state: Engagement, plan: PlanRevisit | PlanSharing) -> Objection:
    return _outside(state, [plan.on] if plan.on else [])


def _outside(state: Engagement, days: Iterable[date]) -> Objection:
    start, end = state.start or date.min, state.planned_end or date.max
    outside = tuple(day for day in days if not start <= day <= end)
    return {"days": outside, "start": state.start, "end": state.planned_end} if outside else None


@detail("record.name_taken")
def slot_name_taken(state: Engagement, protect: ProtectTime) -> Objection:
    return parts_taken(state, "protections", (slot.slot for slot in protect.slots))


@fact("time.unknown_slot", remedy="ProtectTime")
def no_open_slot(state: Engagement) -> Objection:
    return not open_slots(state)


@detail("time.unknown_slot", remedy="ProtectTime")
def slot_not_open(state: Engagement, settle: UseSlot | LoseSlot) -> Objection:
    """A slot that was used is no longer there to be lost, nor one lost to be used."""
    slot = settle.slot
    return {"slot": slot} if slot in state.protections or slot in state.slot_ends else None


@detail("budget.negative")
def negative(state: Engagement, budget: SetBudget) -> Objection:
    shares = ("money", "hours", "follow_up_money", "follow_up_hours")
    below = {name: getattr(budget, name) for name in shares if getattr(budget, name) < 0}
    return below or None


@detail("budget.no_follow_up_share")
def no_follow_up_share(state: Engagement, budget: SetBudget) -> Objection:
    return not (budget.follow_up_money or budget.follow_up_hours or budget.reason)


def open_slots(state: Engagement) -> dict[RecordId, Slot]:
    """The protected slots neither used nor lost, by name."""
    return {
        name: slot
        for made in state.protections.values()
        for name, slot in made.slots.items()
        if name not in state.slot_ends
    }


def ended_so(state: Engagement, settle: UseSlot | LoseSlot) -> bool:
    end = state.slot_ends.get(settle.slot)
    return end is not None and end.used is isinstance(settle, UseSlot)


def budget_set(state: Engagement, budget: SetBudget) -> Sequence[BudgetSet]:
    return (BudgetSet.of(budget, supersedes=last(state.budgets, lambda _: True)),)


MOVES: Moves = (
    move(ProtectTime, DESIGN_ON, guards=[slots_outside_dates, slot_name_taken], then=TimeProtected),
    move(UseSlot, DELIVERING, guards=[no_open_slot, slot_not_open], then=SlotUsed, no_op_if=ended_so),
    move(LoseSlot, DELIVERING, guards=[no_open_slot, slot_not_open], then=SlotLost, no_op_if=ended_so),
    move(SetBudget, DESIGN_ON, guards=[negative, no_follow_up_share], then=budget_set),
    move(PlanRevisit, DESIGN_ON, guards=[day_outside_dates], then=RevisitPlanned),
    move(PlanSharing, DESIGN_ON, guards=[day_outside_dates], then=SharingPlanned),
)
