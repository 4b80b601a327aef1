"""Closing: outcomes read again, what is open settled, and the participation completed, or left open."""

from __future__ import annotations

from typing import Final

from pdflow.participation.action_steps import CompleteActionStep
from pdflow.participation.completion import Complete
from pdflow.participation.growth_areas import CarryGrowthArea, CloseGrowthArea
from pdflow.participation.outcomes import MeasureOutcome
from pdflow.participation.priorities import SharePractice
from pdflow.participation.state.attendance import first_training
from pdflow.participation.table import decider
from pdflow.simulation.participant.enrolment import OUTCOME
from pdflow.simulation.participant.evidence import show
from pdflow.simulation.participant.person import Person, Story
from pdflow.simulation.participant.remedies import insist, remedy, waive
from pdflow.values import EvaluationLevel

ATTEMPTS: Final = 3
"""How often somebody asks whether a participation is complete; then it stays open."""
AGAIN: Final = 14
"""Days until they ask again."""


def finish(person: Person) -> Story[None]:
    """Ask for completion: what stands in the way is remedied, and waived where nothing else can be done."""
    if person.happens(person.cohort.parameters.remeasured_in_time):
        yield from measure(person)
    if person.happens(person.cohort.parameters.shares):
        person.example(SharePractice, person.me)
    for _ in range(ATTEMPTS):
        if (yield from insist(person, lambda careful: Complete(person.head(person.coach)))):
            return
        for reason in decider.why_not(person.state, Complete(person.head(person.coach))):
            if decider.table.waivable.get(reason.code):
                waive(person, reason.code)
        yield from person.days(AGAIN)


@remedy(MeasureOutcome)
def measure(person: Person, reason: object = None) -> Story[None]:
    """Read the outcome again once the policy's window is open, and once after the last coaching."""
    state, year = person.state, person.cohort.year
    trained = first_training(state)
    if trained is None:
        return
    opens = year.day_on(trained.date()) + person.policy.remeasure_from + 1
    if opens > person.today:
        yield from person.days(opens - person.today)
    coached = state.coached_at.date() if state.coached_at else trained.date()
    if any(reading.on >= coached for reading in state.measurements.values()):
        return
    value = round(100 * person.practice.on(person.today) + person.chance.gauss(0, 4), 1)
    asked = MeasureOutcome(
        person.head(person.coach),
        measurement=person.name("reading"),
        outcome=OUTCOME.outcome,
        value=value,
        on=year.date_of(person.today),
        level=EvaluationLevel.USE,
        at_workplace=True,
    )
    if not person.ask(asked):
        person.cohort.journal.read(person.baseline, value)


@remedy(CompleteActionStep)
def finish_steps(person: Person, reason: object) -> Story[None]:
    """Whoever has to settle the open steps shows after a week what came of them."""
    yield from person.days(7)
    evidence = show(person)
    for step in person.state.open_steps():
        person.ask(CompleteActionStep(person.head(person.me), step=step, evidence=evidence))


@remedy(CloseGrowthArea)
def settle_growth_areas(person: Person, reason: object) -> tuple[()]:
    """A growth area that is not shown yet is carried on."""
    for area in person.state.open_growth_areas():
        if person.ask(CloseGrowthArea(person.head(person.coach), growth_area=area)):
            person.ask(CarryGrowthArea(person.head(person.coach), growth_area=area, reason="not shown yet"))
    return ()
