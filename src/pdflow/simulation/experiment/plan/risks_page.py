"""The fourth page of a plan: what goes wrong, what if an assumption is wrong, and where the model misses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pdflow.documents.page import Items, Paragraph, Section
from pdflow.simulation.experiment.plan.cells import MARKS, comparison
from pdflow.simulation.experiment.plan.coaches_page import picture
from pdflow.simulation.experiment.plan.held_out import held_out, upkeep
from pdflow.simulation.experiment.plan.ways import LEARN_HALF, LESS_TIME, PLANNED, setbacks_of
from pdflow.simulation.experiment.plan.year_plan import YearPlan
from pdflow.simulation.experiment.quantities import COMPLETED, EFFECT, LONG_WAIT, seen_within
from pdflow.simulation.experiment.questions import what_changes
from pdflow.simulation.report.translation import Translator

SILENT: Final = (
    "Which coach to hire, and which practice is worth teaching: coaches differ in the model, but have no names.",
    "Anything about one person: levels are hidden, and an observer sees little of them on one day.",
    "What the time of teachers and principals is worth: only coaches, trainers, substitutes and material have a price.",
    "Whether the model holds here: intervals are about luck. Compare the first weeks with page 1, and plan anew.",
)


def risks_page(plan: YearPlan, translate: Translator) -> Iterator[Section]:
    """Yield setbacks and doubts beside the plan, published figures that the model misses, and what it cannot say."""
    doubts = (*setbacks_of(plan.planned), LESS_TIME, LEARN_HALF)
    seen = seen_within(plan.promise.days)
    changes = what_changes(plan.results.among(PLANNED, *doubts), PLANNED, (seen,))
    columns = (
        ("Seen in time", seen),
        ("Wait, nine in ten", LONG_WAIT),
        ("Completed", COMPLETED),
        ("Effect (SD)", EFFECT),
    )
    rows = comparison(plan.results, doubts, columns, translate)
    blocks = (picture(changes, "risks", translate), rows, Paragraph(translate(MARKS)))
    yield Section(translate("What goes wrong, and what if an assumption is wrong"), blocks, new_page=True)
    yield Section(translate("What keeps it for longer"), (upkeep(translate),))
    yield Section(translate("Where the model misses"), held_out(translate))
    yield Section(translate("What this plan cannot say"), (Items(tuple(map(translate, SILENT))),))
