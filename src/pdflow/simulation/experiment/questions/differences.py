"""Questions about differences: two strategies side by side, what a setback or another policy changes."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.simulation.experiment.answer import Answer, Panel, Words, named
from pdflow.simulation.experiment.estimates import CONFIDENCE, years_needed
from pdflow.simulation.experiment.quantities import MAIN, Quantity
from pdflow.simulation.experiment.questions.overview import difference_of, pairs_of, points_of, says, values_of
from pdflow.simulation.experiment.results import Results


def side_by_side(
    results: Results,
    one: str,
    other: str,
    quantities: Sequence[Quantity] = MAIN,
    confidence: float = CONFIDENCE,
) -> Answer:
    """Compare two strategies, year by year with the same luck: by how much one is above the other.

    Raises:
        KeyError: the design has no alternative of such a name.
    """
    return _differences(results, other, [one], quantities, says("{one} less {other}", one=one, other=other), confidence)


def what_changes(
    results: Results, base: str, quantities: Sequence[Quantity] = MAIN, confidence: float = CONFIDENCE
) -> Answer:
    """Say what each alternative changes, such as a setback or another policy, year by year with the same luck.

    Raises:
        KeyError: the design has no alternative of this name.
    """
    others = [name for name in results.design.alternatives if name != base]
    return _differences(results, base, others, quantities, says("What changes from {base}", base=base), confidence)


def seeds_needed(
    results: Results,
    quantity: Quantity,
    half_width: float,
    one: str,
    other: str | None = None,
    confidence: float = CONFIDENCE,
) -> int:
    """Return how many seeds an interval needs to be so narrow: of one alternative, or of what it has above another.

    Raises:
        OutOfRange: fewer than two years with a value, or a width that is not above 0.
    """
    values = values_of(results.of(one), quantity)
    if other is not None:
        pairs = pairs_of(results, quantity, one, other)
        values = [first - second for first, second in pairs]
    return years_needed(values, half_width, confidence)


def _differences(
    results: Results,
    base: str,
    others: Sequence[str],
    quantities: Sequence[Quantity],
    sentence: Words,
    confidence: float,
) -> Answer:
    panels = []
    for quantity in quantities:
        pairs = {name: pairs_of(results, quantity, name, base) for name in others}
        found = {name: difference_of(each, confidence) for name, each in pairs.items()}
        labels = {name: named(name) for name in others}
        unit = quantity.unit.of_difference
        panels.append(Panel(quantity.title, unit, points_of(labels, found), line=0.0))
    return Answer(sentence, tuple(panels), confidence)
