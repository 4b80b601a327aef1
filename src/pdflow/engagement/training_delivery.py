"""Delivery: what was arranged, which session was held, and who was there how long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import attrs

from pdflow.audience import Audience
from pdflow.engagement.rights import a_trainer
from pdflow.engagement.state.sessions import (
    booking_of,
    delivery_of,
    scheduled,
    to_come,
    training_of,
)
from pdflow.engagement.state.state import (
    DELIVERING,
    DESIGN_ON,
    Engagement,
    Moves,
)
from pdflow.engagement.state.training_records import Delivery, Tick
from pdflow.kernel.fields import RecordId, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import (
    Command,
    Event,
    command,
    event,
)
from pdflow.people import PersonId


@attrs.frozen
class Presence:
    """For how many minutes somebody was there."""

    person: PersonId
    minutes: int


@command(by=a_trainer)
class TickLogistics(Command[Engagement]):
    """Record an item of travel or logistics as arranged."""

    item: RecordId = names("bookings", unknown="logistics.unknown_item")


@command(by=a_trainer)
class DeliverTraining(Command[Engagement]):
    """Record a session as held: for how many minutes, and who was there how long; walk-ins too."""

    delivery: RecordId = key("deliveries")
    session: RecordId = names("trainings", unknown="training.not_scheduled")
    held: int
    there: tuple[Presence, ...] = ()


@event("engagement.logistics_ticked")
class LogisticsTicked(Event[Engagement]):
    """An item of travel or logistics is arranged."""

    item: RecordId

    def apply(self, state: Engagement) -> None:
        state.ticks[self.item] = Tick(self.at, self.header.id, self.item)


@event("engagement.training_delivered")
class TrainingDelivered(Event[Engagement]):
    """A session was held, on the booking it names."""

    delivery: Annotated[RecordId, Audience.ALL]
    training: Annotated[RecordId, Audience.ALL]
    session: Annotated[RecordId, Audience.ALL]
    booking: Annotated[RecordId, Audience.ALL]
    held: Annotated[int, Audience.ALL]
    there: tuple[Presence, ...]
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        there = sum(presence.minutes > 0 for presence in self.there)
        state.deliveries[self.delivery] = Delivery(self.at, self.held, there, self.session, self.booking)


@fact("logistics.unknown_item", remedy="ScheduleTraining")
def nothing_to_arrange(state: Engagement) -> Objection:
    return all(item in state.ticks for booking in state.bookings.values() for item in booking.items)


@detail("logistics.unknown_item", remedy="ScheduleTraining")
def no_item(state: Engagement, tick: TickLogistics) -> Objection:
    """What has items is not an item."""
    return {"item": tick.item} if tick.item in state.bookings else None


@fact("training.not_scheduled", remedy="ScheduleTraining")
def none_scheduled(state: Engagement) -> Objection:
    return not state.deliveries and not to_come(state)


@detail("training.not_scheduled", remedy="ScheduleTraining")
def session_not_scheduled(state: Engagement, deliver: DeliverTraining) -> Objection:
    return {"session": deliver.session} if scheduled(state, deliver.session) is None else None


@detail("training.before_start")
def before_start(state: Engagement, deliver: DeliverTraining) -> Objection:
    session = scheduled(state, deliver.session)
    return {"start": session.start} if session is not None and deliver.at < session.start else None


@detail("attendance.more_than_held")
def more_than_held(state: Engagement, deliver: DeliverTraining) -> Objection:
    """A participation would refuse it; better to hear it here."""
    return tuple(
        {"person": presence.person, "there": presence.minutes, "held": deliver.held}
        for presence in deliver.there
        if presence.minutes > deliver.held
    )


def ticked_already(state: Engagement, tick: TickLogistics) -> bool:
    return tick.item in state.ticks


def delivered(state: Engagement, deliver: DeliverTraining) -> Sequence[TrainingDelivered]:
    session = deliver.session
    told = {"training": training_of(state, session), "booking": booking_of(state, session)}
    return (TrainingDelivered.of(deliver, supersedes=delivery_of(state, session), **told),)


MOVES: Moves = (
    move(
        TickLogistics,
        DESIGN_ON,
        guards=[nothing_to_arrange, no_item],
        then=LogisticsTicked,
        no_op_if=ticked_already,
    ),
    move(
        DeliverTraining,
        DELIVERING,
        guards=[none_scheduled, session_not_scheduled, before_start, more_than_held],
        then=delivered,
    ),
)
