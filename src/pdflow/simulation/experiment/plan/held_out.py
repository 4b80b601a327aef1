"""The model beside published figures that were not used to fit it: how many hold, and those that are missed."""

from __future__ import annotations

from typing import Final

from pdflow.documents.page import Block, Paragraph
from pdflow.simulation.experiment.plan.cells import table
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.calibration.comparison import Figure, Use, compare
from pdflow.simulation.world.calibration.figures import FIGURES
from pdflow.simulation.world.calibration.measures import kept
from pdflow.simulation.world.calibration.studies import KEPT, KEPT_BY_ONE_VISIT, KEPT_QUARTERLY

UPKEEP: Final = (
    "Of what training teaches, {without} is left after a year without a contact, {once} after a single visit at six "
    "weeks, {quarterly} with a visit each quarter: visits make habits, and teach a little more."
)
SEEDS, PEOPLE = range(1, 4), 200
"""Enough to tell a miss; the page on calibration has more of both."""


def upkeep(translate: Translator) -> Paragraph:
    """Say how much of what training teaches is left a year after, without a contact and with some."""
    studies = (KEPT, KEPT_BY_ONE_VISIT, KEPT_QUARTERLY)
    found = compare([Figure("", Use.MODEL, kept(study)) for study in studies], SEEDS, PEOPLE)
    without, once, quarterly = (translate.share(each.mean) for each in found)
    return Paragraph(translate(UPKEEP, without=without, once=once, quarterly=quarterly))


def held_out(translate: Translator) -> tuple[Block, ...]:
    """Return the figures that are missed, in a table."""
    found = compare([figure for figure in FIGURES if figure.use is Use.HELD_OUT], SEEDS, PEOPLE)
    missed = [each for each in found if not each.holds]
    text = "Of {count} published figure that the model was not fitted to, {held} are met. These are missed:"
    rows = [
        (
            translate(each.figure.name),
            *(translate.formatted(round(value, 2)) for value in (each.figure.published or 0, each.mean)),
        )
        for each in missed
    ]
    sentence = translate(text, count=len(found), held=len(found) - len(missed))
    return Paragraph(sentence), table("", tuple(map(translate, ("Study", "Published", "Model"))), rows)
