"""Budget: money and hours set aside, line by line, and what was spent of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from pdflow.audience import TeamNote
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    DELIVERING,
    DESIGN_ON,
    Budget,
    BudgetLine,
    BudgetPurpose,
    Engagement,
    Moves,
    Spending,
    kept,
    last_recorded,
)
from pdflow.engagement.upcasters import with_budget_lines
from pdflow.kernel.fields import Name, NameOrBlank, RecordId, is_blank, key, restates
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


def _restates(part: str, default: Any) -> Any:
    """A part of the budget, which a new one replaces."""

    def in_force(state: Engagement, at: datetime) -> Any:
        name = budget_in_force(state, at)
        return default if name is None else getattr(state.budgets[name], part)

    return restates(in_force, default=default)


@command(by=the_commissioner)
class SetBudget(Command[Engagement]):
    """Set aside money and hours, in lines: for the follow-up, or a reason for none, for tracking outcomes and others.

    Args:
        currency: In which the money is, such as EUR.
        money: All of it; what no line has is for the rest.
    """

    budget: RecordId = key("budgets")
    currency: NameOrBlank = _restates("currency", default="")
    money: float = _restates("money", default=0)
    hours: float = _restates("hours", default=0)
    lines: tuple[BudgetLine, ...] = _restates("lines", default=())
    reason: str = _restates("reason", default="")


@command(by=the_commissioner)
class RecordSpending(Command[Engagement]):
    """Record money or hours spent on a line of the budget."""

    spending: RecordId = key("spendings")
    line: Name
    money: float = 0
    hours: float = 0
    note: TeamNote = None


@event("engagement.budget_set", version=2, upcasters={1: with_budget_lines})
class BudgetSet(Event[Engagement]):
    """Money and hours were set aside."""

    budget: RecordId
    currency: str
    money: float
    hours: float
    lines: tuple[BudgetLine, ...]
    reason: str
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.budgets[self.budget] = kept(Budget, self)


@event("engagement.spending_recorded")
class SpendingRecorded(Event[Engagement]):
    """Money or hours were spent on a line of the budget it names."""

    spending: RecordId
    budget: RecordId
    line: Name
    money: float
    hours: float
    note: TeamNote

    def apply(self, state: Engagement) -> None:
        state.spendings[self.spending] = kept(Spending, self)


Amounts = SetBudget | RecordSpending | BudgetLine


@detail("budget.negative")
def negative_amounts(state: Engagement, command: SetBudget | RecordSpending) -> Objection:
    lines: tuple[BudgetLine, ...] = command.lines if isinstance(command, SetBudget) else ()
    negative = [_negative(amounts) for amounts in (command, *lines)]
    return tuple(found for found in negative if found)


def _negative(amounts: Amounts) -> dict[str, object]:
    return {name: amount for name in ("money", "hours") if (amount := getattr(amounts, name)) < 0}


@detail("budget.no_follow_up_share")
def no_follow_up_share(state: Engagement, budget: SetBudget) -> Objection:
    shares = (line for line in budget.lines if line.purpose is BudgetPurpose.FOLLOW_UP)
    return is_blank(budget.reason) and not any(share.money or share.hours for share in shares)


@detail("budget.share_above_total")
def share_above_total(state: Engagement, budget: SetBudget) -> Objection:
    """The lines cannot be more than the whole."""
    shares = {"money": _sum(line.money for line in budget.lines), "hours": _sum(line.hours for line in budget.lines)}
    totals = {"money": budget.money, "hours": budget.hours}
    return tuple(
        {"of": name, "has": shares[name], "total": totals[name]} for name in shares if shares[name] > totals[name]
    )


def _sum(amounts: Iterable[float]) -> float:
    """The sum, without what binary fractions add to cents."""
    return round(sum(amounts), 6)


@detail("record.name_taken")
def line_named_twice(state: Engagement, budget: SetBudget) -> Objection:
    """Nobody could say on which of them something was spent."""
    twice = [name for name, times in Counter(line.line for line in budget.lines).items() if times > 1]
    return tuple({"record": name, "kind": "budgets"} for name in twice)


@fact("budget.unknown_line", remedy="SetBudget")
def no_line(state: Engagement) -> Objection:
    name = budget_in_force(state)
    return name is None or not state.budgets[name].lines


@detail("record.before")
def spent_before_the_budget(state: Engagement, record: RecordSpending) -> Objection:
    if not state.budgets or budget_in_force(state, record.at) is not None:
        return None
    return {"record": "BudgetSet", "at": min(budget.at for budget in state.budgets.values())}


@detail("budget.unknown_line", remedy="SetBudget")
def unknown_line(state: Engagement, record: RecordSpending) -> Objection:
    name = budget_in_force(state, record.at)
    known = () if name is None else tuple(line.line for line in state.budgets[name].lines)
    return {"line": record.line, "known": known} if known and record.line not in known else None


def budget_in_force(state: Engagement, at: datetime | None = None) -> RecordId | None:
    """The budget set last, of those set by a moment if one is given; None where there is none."""
    return last_recorded(state.budgets, lambda budget: at is None or budget.at <= at)


def budget_set(state: Engagement, budget: SetBudget) -> Sequence[BudgetSet]:
    return (BudgetSet.of(budget, supersedes=budget_in_force(state)),)


def spending_recorded(state: Engagement, record: RecordSpending) -> Sequence[SpendingRecorded]:
    return (SpendingRecorded.of(record, budget=budget_in_force(state, record.at)),)


MOVES: Moves = (
    move(
        SetBudget,
        DESIGN_ON,
        guards=[negative_amounts, no_follow_up_share, share_above_total, line_named_twice],
        then=budget_set,
    ),
    move(
        RecordSpending,
        DELIVERING,
        guards=[no_line, spent_before_the_budget, unknown_line, negative_amounts],
        then=spending_recorded,
    ),
)
