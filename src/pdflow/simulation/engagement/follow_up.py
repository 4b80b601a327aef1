"""Follow-up: chosen from what the evaluations ask for, begun, revised and recorded; protected time used or lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

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
from pdflow.participation import SUPPORT, VisitKind
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.engagement.resources import SLOT_BEGINS, record_spending
from pdflow.simulation.participant.person import SimulatedPerson, is_live
from pdflow.simulation.world.stories import Story
from pdflow.values import Strategy

MONTH: Final = 28
PATIENCE: Final = 4
"""How often the evaluations are looked at, a week apart."""
VISITS: Final = {
    "check-ins": VisitKind.CHECK_IN,
    "observations": VisitKind.OBSERVATION,
    "coaching": VisitKind.COACHING,
}
"""The kind of visit that a follow-up plan consists of."""
COACHED: Final = "those whom coaches visited"
"""The group that the coaches' hours of a month reached."""
LESSON_VISITS: Final = "lesson-visits"
PUT_FIRST: Final = ("testing", "a parents' evening", "a fire drill", "reports")
"""What takes precedence over protected time."""


def follow_up(programme: Programme) -> Story[None]:
    """Choose and begin follow-up, and record every month the coaches' hours in it."""
    world, ask = programme.world, programme.engagement.ask
    yield from programme.wait_for(world.rounds[0][0] - 1)
    ask(ChooseFollowUp, world.coordinator, choice="too-soon", plans=("reminder",))
    yield from programme.wait_for(world.rounds[0][-1] + 2)
    ask(ChooseFollowUp, world.coordinator, choice="light", plans=("reminder",))
    ask(BeginFollowUp, world.coordinator)
    yield from choose_by_evaluations(programme)
    everybody = [person for person in programme.people if is_live(person) and person.away is None]
    give(programme, "reminder-sent", "reminder", everybody)
    recorded: dict[str, int] = {}
    for month in range(1, world.year.days // MONTH + 1):
        yield from programme.wait_for(min(month * MONTH + 4, world.year.days - 3), 16 * 60)
        record_month(programme, month, recorded)
        if month == 4:
            revise(programme)
        elif month == 6:
            visit_lessons(programme)


def choose_by_evaluations(programme: Programme) -> Story[None]:
    """Choose what the evaluations ask for; where too few are submitted for weeks, the director waives them."""
    world, ask = programme.world, programme.engagement.ask
    chosen = tuple(plan for plan in programme.engagement.state.plans if plan != "reminder")
    for week in range(1, PATIENCE + 1):
        if not ask(ChooseFollowUp, world.coordinator, choice="what-the-sheets-ask", plans=chosen):
            break
        yield from programme.wait_for(world.today + 7)
        if week == PATIENCE - 1:
            requirement, reason = "followup.no_evaluation_data", "too few sheets came back"
            ask(Waive, programme.director, waiver="few-sheets", requirement=requirement, reason=reason)
    ask(BeginFollowUp, world.coordinator)
    yield from programme.wait_for(world.today + 3)


def record_month(programme: Programme, month: int, recorded: dict[str, int]) -> None:
    """Record the minutes given by each plan since the month before, and what they cost.

    With each person the visits are on record already, so they are recorded here for the coaches' people together.

    Args:
        recorded: the totals of the plans until the month before.
    """
    given = 0
    world, engagement = programme.world, programme.engagement
    for plan, kind in VISITS.items():
        total = sum(week[kind] for weeks in world.journal.minutes.values() for week in weeks)
        minutes, recorded[plan] = total - recorded.get(plan, 0), total
        given += minutes
        if minutes and plan in engagement.state.plans:
            values = {"given": f"{plan}-{month}", "plan": plan, "minutes": minutes, "group": COACHED}
            engagement.ask(RecordFollowUp, world.facilitator, **values)
    record_spending(programme, month, given)


def give(programme: Programme, given: str, plan: str, to: Sequence[SimulatedPerson], **values: Any) -> None:
    """Record follow-up with the people whom it reached, if there are any."""
    if to:
        people = tuple(person.seat.person for person in to)
        programme.engagement.ask(
            RecordFollowUp, programme.world.facilitator, given=given, plan=plan, to=people, **values
        )


def revise(programme: Programme) -> None:
    """Replace reminders by visits to colleagues' lessons; the first attempt gives no reason."""
    world = programme.world
    on = world.year.date_of(world.today + MONTH)
    peers = Addition(LESSON_VISITS, Strategy.PEER_EXCHANGE, Mode.IN_PERSON, world.coordinator.person, on)
    for reason in ("", "nobody reads them any more"):
        programme.engagement.ask(
            ReviseFollowUp, world.coordinator, revision="winter", drops=("reminder",), adds=(peers,), reason=reason
        )


def visit_lessons(programme: Programme) -> None:
    """Let half of the people in support visit a colleague's lesson, as the revision in winter planned."""
    visitors = [
        person for person in programme.people if person.status == SUPPORT and person.happens(0.5, "lesson visit")
    ]
    if LESSON_VISITS in programme.engagement.state.plans:
        give(programme, "lessons-visited", LESSON_VISITS, visitors, minutes=45)


def use_protected_time(programme: Programme) -> Story[None]:
    """Use each protected slot for the team of a campus, one after the other, or lose it to something else."""
    world, engagement = programme.world, programme.engagement
    yield from programme.wait_for(0)
    slots = {name: slot for made in engagement.state.protections.values() for name, slot in made.slots.items()}
    sites = [site for site, seats in world.sites.items() if len(seats) > 1] or [*world.sites]
    for number, (name, slot) in enumerate(slots.items()):
        day = world.year.day_on(slot.start.date())
        yield from programme.wait_for(day, SLOT_BEGINS + slot.minutes)
        if programme.chance.random() < 0.7:
            engagement.ask(UseSlot, world.coordinator, slot=name)
            meet_team(programme, name, sites[number % len(sites)], slot.minutes)
        else:
            put_first = programme.chance.choice(PUT_FIRST)
            engagement.ask(LoseSlot, world.coordinator, slot=name, put_first=put_first)


def meet_team(programme: Programme, slot: str, site: str, minutes: int) -> None:
    """Meet the learning community of a campus: whoever has joined, is not on leave and is there that day."""
    absence = programme.world.parameters.absence
    there = [
        person
        for person in programme.people
        if is_live(person)
        and person.state.site == site
        and person.away is None
        and not person.happens(absence, "community")
    ]
    give(programme, f"community-{slot}", "community", there, minutes=minutes, group=site)
