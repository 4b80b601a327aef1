"""The pages of a plan: what the years say, laid out for whoever decides (extras: planning, documents)."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from pdflow.audience import Audience
from pdflow.documents import Page, Reader
from pdflow.documents.page import Facts, Section
from pdflow.simulation.experiment.plan.coaches_page import coaches_page
from pdflow.simulation.experiment.plan.first_page import facts, first_page
from pdflow.simulation.experiment.plan.follow_up_page import follow_up_page
from pdflow.simulation.experiment.plan.risks_page import risks_page
from pdflow.simulation.experiment.plan.year_plan import YearPlan
from pdflow.simulation.report.translation import ENGLISH, Translator


def pages(plan: YearPlan, translate: Translator = ENGLISH) -> Page:
    """Lay out a plan on four pages to print, which ``to_html`` writes."""
    alternatives = plan.results.design.alternatives
    named = attrs.evolve(translate, names=lambda id: translate(id) if id in alternatives else translate.names(id))
    districts = sorted({*plan.roster.cast.districts.values()})
    return Page(
        title=translate("Plan for the next school year"),
        reader=Reader(Audience.TEAM, language=translate.language, formats=translate.formats),
        facts=Facts(facts(plan, named)),
        sections=tuple(_sections(plan, named)),
        programme=", ".join(plan.roster.cast.sites.get(each, each) for each in districts),
        copy_for=translate("For those who decide on staff, time and money"),
        is_dense=True,
    )


def _sections(plan: YearPlan, translate: Translator) -> Iterator[Section]:
    for page in (first_page, coaches_page, follow_up_page, risks_page):
        yield from page(plan, translate)
