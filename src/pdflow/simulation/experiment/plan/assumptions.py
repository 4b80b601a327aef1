"""What a plan assumes: the numbers that matter most, each with its source or marked as an assumption."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.documents.page import Block, Paragraph
from pdflow.simulation.experiment.plan.cells import table
from pdflow.simulation.experiment.plan.year_plan import YearPlan
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.parameter import ASSUMPTION, ParameterDescription, described

SHOWN: Final[Mapping[str, str]] = {
    "coach_hours": "A coach's time with people",
    "observation": "An observation",
    "intensive": "In the tier that is coached",
    "protected": "Have protected time to practise",
    "never_take_part": "Take nothing from a coach",
    "from_training": "What training alone can teach",
    "from_visit": "What a visit teaches",
    "half_life": "Half is forgotten after",
    "coach_salary": "A coach's salary",
}
"""By name of parameter: what it is, in English words."""
SHORT: Final[Mapping[str, str]] = {
    "Kane": "Kane, 2018",
    "field practice": "field practice",
    "MQI": "MQI coaching trial, 2018",
    "Kraft": "fitted: Kraft and others, 2018",
    "Garet": "fitted: Garet and others, 2008",
    "Tatel": "Tatel and Ackerman",
    "Bureau": "US Bureau of Labor Statistics",
}
"""By a word in a source: the source as it fits a page."""
SHARE: Final = "share "


def assumptions(plan: YearPlan, translate: Translator) -> tuple[Block, ...]:
    """Return the table, and how many numbers there are in all."""
    planned = plan.planned
    every = [each for part in (planned.parameters, planned.parameters.skill, planned.costs) for each in described(part)]
    by_name = {each.name: each for each in every}
    rows = [_row(words, by_name[name], translate) for name, words in SHOWN.items()]
    text = "Of {count} number in the model {assumed} are assumptions. All are in the documentation, under Simulation."
    assumed = sum(each.source == ASSUMPTION for each in every)
    numbers = table("", tuple(map(translate, ("What", "Number", "Source"))), rows)
    return numbers, Paragraph(translate(text, count=len(every), assumed=assumed))


def _row(words: str, number: ParameterDescription, translate: Translator) -> tuple[str, str, str]:
    value = _value(number, translate)
    source = next((short for word, short in SHORT.items() if word in number.source), number.source)
    return translate(words), f"{value} {translate(number.unit).removeprefix(SHARE)}", translate(source)


def _value(number: ParameterDescription, translate: Translator) -> str:
    if number.unit.startswith((SHARE, "of ")):
        return translate.formats.share(number.value, translate.language)
    if number.unit.startswith("dollars") and number.value == round(number.value):
        return translate.grouped(round(number.value))
    return translate.formatted(number.value)
