"""The second page of a plan: how many coaches, what one fewer would mean, and who waits longest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pdflow.documents.page import Block, Paragraph, Picture, Section
from pdflow.people import Tier
from pdflow.simulation.experiment.answer import Answer
from pdflow.simulation.experiment.pictures import svg_of
from pdflow.simulation.experiment.plan.cells import MARKS, comparison, span, table
from pdflow.simulation.experiment.plan.ways import FEWER, PLANNED
from pdflow.simulation.experiment.plan.year_plan import YearPlan
from pdflow.simulation.experiment.quantities import (
    COMPLETED,
    COST,
    EFFECT,
    LONG_WAIT,
    LOST_HOURS,
    MEDIAN_WAIT,
    seen_within,
)
from pdflow.simulation.report.translation import Translator

FEWEST: Final = 5
"""People of a group that is shown."""
GROUPS: Final = (
    "The lowest and the highest of the simulated years; waits in days. The intensive tier are those who begin lowest: "
    "they are coached first. Groups of fewer than {count} people are left out."
)


def coaches_page(plan: YearPlan, translate: Translator) -> Iterator[Section]:
    """Yield the search for the fewest coaches, the plan beside one coach fewer, and campuses and tiers."""
    yield Section(translate("How many coaches"), _search(plan, translate), new_page=True)
    if FEWER in plan.results.design.alternatives:
        yield Section(translate("What one coach fewer means"), _fewer(plan, translate))
    yield Section(translate("Who waits longest"), _groups(plan, translate))


def picture(answer: Answer, name: str, translate: Translator) -> Picture:
    """Draw an answer for a page."""
    return Picture(name, answer.text(translate), svg_of(answer, name, translate))


def _search(plan: YearPlan, translate: Translator) -> tuple[Block, ...]:
    text = (
        "Seen means: met at work by somebody other than the line manager, counted from the last day of training before "
        "it. A number of coaches is enough where the lower end of its interval is at {chance} or above."
    )
    sentence = translate(text, chance=translate.share(plan.promise.chance))
    return Paragraph(sentence), picture(plan.search, "coaches", translate)


def _fewer(plan: YearPlan, translate: Translator) -> tuple[Block, ...]:
    columns = (
        ("Wait for coaching, half", MEDIAN_WAIT),
        ("Wait, nine in ten", LONG_WAIT),
        ("Hours lost", LOST_HOURS),
        ("Completed", COMPLETED),
        ("Effect (SD)", EFFECT),
        ("Cost", COST),
    )
    return comparison(plan.results, (FEWER,), columns, translate), Paragraph(translate(MARKS))


def _groups(plan: YearPlan, translate: Translator) -> tuple[Block, ...]:
    columns = (seen_within(plan.promise.days), LONG_WAIT, COMPLETED, EFFECT)
    cast = plan.planned.cast
    tiers = {translate.label(tier): {"tier": tier.value} for tier in Tier}
    sites = {
        translate.names(site) or cast.sites.get(site, site): {"site": site}
        for site in dict.fromkeys(seat.site for seat in cast.seats)
    }
    groups = {name: group for name, group in {**tiers, **sites}.items() if _people(plan, group) >= FEWEST}
    rows = [
        (
            name,
            translate.formatted(_people(plan, group)),
            *(span(plan.results, each, translate, **group) for each in columns),
        )
        for name, group in groups.items()
    ]
    headings = ("Group", "People", "Seen in time", "Wait, nine in ten", "Completed", "Effect (SD)")
    return table("", tuple(map(translate, headings)), rows), Paragraph(translate(GROUPS, count=FEWEST))


def _people(plan: YearPlan, group: dict[str, str]) -> int:
    [year, *_] = plan.results.of(PLANNED, **group)
    return year.group.people
