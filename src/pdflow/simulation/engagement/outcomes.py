"""Outcomes of the engagement: stated, with a measure and a baseline, and measured again for the group."""

from __future__ import annotations

from statistics import mean
from typing import Final

from pdflow.engagement import ChooseMeasure, RecordReading, SetBaseline, StateOutcome
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.participant.enrolment import OUTCOME
from pdflow.values import Better, EvaluationLevel, OutcomeKind, OutcomeOf

LEARNERS: Final = "learners-answering"
"""The id of the group's outcome."""
BASELINE: Final = 41.0
"""Per cent of pupils who answered before the engagement."""


def state_outcomes(programme: Programme) -> None:
    """State the outcome for each person, and the one for the group."""
    ask, director = programme.engagement.ask, programme.director
    ask(
        StateOutcome,
        director,
        outcome=OUTCOME.outcome,
        whose=OUTCOME.of,
        kind=OUTCOME.kind,
        statement=OUTCOME.statement,
    )
    ask(
        StateOutcome,
        director,
        outcome=LEARNERS,
        statement="more pupils answer in each lesson",
        whose=OutcomeOf.GROUP,
        kind=OutcomeKind.PERFORMANCE,
    )


def set_own_measure(programme: Programme) -> None:
    """Choose how each person's practice is measured."""
    measure = OUTCOME.measure
    assert measure is not None
    _choose_measure(programme, OUTCOME.outcome, title=measure.name, unit=measure.unit, target=OUTCOME.target)


def set_group_measure(programme: Programme) -> None:
    """Choose how the change in the group is measured; the first attempt names no unit."""
    for unit in ("", "%"):
        _choose_measure(programme, LEARNERS, title="pupils who answer in a lesson", target=60.0, unit=unit)


def _choose_measure(programme: Programme, outcome: str, **values: object) -> None:
    year = programme.world.year
    programme.engagement.ask(
        ChooseMeasure,
        programme.director,
        measure=f"measure-of-{outcome}",
        outcome=outcome,
        better=Better.HIGHER,
        collector=programme.world.coordinator.person,
        collected_by=year.date_of(year.days - 14),
        **values,
    )


def set_baselines(programme: Programme) -> None:
    """Set the day by which everybody's baseline is known, and the group's baseline."""
    ask, director, world = programme.engagement.ask, programme.director, programme.world
    by = world.year.date_of(world.rounds[0][0] - 1)
    ask(SetBaseline, director, baseline="baseline-of-each", outcome=OUTCOME.outcome, on=by)
    ask(
        SetBaseline,
        director,
        baseline="baseline-of-group",
        outcome=LEARNERS,
        on=world.year.date_of(world.today),
        value=BASELINE,
        how="walkthroughs, one lesson of each teacher",
    )


def measure_group(programme: Programme) -> None:
    """Measure the group's outcome again: the more of the practice was in use in the year, the more pupils answer."""
    world = programme.world
    numbers = world.parameters
    gain = mean(person.skill.sum_of_gain(world.today) for person in programme.people) / world.today
    effect = numbers.skill.on_pupils * gain / numbers.skill.start_spread
    value = BASELINE + numbers.pupils_spread * effect + programme.chance.gauss(0, 2)
    programme.engagement.ask(
        RecordReading,
        world.coordinator,
        reading="learners-again",
        outcome=LEARNERS,
        value=round(value, 1),
        on=world.year.date_of(world.today),
        level=EvaluationLevel.LEARNER_OUTCOME,
    )
