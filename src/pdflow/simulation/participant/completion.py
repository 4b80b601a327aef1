"""Completion: outcomes measured again, open steps and growth areas settled, and the participation completed."""

from __future__ import annotations

from typing import Final

from pdflow.participation import (
    CarryGrowthArea,
    CloseGrowthArea,
    Complete,
    CompleteActionStep,
    MeasureOutcome,
    SharePractice,
    decider,
    is_remeasured,
    remeasure_window,
)
from pdflow.simulation.participant.enrolment import OUTCOME
from pdflow.simulation.participant.evidence import add_artifact
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.participant.remedies import insist, remedy_by, waive
from pdflow.simulation.world.stories import Story
from pdflow.values import EvaluationLevel

ATTEMPTS: Final = 3
"""How often completion is attempted before the participation is left open."""
DAYS_BETWEEN: Final = 14
"""Days from one attempt to the next."""


def finish(person: SimulatedPerson) -> Story[None]:
    """Attempt completion; follow the remedies of what is missing, and waive what nobody can remedy."""
    if person.happens(person.world.parameters.remeasured_in_time, "outcome in time"):
        yield from measure(person)
    if person.happens(person.world.parameters.shares, "practice shared"):
        person.ask_example(SharePractice, person.me)
    for _ in range(ATTEMPTS):
        if (yield from insist(person, lambda careful: Complete(person.header(person.coach)))):
            return
        for reason in decider.why_not(person.state, Complete(person.header(person.coach))):
            if decider.table.waivable.get(reason.code):
                waive(person, reason.code)
        yield from person.wait_days(DAYS_BETWEEN)


@remedy_by(MeasureOutcome)
def measure(person: SimulatedPerson, reason: object = None) -> Story[None]:
    """Measure the outcome again once a reading counts, unless one does already or none would any more."""
    state, year = person.state, person.world.year
    while (window := remeasure_window(state, year.at(person.now))) and year.day_on(window.opens) > person.today:
        yield from person.wait_days(year.day_on(window.opens) - person.today)
    is_over = window is None or (window.last_day is not None and year.date_of(person.today) > window.last_day)
    if is_over or is_remeasured(state, OUTCOME, year.at(person.now)):
        return
    value = person.share_of_lessons(person.skill.on(person.today), "outcome")
    command = MeasureOutcome(
        person.header(person.coach),
        measurement=person.new_id("reading"),
        outcome=OUTCOME.outcome,
        value=value,
        on=year.date_of(person.today),
        level=EvaluationLevel.USE,
        at_workplace=True,
    )
    if not person.ask(command):
        person.world.journal.measure(person.baseline, value)


@remedy_by(CompleteActionStep)
def complete_steps(person: SimulatedPerson, reason: object) -> Story[None]:
    """Complete the open steps after a week, on an artifact that shows them."""
    yield from person.wait_days(7)
    evidence = add_artifact(person)
    for step in person.state.open_steps():
        person.ask(CompleteActionStep(person.header(person.me), step=step, evidence=evidence))


@remedy_by(CloseGrowthArea)
def settle_growth_areas(person: SimulatedPerson, reason: object) -> tuple[()]:
    """Close the open growth areas, and carry on those that practice does not show yet."""
    for area in person.state.open_growth_areas():
        if person.ask(CloseGrowthArea(person.header(person.coach), growth_area=area)):
            person.ask(CarryGrowthArea(person.header(person.coach), growth_area=area, reason="not shown yet"))
    return ()
