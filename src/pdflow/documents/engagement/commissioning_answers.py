"""The answers on record to each question of commissioning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from pdflow.documents.engagement.planned_strategies import PlanStatus, planned_strategies
from pdflow.documents.page import AmountCell, Cell, DayCell, NameCell, PhraseCell, name_cells
from pdflow.engagement import (
    BaselineSet,
    BudgetPurpose,
    BudgetSet,
    Engagement,
    ManagerRoleDefined,
    MeasureChosen,
    OutcomeStated,
    RevisitHeld,
    RevisitPlanned,
    SharingHeld,
    SharingPlanned,
    SpendingRecorded,
    SupporterNamed,
    TimeProtected,
    TrainerRoleDefined,
)
from pdflow.history import EffectiveEvents
from pdflow.kernel.fields import is_blank
from pdflow.policy import Question


def _outcomes(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    yield from ((stated.statement, stated.kind, stated.whose) for stated in events.of_type(OutcomeStated))


def _measures(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    for chosen in events.latest_by(MeasureChosen, lambda chosen: chosen.outcome).values():
        target = () if chosen.target is None else (PhraseCell("Target"), AmountCell(chosen.target, chosen.unit))
        yield chosen.title, *target, NameCell(chosen.collector), chosen.collected_by


def _baselines(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    units = {chosen.outcome: chosen.unit for chosen in events.of_type(MeasureChosen)}
    for baseline in events.latest_by(BaselineSet, lambda baseline: baseline.outcome).values():
        value = None if baseline.value is None else AmountCell(baseline.value, units.get(baseline.outcome, ""))
        yield value, baseline.how, baseline.on


def _supporters(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    """Who supports, those who do it alike in one line."""
    alike: dict[tuple[Cell, ...], list[str]] = {}
    for named in events.latest_by(SupporterNamed, lambda named: named.person).values():
        alike.setdefault((named.role, named.when, named.tasked, named.guided), []).append(named.person)
    yield from ((name_cells(people), *how) for how, people in alike.items())


def _manager_role(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    defined = events.last(ManagerRoleDefined)
    if defined and not (is_blank(defined.supports) or is_blank(defined.tracks)):
        yield defined.supports, defined.tracks


def _trainer_role(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    defined = events.last(TrainerRoleDefined)
    if defined and not (is_blank(defined.advice) or is_blank(defined.part)):
        yield defined.advice, defined.part


def _protected(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    slots = sorted((slot for made in events.of_type(TimeProtected) for slot in made.slots), key=lambda slot: slot.start)
    if slots:
        hours = sum(slot.minutes for slot in slots) / 60
        yield AmountCell(hours, "h"), DayCell(slots[0].start), DayCell(slots[-1].start)


def _budget(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    if budget := events.last(BudgetSet):
        lines = [line for line in budget.lines if line.purpose is BudgetPurpose.FOLLOW_UP]
        money, hours = sum(line.money for line in lines), sum(line.hours for line in lines)
        shares = ((money, budget.money, budget.currency), (hours, budget.hours, "h"))
        yield (*(AmountCell(part, unit, of=whole) for part, whole, unit in shares if whole or part), budget.reason)


def budget_lines(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    """Each line of the budget in force: its purpose, and what is set aside and spent of it, of money and of hours."""
    if (budget := events.last(BudgetSet)) is None:
        return
    spendings = [each for each in events.of_type(SpendingRecorded) if each.budget == budget.budget]
    for line in budget.lines:
        spent = [spending for spending in spendings if spending.line == line.line]
        money, hours = sum(each.money for each in spent), sum(each.hours for each in spent)
        amounts = [AmountCell(each, budget.currency) if line.money or money else None for each in (line.money, money)]
        yield line.line, line.purpose, *amounts, line.hours or None, hours or None


def _revisits(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    held = events.latest_by(RevisitHeld, lambda held: held.revisit)
    for revisit in events.of_type(RevisitPlanned):
        if not is_blank(revisit.messages):
            yield revisit.on, revisit.messages, *_held(held.get(revisit.revisit))


def _sharings(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    held = events.latest_by(SharingHeld, lambda held: held.sharing)
    for sharing in events.of_type(SharingPlanned):
        if not is_blank(sharing.how):
            yield sharing.how, sharing.on, *_held(held.get(sharing.sharing))


def _held(event: RevisitHeld | SharingHeld | None) -> tuple[Cell, ...]:
    """That what was planned was held, when, and what emerged."""
    return () if event is None else (PhraseCell("held"), DayCell(event.at), event.emerged)


def _follow_up(events: EffectiveEvents[Engagement]) -> Iterator[tuple[Cell, ...]]:
    kept = (
        plan for plan in planned_strategies(events) if plan.status not in (PlanStatus.DROPPED, PlanStatus.NOT_CHOSEN)
    )
    yield from ((plan.strategy, plan.mode, NameCell(plan.owner), plan.on) for plan in kept)


ANSWERS: Final[Mapping[Question, Callable[[EffectiveEvents[Engagement]], Iterator[tuple[Cell, ...]]]]] = {
    Question.OUTCOME: _outcomes,
    Question.MEASURE: _measures,
    Question.BASELINE: _baselines,
    Question.SUPPORTER: _supporters,
    Question.MANAGER_ROLE: _manager_role,
    Question.TRAINER_ROLE: _trainer_role,
    Question.PROTECTED_TIME: _protected,
    Question.FOLLOW_UP_BUDGET: _budget,
    Question.REVISIT: _revisits,
    Question.SHARING: _sharings,
    Question.FOLLOW_UP: _follow_up,
}
