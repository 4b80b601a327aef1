"""What answers are made of: quantities of many years as estimates, one for each alternative."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pdflow.simulation.experiment.answer import Answer, Panel, Point, Words, named
from pdflow.simulation.experiment.estimates import Estimate, paired_difference, t_interval
from pdflow.simulation.experiment.quantities import Quantity
from pdflow.simulation.experiment.results import Replication, Results


def overview(results: Results, text: str, quantities: Sequence[Quantity], confidence: float) -> Answer:
    """Show the mean of some quantities for each alternative."""
    names = [*results.design.alternatives]
    panels = []
    for quantity in quantities:
        found = {name: mean_of(values_of(results.of(name), quantity), confidence) for name in names}
        panels.append(Panel(quantity.title, quantity.unit, points_of({name: named(name) for name in names}, found)))
    return Answer(says(text), tuple(panels), confidence)


def values_of(years: Iterable[Replication], quantity: Quantity) -> list[float]:
    """Return a quantity of each year that has it."""
    return [value for year in years if (value := quantity.of(year)) is not None]


def pairs_of(results: Results, quantity: Quantity, one: str, other: str) -> list[tuple[float, float]]:
    """Return a quantity of two alternatives in each year in which both have it."""
    pairs = zip(map(quantity.of, results.of(one)), map(quantity.of, results.of(other)), strict=True)
    return [(first, second) for first, second in pairs if first is not None and second is not None]


def mean_of(values: Sequence[float], confidence: float) -> Estimate:
    """Estimate a mean, where two years at least have a value."""
    return t_interval(values, confidence) if len(values) > 1 else Estimate(None, None, None, len(values))


def difference_of(pairs: Sequence[tuple[float, float]], confidence: float) -> Estimate:
    """Estimate by how much the first of each pair is above the second."""
    if len(pairs) < 2:
        return Estimate(None, None, None, len(pairs))
    ones, others = zip(*pairs, strict=True)
    return paired_difference(ones, others, confidence)


def points_of(labels: dict[str, Words], found: dict[str, Estimate]) -> tuple[Point, ...]:
    """Return a point for each label, with the estimate of its key."""
    return tuple(Point(label, found[key]) for key, label in labels.items())


def says(text: str, **names: str) -> Words:
    """Say a text in the language of whoever reads it, with alternatives by the names they have there."""
    return lambda translate: translate(text, **{place: translate.name(name) for place, name in names.items()})
