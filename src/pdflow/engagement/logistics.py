"""Logistics: items of travel and logistics, ticked off when arranged."""

from __future__ import annotations

from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state import DESIGN_ON, Engagement, Moves, Tick
from pdflow.kernel.fields import RecordId, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=a_trainer)
class TickLogistics(Command[Engagement]):
    """Record an item of travel or logistics as arranged."""

    item: RecordId = names("bookings", unknown="logistics.unknown_item", parts=True)


@event("engagement.logistics_ticked")
class LogisticsTicked(Event[Engagement]):
    """An item of travel or logistics was arranged."""

    item: RecordId

    def apply(self, state: Engagement) -> None:
        state.ticks[self.item] = Tick(self.at, self.header.id, self.item)


@fact("logistics.unknown_item", remedy="ScheduleTraining")
def nothing_to_arrange(state: Engagement) -> Objection:
    return all(item in state.ticks for booking in state.bookings.values() for item in booking.items)


@detail("logistics.unknown_item", remedy="ScheduleTraining")
def no_item(state: Engagement, tick: TickLogistics) -> Objection:
    """The name of a booking is not the name of an item."""
    return {"item": tick.item} if tick.item in state.bookings else None


def ticked_already(state: Engagement, tick: TickLogistics) -> bool:
    return tick.item in state.ticks


MOVES: Moves = (
    move(
        TickLogistics,
        DESIGN_ON,
        guards=[nothing_to_arrange, no_item],
        then=LogisticsTicked,
        no_op_if=ticked_already,
    ),
)
