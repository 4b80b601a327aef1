"""An answer: a sentence, and panels of estimates with their intervals, for a reader of any language."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from pdflow.simulation.experiment.estimates import Estimate
from pdflow.simulation.experiment.quantities import Unit
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import ENGLISH, Translator

Words = Callable[[Translator], str]
"""Says something to a reader."""


@attrs.frozen
class Point:
    """An estimate and what it is of."""

    label: Words
    estimate: Estimate


@attrs.frozen
class Panel:
    """Estimates of one quantity."""

    title: Words
    unit: Unit
    points: tuple[Point, ...]
    line: float | None = None
    """A value to hold them against, such as what is wanted."""


@attrs.frozen
class Answer:
    """What an experiment says to a question."""

    sentence: Words
    panels: tuple[Panel, ...]
    confidence: float

    def text(self, translate: Translator = ENGLISH) -> str:
        """Return the answer in a sentence."""
        return self.sentence(translate)

    @property
    def years(self) -> int:
        """From how many simulated years of each alternative the estimates are."""
        return max(point.estimate.years for panel in self.panels for point in panel.points)

    def note(self, translate: Translator = ENGLISH) -> str:
        """Say how sure the numbers are."""
        text = "Intervals of {confidence} from {count} simulated year of each; certain only as far as the model holds."
        return translate(text, count=self.years, confidence=translate.share(self.confidence))

    def table(self, translate: Translator = ENGLISH) -> ReportTable:
        """Return all estimates as a table."""
        rows = [
            (panel.title(translate), point.label(translate), *cells(panel.unit, point.estimate, translate))
            for panel in self.panels
            for point in panel.points
        ]
        head = ("What", "Of what", "Estimate", "From", "To")
        return ReportTable(self.text(translate), tuple(map(translate, head)), tuple(rows), self.note(translate))


def cells(unit: Unit, estimate: Estimate, translate: Translator) -> tuple[str, str, str]:
    """Write an estimate and the ends of its interval."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return translate("not estimable"), "", ""
    low, high = (without_word(unit, value, translate) for value in (estimate.low, estimate.high))
    return unit.write(estimate.value, translate), low, high


def without_word(unit: Unit, value: float, translate: Translator) -> str:
    """Write an end of an interval or a mark of an axis: of points only the number, which stand beside it in words."""
    return translate.formatted(round(100 * value)) if unit is Unit.POINTS else unit.write(value, translate)


def named(name: str) -> Words:
    """Say a name that somebody gave, the same in every language; of a campus the name that is known of its id."""
    return lambda translate: translate.name(name)
