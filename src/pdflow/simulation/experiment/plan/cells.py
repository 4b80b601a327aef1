"""What the pages of a plan write into sentences and tables: estimates with their intervals, marks of differences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Final

import attrs

from pdflow.documents.page import Column, Table
from pdflow.simulation.experiment.answer import cells
from pdflow.simulation.experiment.estimates import CONFIDENCE, Estimate
from pdflow.simulation.experiment.plan.ways import PLANNED
from pdflow.simulation.experiment.quantities import Quantity, Unit
from pdflow.simulation.experiment.questions.overview import difference_of, mean_of, pairs_of, values_of
from pdflow.simulation.experiment.results import Results
from pdflow.simulation.report.translation import Translator

MORE, LESS = "▲", "▼"
MARKS: Final = (
    "▲ ▼ clearly above or below the plan: the interval of the difference, with the same luck, does not hold 0."
)


def mean(results: Results, name: str, quantity: Quantity) -> Estimate:
    """Estimate the mean of a quantity over the years of an alternative, its interval cut where it cannot be."""
    found = mean_of(values_of(results.of(name), quantity), CONFIDENCE)
    if found.low is None or found.high is None or quantity.unit is Unit.EFFECT:
        return found
    most = 1.0 if quantity.unit is Unit.SHARE else inf
    return attrs.evolve(found, low=max(found.low, 0.0), high=min(found.high, most))


def difference(results: Results, name: str, quantity: Quantity) -> Estimate:
    """Estimate by how much a quantity of an alternative is above that of the plan."""
    return difference_of(pairs_of(results, quantity, name, PLANNED), CONFIDENCE)


def span(results: Results, quantity: Quantity, translate: Translator, **group: str) -> str:
    """Write the lowest and the highest value in the years of the plan, of everybody or a tier or campus."""
    values = values_of(results.of(PLANNED, **group), quantity)
    if not values:
        return ""
    low, high = (quantity.unit.write(end, translate) for end in (min(values), max(values)))
    return low if low == high else translate("{low} to {high}", low=low, high=high)


def written(unit: Unit, estimate: Estimate, translate: Translator) -> str:
    """Write an estimate with its interval."""
    value, low, high = cells(unit, estimate, translate)
    if not estimate.is_estimable:
        return value
    if value == low == high:
        return value
    return translate("{estimate} ({low} to {high})", estimate=value, low=low, high=high)


def marked(results: Results, name: str, quantity: Quantity, translate: Translator) -> str:
    """Write the mean of a quantity, with a mark where it is clearly above or below the plan."""
    text = written(quantity.unit, mean(results, name, quantity), translate)
    if name == PLANNED or not (apart := difference(results, name, quantity)).excludes(0):
        return text
    return f"{text} {MORE if (apart.value or 0) > 0 else LESS}"


def comparison(
    results: Results, names: Iterable[str], columns: Sequence[tuple[str, Quantity]], translate: Translator
) -> Table:
    """Lay out a quantity in each column for some alternatives, the plan first."""
    rows = [
        (capitalized(translate.name(name)), *(marked(results, name, quantity, translate) for _, quantity in columns))
        for name in (PLANNED, *names)
    ]
    return table("", [translate("What is done"), *(translate(heading) for heading, _ in columns)], rows)


def table(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    """Lay out a table of texts."""
    return Table(name, tuple(map(Column, headings)), rows)


def capitalized(name: str) -> str:
    """Write a name at the beginning of a line."""
    return name[:1].upper() + name[1:]


def listed(names: Iterable[str], translate: Translator) -> str:
    """List some alternatives by their names."""
    return "; ".join(map(translate.name, names))
