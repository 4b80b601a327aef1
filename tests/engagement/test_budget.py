"""Budget: money and hours are set aside, with a share for the follow-up."""

from tests.engagement.stories import after, in_design, payer

from pdflow.engagement import (
    BudgetSet,
    SetBudget,
)


def test_a_budget_sets_a_share_aside_for_the_follow_up() -> None:
    command = SetBudget(payer(1), budget="bu1", money=5000, hours=80, follow_up_money=1500)
    after(*in_design()).when(command).then(
        BudgetSet(
            command.header,
            budget="bu1",
            money=5000,
            hours=80,
            follow_up_money=1500,
            follow_up_hours=0,
            reason="",
            supersedes=None,
        )
    )


def test_a_budget_without_that_share_needs_a_reason_hours_do() -> None:
    design = after(*in_design())
    design.when(SetBudget(payer(1), budget="bu1", money=5000)).refused("budget.no_follow_up_share")
    design.when(SetBudget(payer(1), budget="bu1", follow_up_hours=10)).then(BudgetSet)
    design.when(SetBudget(payer(1), budget="bu1", money=5000, reason="a grant pays for it")).then(BudgetSet)


def test_a_negative_budget_is_refused_and_says_where() -> None:
    command = SetBudget(payer(1), budget="bu1", money=-5, follow_up_hours=-2)
    [reason] = after(*in_design()).when(command).refused("budget.negative")
    assert reason.parameters == {"money": -5, "follow_up_hours": -2}


def test_a_budget_set_anew_supersedes_the_former() -> None:
    first = SetBudget(payer(1), budget="bu1", follow_up_hours=10)
    [event] = after(*in_design(), first).when(SetBudget(payer(2), budget="bu2", follow_up_hours=20)).events
    assert event.supersedes == "bu1"
    after(*in_design(), first).when(SetBudget(payer(2), budget="bu1", money=-1)).nothing()
