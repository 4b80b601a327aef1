"""Outcomes of a year: practice in use as it was measured, and as it is, which nobody sees."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from pdflow.simulation.cohort import Run
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import Translator


def outcomes(run: Run, translate: Translator) -> ReportTable:
    """Compare the practice in use at the start and in the end: as measured, and as it is for groups of people."""
    people = run.cohort.people
    coached = [person for person in people if person.coached_areas]
    right = [person for person in coached if person.coached_areas & person.right_areas]
    groups = {
        "Everybody": people,
        "Coached on what holds them back": right,
        "Coached on something else only": [person for person in coached if person not in right],
        "Not coached": [person for person in people if person not in coached],
    }
    rows = [*_measured(run, translate)]
    rows += (_as_it_is(translate, translate(name), group) for name, group in groups.items() if group)
    head = ("Practice in use", "Number", "Start", "End", "Effect (SD)")
    note = translate("All but the readings are without the error of observers, and include whoever left.")
    return ReportTable(
        translate("Lessons with the practice in use"), tuple(map(translate, head)), tuple(rows), note if rows else ""
    )


def _measured(run: Run, translate: Translator) -> list[tuple[str, ...]]:
    pairs = [(baseline, value) for baseline, value in run.journal.readings if baseline is not None]
    if not pairs:
        return []
    start, end = (fmean(column) / 100 for column in zip(*pairs, strict=True))
    return [(translate("Readings"), str(len(pairs)), translate.share(start), translate.share(end), "")]


def _as_it_is(translate: Translator, name: str, people: Sequence[SimulatedPerson]) -> tuple[str, ...]:
    world = people[0].world
    start = fmean(person.skill.traits.start for person in people)
    end = fmean(person.skill.on(world.today) for person in people)
    effect = (end - start) / world.parameters.skill.start_spread
    return (name, str(len(people)), translate.share(start), translate.share(end), f"{effect:.2f}")
