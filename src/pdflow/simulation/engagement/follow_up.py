"""The follow-up: chosen from what the sheets ask for, begun, revised and given; protected time used or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pdflow.engagement import (
    Addition,
    BeginFollowUp,
    ChooseFollowUp,
    LoseSlot,
    Mode,
    RecordFollowUp,
    ReviseFollowUp,
    UseSlot,
    Waive,
)
from pdflow.participation.state.records import VisitKind
from pdflow.simulation.participant.person import Story
from pdflow.values import Strategy

if TYPE_CHECKING:
    from pdflow.simulation.engagement.commissioned import Commissioned

MONTH: Final = 28
PATIENCE: Final = 4
"""How often the sheets are looked at, a week apart."""
VISITS: Final = {
    "check-ins": VisitKind.CHECK_IN,
    "observations": VisitKind.OBSERVATION,
    "coaching": VisitKind.COACHING,
}
FIRST: Final = ("testing", "a parents' evening", "a fire drill", "reports")
"""What is put before protected time."""


def follow_up(world: Commissioned) -> Story[None]:
    """Choose, begin, and give every month what the coaches' hours amount to."""
    effort, coordinator = world.effort, world.coordinator
    yield from world.on(world.rounds[0][0] - 1)
    effort.ask(ChooseFollowUp, coordinator, choice="too-soon", plans=("reminder",))
    yield from world.on(world.rounds[0][-1] + 2)
    effort.ask(ChooseFollowUp, coordinator, choice="light", plans=("reminder",))
    effort.ask(BeginFollowUp, coordinator)
    yield from choose(world)
    effort.ask(RecordFollowUp, world.facilitator, given="reminder-sent", plan="reminder")
    given: dict[str, int] = {}
    for month in range(1, world.year.days // MONTH + 1):
        yield from world.on(min(month * MONTH + 4, world.year.days - 3), 16 * 60)
        give(world, month, given)
        if month == 4:
            revise(world)


def choose(world: Commissioned) -> Story[None]:
    """Choose what the sheets ask for and begin; where too few come back for weeks, the director does without them."""
    effort, coordinator = world.effort, world.coordinator
    chosen = tuple(plan for plan in effort.state.plans if plan != "reminder")
    for week in range(1, PATIENCE + 1):
        if not effort.ask(ChooseFollowUp, coordinator, choice="what-the-sheets-ask", plans=chosen):
            break
        yield from world.on(world.today + 7)
        if week == PATIENCE - 1:
            told = {"requirement": "followup.no_evaluation_data", "reason": "too few sheets came back"}
            effort.ask(Waive, world.director, waiver="few-sheets", **told)
    effort.ask(BeginFollowUp, coordinator)
    yield from world.on(world.today + 3)


def give(world: Commissioned, month: int, given: dict[str, int]) -> None:
    """Record what was given since the month before."""
    for plan, kind in VISITS.items():
        total = sum(week[kind] for weeks in world.journal.minutes.values() for week in weeks)
        minutes, given[plan] = total - given.get(plan, 0), total
        if minutes and plan in world.effort.state.plans:
            told = {"given": f"{plan}-{month}", "plan": plan, "minutes": minutes}
            world.effort.ask(RecordFollowUp, world.facilitator, **told)


def revise(world: Commissioned) -> None:
    """By winter reminders are no longer of use; colleagues want to see each other's lessons."""
    on = world.year.date_of(world.today + MONTH)
    peers = Addition("lesson-visits", Strategy.PEER_EXCHANGE, Mode.IN_PERSON, world.coordinator.person, on)
    told = {"revision": "winter", "drops": ("reminder",), "adds": (peers,)}
    world.effort.ask(ReviseFollowUp, world.coordinator, **told, reason="")
    world.effort.ask(ReviseFollowUp, world.coordinator, **told, reason="nobody reads them any more")


def keep_time_free(world: Commissioned) -> Story[None]:
    """Use each protected hour for the community of practice, or lose it to something else."""
    yield from world.on(0)
    slots = {name: slot for made in world.effort.state.protections.values() for name, slot in made.slots.items()}
    for name, slot in slots.items():
        day = world.year.day_on(slot.start.date())
        yield from world.on(day, 16 * 60 + 10)
        if world.chance.random() < 0.7:
            world.effort.ask(UseSlot, world.coordinator, slot=name)
            told = {"given": f"community-{name}", "plan": "community", "minutes": slot.minutes}
            world.effort.ask(RecordFollowUp, world.facilitator, **told)
        else:
            world.effort.ask(LoseSlot, world.coordinator, slot=name, put_first=world.chance.choice(FIRST))
