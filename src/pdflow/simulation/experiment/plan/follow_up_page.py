"""The third page of a plan: which follow-up, what it costs for each person who gets there, and a year after."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean
from typing import Final

from pdflow.documents.page import Block, Paragraph, Section
from pdflow.participation import VisitKind
from pdflow.simulation.experiment.plan.cells import MARKS, capitalized, marked, mean, table, written
from pdflow.simulation.experiment.plan.coaches_page import picture
from pdflow.simulation.experiment.plan.ways import FOLLOW_UPS, PLANNED, TRAINING
from pdflow.simulation.experiment.plan.year_plan import YearPlan
from pdflow.simulation.experiment.quantities import COMPLETED, COST_A_PERSON, EFFECT, EFFECT_AFTER, Unit
from pdflow.simulation.experiment.questions import cost_per_person, what_changes
from pdflow.simulation.report.translation import Translator

LEVEL: Final = 0.4
WHY: Final = (
    "Of the effect of {planned} SD, {training} come from training alone: {hours} hours for each person teach most of "
    "what training can. To that a person has {observed} hours of observation and {coaching} of coaching in the year, "
    "and each visit teaches some hundredths of what is still to learn. Waits and completion hang much more on coaches' "
    "hours: who waits is coached later and has learned it all the same by the end of the year, but completes only if "
    "every step is over by then."
)


def follow_up_page(plan: YearPlan, translate: Translator) -> Iterator[Section]:
    """Yield what other follow-ups change, what they cost, and why the differences are as small as they are."""
    results = plan.results.among(PLANNED, *FOLLOW_UPS)
    changes = what_changes(results, PLANNED, (EFFECT, COMPLETED))
    note = Paragraph(translate(MARKS))
    yield Section(translate("Which follow-up"), (picture(changes, "follow-up", translate),), new_page=True)
    costs = (_prices(plan, translate), note, _more(plan, translate))
    yield Section(translate("What it costs to bring a person there"), costs)
    yield Section(translate("Why coaching moves practice by so little"), (Paragraph(_why(plan, translate)),))


def _prices(plan: YearPlan, translate: Translator) -> Block:
    results = plan.results.among(PLANNED, *FOLLOW_UPS)
    [prices] = cost_per_person(results, (LEVEL,)).panels
    by_name = dict(zip(results.design.alternatives, prices.points, strict=True))
    rows = [
        (
            capitalized(translate.name(name)),
            *(marked(results, name, each, translate) for each in (COMPLETED, EFFECT, EFFECT_AFTER, COST_A_PERSON)),
            written(Unit.DOLLARS, by_name[name].estimate, translate),
        )
        for name in results.design.alternatives
    ]
    level = translate("Cost of one person at {share} of what they can gain", share=translate.share(LEVEL))
    headings = ("What is done", "Completed", "Effect (SD)", "A year after (SD)", "Cost a person")
    return table("", (*map(translate, headings), level), rows)


def _more(plan: YearPlan, translate: Translator) -> Block:
    beyond = cost_per_person(plan.results.among(TRAINING, PLANNED), (LEVEL,), against=TRAINING)
    price = beyond.panels[0].points[0].estimate
    return Paragraph(
        translate(
            "Beyond {base}, one more person at {share} costs {price}.",
            base=translate.name(TRAINING),
            share=translate.share(LEVEL),
            price=written(Unit.DOLLARS, price, translate),
        )
    )


def _why(plan: YearPlan, translate: Translator) -> str:
    training, planned = (mean(plan.results, name, EFFECT).value or 0 for name in (TRAINING, PLANNED))
    years = plan.results.of(PLANNED)
    hours = fmean(year.group.training_hours / year.group.people for year in years)
    coaching, observed = (
        fmean(dict(year.counts.minutes).get(kind, 0) / 60 / year.group.people for year in years)
        for kind in (VisitKind.COACHING, VisitKind.OBSERVATION)
    )
    return translate(
        WHY,
        training=Unit.EFFECT.write(training, translate),
        planned=Unit.EFFECT.write(planned, translate),
        hours=Unit.HOURS.write(hours, translate),
        coaching=Unit.HOURS.write(coaching, translate),
        observed=Unit.HOURS.write(observed, translate),
    )
