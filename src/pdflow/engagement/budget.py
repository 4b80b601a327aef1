"""Budget: money and hours set aside, and the share of the follow-up."""

from __future__ import annotations

from collections.abc import Sequence

from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import DESIGN_ON, Budget, Engagement, Moves, last_recorded
from pdflow.kernel.fields import RecordId, key
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event


@command(by=the_commissioner)
class SetBudget(Command[Engagement]):
    """Set aside money, in the host's currency, and hours; of both a share for the follow-up, or a reason for none."""

    budget: RecordId = key("budgets")
    money: float = 0
    hours: float = 0
    follow_up_money: float = 0
    follow_up_hours: float = 0
    reason: str = ""


@event("engagement.budget_set")
class BudgetSet(Event[Engagement]):
    """Money and hours were set aside."""

    budget: RecordId
    money: float
    hours: float
    follow_up_money: float
    follow_up_hours: float
    reason: str
    supersedes: RecordId | None

    def apply(self, state: Engagement) -> None:
        state.budgets[self.budget] = Budget(self.at)


@detail("budget.negative")
def negative_amounts(state: Engagement, budget: SetBudget) -> Objection:
    amounts = ("money", "hours", "follow_up_money", "follow_up_hours")
    negative = {name: getattr(budget, name) for name in amounts if getattr(budget, name) < 0}
    return negative or None


@detail("budget.no_follow_up_share")
def no_follow_up_share(state: Engagement, budget: SetBudget) -> Objection:
    return not (budget.follow_up_money or budget.follow_up_hours or budget.reason)


def budget_set(state: Engagement, budget: SetBudget) -> Sequence[BudgetSet]:
    return (BudgetSet.of(budget, supersedes=last_recorded(state.budgets, lambda _: True)),)


MOVES: Moves = (move(SetBudget, DESIGN_ON, guards=[negative_amounts, no_follow_up_share], then=budget_set),)
