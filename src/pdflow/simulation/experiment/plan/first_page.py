"""The first page of a plan: what is planned, what to decide, what to look at in the course of the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from statistics import NormalDist

from pdflow.documents.page import Block, Fact, Items, Paragraph, Section
from pdflow.simulation.experiment.plan.assumptions import assumptions
from pdflow.simulation.experiment.plan.cells import difference, listed, mean, span, table, written
from pdflow.simulation.experiment.plan.ways import FEWER, FOLLOW_UPS, PLANNED, setbacks_of
from pdflow.simulation.experiment.plan.year_plan import YearPlan
from pdflow.simulation.experiment.quantities import (
    COMPLETED,
    COST,
    COST_A_PERSON,
    EFFECT,
    EFFECT_AFTER,
    LONG_WAIT,
    ON_PUPILS,
    Unit,
    seen_within,
)
from pdflow.simulation.experiment.questions import year_after
from pdflow.simulation.report.translation import Translator


def facts(plan: YearPlan, translate: Translator) -> tuple[Fact, ...]:
    """Return what is planned: people, coaches, days and the budget."""
    planned, cast, year = plan.planned, plan.roster.cast, plan.roster.year
    people = translate("{count} person", count=planned.people)
    leaders = translate("{count} of them a leader", count=sum(seat.leads for seat in cast.seats))
    sites = translate("on {count} site", count=len({seat.site for seat in cast.seats}))
    school_days = sum(year.works(day) for day in range(year.days))
    span = translate("{start} to {end}", start=year.date_of(0), end=year.date_of(year.days - 1))
    rounds = "; ".join(translate.formatted(year.date_of(days[0])) for days in planned.rounds())
    length = translate("{count} day each from", count=planned.parameters.days_of_training)
    budget = translate("none given") if plan.budget is None else Unit.DOLLARS.write(plan.budget, translate)
    coaches = translate("{count} planned, {roster} on the roster", count=planned.coaches, roster=plan.roster.coaches)
    return (
        Fact(translate("People"), f"{people} ({leaders}) {sites}"),
        Fact(translate("Coaches"), coaches),
        Fact(translate("School year"), f"{span}, {translate('{count} school day', count=school_days)}"),
        Fact(translate("Training"), f"{length} {rounds}"),
        Fact(translate("Rules"), translate("policy {policy}", policy=planned.policy.name)),
        Fact(translate("Budget"), budget),
    )


BRACKETS = (
    "Numbers in brackets are intervals of 95 per cent: for the share of years that keep the promise Wilson's, from the "
    "first weeks of {early} simulated years with each number of coaches; for all else from {count} whole year of each "
    "alternative. They are about luck from year to year; how right the model is, page 4 says."
)


def first_page(plan: YearPlan, translate: Translator) -> Iterator[Section]:
    """Yield what to decide, what to look at, and what is assumed."""
    sure = translate(BRACKETS, early=plan.search.years, count=len(plan.results.design.seeds))
    decisions = tuple(sentence for sentence in _decisions(plan, translate) if sentence)
    yield Section(translate("What to decide"), (Items(decisions), Paragraph(sure)))
    yield Section(translate("What to look at in the course of the year"), (_signs(plan, translate),))
    yield Section(translate("What is assumed"), assumptions(plan, translate))


def _decisions(plan: YearPlan, translate: Translator) -> Iterator[str]:
    yield _coaches(plan, translate)
    yield _cost(plan, translate)
    yield from _follow_ups(plan, translate)
    yield _effect(plan, translate)
    yield _worst_setback(plan, translate)


def _coaches(plan: YearPlan, translate: Translator) -> str:
    chances = {point.label(translate): point.estimate for point in plan.search.panels[0].points}
    counts = (plan.planned.coaches, plan.planned.coaches - 1)
    texts = [
        translate("{coaches}: {share} of years", coaches=label, share=written(Unit.SHARE, chances[label], translate))
        for label in (translate("{count} coach", count=count) for count in counts if count)
        if label in chances
    ]
    begin = translate("They are at work from {day} on, the first day of training.", day=_first_day(plan))
    return f"{plan.search.text(translate)}. {'; '.join(texts)}. {begin}"


def _first_day(plan: YearPlan) -> date:
    return plan.planned.year.date_of(plan.planned.rounds()[0][0])


def _cost(plan: YearPlan, translate: Translator) -> str:
    cost, each = (mean(plan.results, PLANNED, quantity) for quantity in (COST, COST_A_PERSON))
    text = translate(
        "The year costs {cost}, {each} a person.",
        cost=written(Unit.DOLLARS, cost, translate),
        each=Unit.DOLLARS.write(each.value or 0, translate),
    )
    if plan.affordable is None:
        return text
    enough = plan.search.coaches is not None and plan.search.coaches <= plan.affordable
    held = "The budget pays for {count} coach, which is enough." if enough else BUDGET_TOO_SMALL
    expected = translate(NOT_KEPT) if _is_short(plan) else ""
    return f"{text} {translate(held, count=plan.affordable)} {expected}".rstrip()


BUDGET_TOO_SMALL = "The budget pays for {count} coach, which is not shown to be enough."
NOT_KEPT = "The promise is not expected to be kept."


def _is_short(plan: YearPlan) -> bool:
    """Whether there are fewer coaches than the promise needs, or no number that was tried is enough for it."""
    return plan.search.coaches is None or plan.planned.coaches < plan.search.coaches


def _follow_ups(plan: YearPlan, translate: Translator) -> Iterator[str]:
    found = {name: difference(plan.results, name, EFFECT) for name in (*FOLLOW_UPS, FEWER) if name in _names(plan)}
    more = [name for name, each in found.items() if each.excludes(0) and (each.value or 0) > 0]
    less = [name for name, each in found.items() if each.excludes(0) and (each.value or 0) < 0]
    equal = [name for name in found if name not in more and name not in less]
    texts = {
        "Does more for practice than the plan: {names}.": more,
        "Does less: {names}.": less,
        "No difference is shown: {names}.": equal,
    }
    yield " ".join(translate(text, names=listed(names, translate)) for text, names in texts.items() if names)


def _names(plan: YearPlan) -> tuple[str, ...]:
    return tuple(plan.results.design.alternatives)


def _effect(plan: YearPlan, translate: Translator) -> str:
    effect, after, pupils = (mean(plan.results, PLANNED, each) for each in (EFFECT, EFFECT_AFTER, ON_PUPILS))
    *_, kept = year_after(plan.results.among(PLANNED)).panels
    expected = translate(
        "Expect an effect on practice of {effect} standard deviations over doing nothing, on pupils of {pupils}; a "
        "year after support ends {after} is left, which is {kept}; but a published study (Garet and others, 2008) "
        "found nothing left: see page 4.",
        effect=written(Unit.EFFECT, effect, translate),
        pupils=written(Unit.EFFECT, pupils, translate),
        after=written(Unit.EFFECT, after, translate),
        kept=translate.share(kept.points[0].estimate.value or 0),
    )
    surpassed = translate.share(NormalDist().cdf(effect.value or 0))
    return f"{expected} {translate(IN_EVERYDAY_WORDS, share=surpassed)}"


IN_EVERYDAY_WORDS = (
    "In everyday words: somebody in the middle of all would, with this plan, practise better than {share} of the same "
    "people without it."
)


def _worst_setback(plan: YearPlan, translate: Translator) -> str:
    seen = seen_within(plan.promise.days)
    found = {name: mean(plan.results, name, seen).value or 0 for name in setbacks_of(plan.planned)}
    if not found:
        return ""
    worst = min(found, key=lambda name: found[name])
    return translate(
        "Have an answer ready for this: {name}. Then {share} are seen within {days} days, not {planned}.",
        name=translate.name(worst),
        share=translate.share(found[worst]),
        days=plan.promise.days,
        planned=translate.share(mean(plan.results, PLANNED, seen).value or 0),
    )


BROKEN = "Below {share} the promise is broken; see page 4."


def _signs(plan: YearPlan, translate: Translator) -> Block:
    first, seen = plan.planned.rounds()[0][-1], plan.promise.days
    signs = (
        (_day(plan, first + seen // 2, translate), seen_within(seen // 2), "Fewer: ask who is not booked yet."),
        (_day(plan, first + seen, translate), seen_within(seen), BROKEN),
        (translate("all year"), LONG_WAIT, "Longer: the coaches' time is short; see page 2."),
        (_day(plan, plan.planned.year.days - 1, translate), COMPLETED, "Fewer: list what is missing, by person."),
    )
    promised = translate.formats.share(plan.promise.share, translate.language)
    rows = [
        (day, quantity.title(translate), span(plan.results, quantity, translate), translate(then, share=promised))
        for day, quantity, then in signs
    ]
    if _is_short(plan):
        rows[1] = (*rows[1][:-1], f"{rows[1][-1]} {translate(NOT_KEPT)}")
    headings = ("By", "What", "Simulated years", "Otherwise")
    return table("", tuple(map(translate, headings)), rows)


def _day(plan: YearPlan, day: int, translate: Translator) -> str:
    return translate.formatted(plan.planned.year.date_of(day))
