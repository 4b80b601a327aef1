"""Questions about money: what it costs to bring one person to a level, or by one standard deviation further."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

import attrs

from pdflow.simulation.experiment.answer import Answer, Panel, Words, named
from pdflow.simulation.experiment.estimates import CONFIDENCE, Estimate, ratio_of_means
from pdflow.simulation.experiment.quantities import COST, EFFECT, EFFECT_AFTER, LEVELS, Quantity, Unit, brought_to
from pdflow.simulation.experiment.questions.overview import pairs_of, points_of, says, values_of
from pdflow.simulation.experiment.results import Replication, Results


def cost_per_person(
    results: Results,
    levels: Iterable[float] = LEVELS,
    *,
    against: str | None = None,
    year_after: bool = False,
    confidence: float = CONFIDENCE,
) -> Answer:
    """Say what it costs to bring one person to a level, a share of what they can gain at all, by their hidden level.

    Args:
        against: an alternative, of which cost and people are subtracted first: the price of one person more.
        year_after: whether people are counted a year after the end of the year.
    """
    quantities = [brought_to(level, year_after=year_after) for level in levels]
    if against is None:
        sentence = says("What it costs to bring one person to a level")
    else:
        sentence = says("What it costs to bring one person more to a level than with {base}", base=against)
    return _prices(results, sentence, quantities, against, confidence)


def cost_per_sd(results: Results, *, against: str | None = None, confidence: float = CONFIDENCE) -> Answer:
    """Say what it costs to raise the practice of one person by one standard deviation."""
    sums = [attrs.evolve(each, of=partial(_of_everybody, each)) for each in (EFFECT, EFFECT_AFTER)]
    if against is None:
        sentence = says("What one standard deviation of one person costs")
    else:
        sentence = says("What one standard deviation of one person more than with {base} costs", base=against)
    return _prices(results, sentence, sums, against, confidence)


def _of_everybody(quantity: Quantity, year: Replication) -> float:
    return (quantity.of(year) or 0) * year.group.people


def _prices(
    results: Results, sentence: Words, quantities: Sequence[Quantity], against: str | None, confidence: float
) -> Answer:
    names = [name for name in results.design.alternatives if name != against]

    def price(name: str, quantity: Quantity) -> Estimate:
        cost, gained = (_above(results, each, name, against) for each in (COST, quantity))
        return ratio_of_means(cost, gained, confidence)

    panels = [
        Panel(
            quantity.title,
            Unit.DOLLARS,
            points_of({name: named(name) for name in names}, {name: price(name, quantity) for name in names}),
        )
        for quantity in quantities
    ]
    return Answer(sentence, tuple(panels), confidence)


def _above(results: Results, quantity: Quantity, name: str, against: str | None) -> list[float]:
    if against is None:
        return values_of(results.of(name), quantity)
    return [one - other for one, other in pairs_of(results, quantity, name, against)]
