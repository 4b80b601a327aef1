"""Budget: money and hours are set aside line by line, a share of them for the follow-up, and spent."""

import attrs
from tests.engagement.stories import after, commissioned, in_design, payer

from pdflow.engagement import BudgetLine, BudgetPurpose, BudgetSet, RecordSpending, SetBudget, SpendingRecorded, decider
from pdflow.storage.codec import Codec

FOLLOW_UP, TRACKING = BudgetPurpose.FOLLOW_UP, BudgetPurpose.OUTCOME_TRACKING
VISITS, TALLIES = BudgetLine("visits", FOLLOW_UP, money=1500), BudgetLine("tallies", TRACKING, hours=12)
HOURS = (BudgetLine("visits", FOLLOW_UP, hours=10),)


def test_a_budget_sets_shares_aside_for_the_follow_up_and_for_tracking_outcomes() -> None:
    command = SetBudget(payer(1), budget="bu1", currency="EUR", money=5000, hours=80, lines=(VISITS, TALLIES))
    after(*in_design()).when(command).then(
        BudgetSet(
            command.header,
            budget="bu1",
            currency="EUR",
            money=5000,
            hours=80,
            lines=(VISITS, TALLIES),
            reason="",
            supersedes=None,
        )
    )


def test_a_budget_without_a_share_for_the_follow_up_needs_a_reason_hours_do() -> None:
    design = after(*in_design())
    design.when(SetBudget(payer(1), budget="bu1", money=5000)).refused("budget.no_follow_up_share")
    design.when(SetBudget(payer(1), budget="bu1", hours=12, lines=(TALLIES,))).refused("budget.no_follow_up_share")
    design.when(SetBudget(payer(1), budget="bu1", money=5000, reason=" ")).refused("budget.no_follow_up_share")
    design.when(SetBudget(payer(1), budget="bu1", hours=10, lines=HOURS)).then(BudgetSet)
    design.when(SetBudget(payer(1), budget="bu1", money=5000, reason="a grant pays for it")).then(BudgetSet)


def test_a_negative_budget_is_refused_and_says_where() -> None:
    owed = BudgetLine("visits", FOLLOW_UP, hours=-2)
    command = SetBudget(payer(1), budget="bu1", money=-5, lines=(owed,), reason="a grant pays for it")
    reasons = after(*in_design()).when(command).reasons
    assert [reason.parameters for reason in reasons if reason.code == "budget.negative"] == [
        {"money": -5},
        {"hours": -2},
    ]


def test_the_lines_are_not_more_than_the_whole() -> None:
    more = SetBudget(payer(1), budget="bu1", money=1499, hours=11, lines=(VISITS, TALLIES))
    reasons = after(*in_design()).when(more).refused("budget.share_above_total", "budget.share_above_total")
    assert [reason.parameters for reason in reasons] == [
        {"of": "money", "has": 1500, "total": 1499},
        {"of": "hours", "has": 12, "total": 11},
    ]
    after(*in_design()).when(SetBudget(payer(1), budget="bu1", money=1500, hours=12, lines=(VISITS, TALLIES))).then(
        BudgetSet
    )


def test_lines_in_cents_add_up() -> None:
    cents = tuple(BudgetLine(f"line {n}", FOLLOW_UP, money=0.1) for n in range(3))
    after(*in_design()).when(SetBudget(payer(1), budget="bu1", money=0.3, lines=cents)).then(BudgetSet)


def test_a_budget_set_anew_supersedes_the_former() -> None:
    first = SetBudget(payer(1), budget="bu1", hours=10, lines=HOURS)
    [event] = after(*in_design(), first).when(SetBudget(payer(2), budget="bu2", hours=20, lines=HOURS)).events
    assert event.supersedes == "bu1"
    after(*in_design(), first).when(SetBudget(payer(2), budget="bu1", hours=10, lines=HOURS)).nothing()


def test_money_is_spent_on_a_line_of_the_budget_in_force() -> None:
    budget = SetBudget(payer(3), budget="bu1", money=5000, hours=80, lines=(VISITS, TALLIES))
    spend = RecordSpending(payer(20), spending="sp1", line="visits", money=120.5, note="train tickets")
    state = (
        after(*commissioned(), budget)
        .when(spend)
        .then(
            SpendingRecorded(
                spend.header, spending="sp1", budget="bu1", line="visits", money=120.5, hours=0, note="train tickets"
            )
        )
    )
    assert state.spendings["sp1"].money == 120.5
    [reason] = (
        after(*commissioned(), budget)
        .when(RecordSpending(payer(20), spending="sp1", line="catering", money=9))
        .refused("budget.unknown_line")
    )
    assert (reason.parameters, reason.remedy) == ({"line": "catering", "known": ("visits", "tallies")}, "SetBudget")
    after(*commissioned()).when(spend).refused("budget.unknown_line")
    after(*in_design(), SetBudget(payer(3), budget="bu1", hours=10, lines=HOURS)).when(spend).refused(
        "engagement.not_in_stage"
    )
    refund = RecordSpending(payer(20), spending="sp1", line="visits", money=-1)
    after(*commissioned(), budget).when(refund).refused("budget.negative")


def test_a_budget_stored_before_there_were_lines_has_one_for_the_follow_up() -> None:
    data = (
        '{"budget":"bu1","money":5000,"hours":80,"follow_up_money":1500,'
        '"follow_up_hours":0,"reason":"","supersedes":null}'
    )
    [row] = Codec(decider).to_rows(after(*in_design()).when(SetBudget(payer(1), budget="bu1", reason="none")).events)
    event = Codec(decider).from_row(attrs.evolve(row, type_version=1, data=data))
    assert isinstance(event, BudgetSet)
    assert event.lines == (BudgetLine("follow-up", FOLLOW_UP, money=1500),)


def test_two_lines_of_one_name_are_refused() -> None:
    twice = SetBudget(payer(3), budget="bu1", money=5000, hours=80, lines=(VISITS, VISITS))
    [reason] = after(*in_design()).when(twice).refused("record.name_taken")
    assert reason.parameters == {"record": "visits", "kind": "budgets"}


def test_what_is_spent_is_of_the_budget_of_its_day() -> None:
    first = SetBudget(payer(12), budget="bu1", money=5000, hours=80, lines=(VISITS, TALLIES))
    second = SetBudget(payer(14), budget="bu2", hours=10, lines=HOURS)
    told = after(*commissioned(), first, second)
    [event] = told.when(RecordSpending(payer(13), spending="sp1", line="visits", money=9)).events
    assert isinstance(event, SpendingRecorded)
    assert event.budget == "bu1"
    [event] = told.when(RecordSpending(payer(15), spending="sp2", line=HOURS[0].line, hours=2)).events
    assert isinstance(event, SpendingRecorded)
    assert event.budget == "bu2"
    early = RecordSpending(payer(11), spending="sp3", line="visits", money=9)
    [reason] = told.when(early).refused("record.before")
    assert reason.parameters == {"record": "BudgetSet", "at": first.at}
