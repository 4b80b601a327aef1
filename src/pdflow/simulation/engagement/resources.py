"""Resources of the engagement: money, hours and protected time, and what is freely available, once it was vetted."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import (
    BudgetLine,
    BudgetPurpose,
    ProtectedSlot,
    ProtectTime,
    RecordSpending,
    SetBudget,
    SlotUse,
    VetResource,
    minutes_asked,
)
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.world.school_year import DAY
from pdflow.values import Strategy

FIRST_SLOT: Final = 21
"""The day of the first protected slot; the others follow two weeks apart."""
SLOT_BEGINS: Final = 14 * 60 + 30
QUARTER: Final = 15
SHORTEST: Final = 60
"""Minutes of a slot, where the policy does not ask for more of them."""
FOLLOW_UP_LINE: Final = "follow-up"
TRACKING_LINE: Final = "outcomes"
LINES: Final = (
    BudgetLine(FOLLOW_UP_LINE, BudgetPurpose.FOLLOW_UP, money=14_000.0, hours=1_300.0),
    BudgetLine(TRACKING_LINE, BudgetPurpose.OUTCOME_TRACKING, hours=120.0),
)
ON_THE_ROAD: Final = 4.5
"""US dollars of travel for each hour that coaches spend with people."""


def set_budget(programme: Programme) -> None:
    """Set the budget; the first attempt leaves nothing for follow-up."""
    ask, director = programme.engagement.ask, programme.director
    total = {"currency": "USD", "money": 48_000.0, "hours": 2_000.0}
    ask(SetBudget, director, budget="budget", **total)
    ask(SetBudget, director, budget="budget", **total, lines=LINES)


def protect_time(programme: Programme) -> None:
    """Protect time for teams every other week, as long each time as the policy's minutes need."""
    year, state = programme.world.year, programme.engagement.state
    days = [year.workday(day) for day in range(FIRST_SLOT, year.days - 7, 14)] or [year.workday(7)]
    quarters = -(-minutes_asked(state, programme.policy) // len(days) // QUARTER)
    minutes = max(SHORTEST, QUARTER * quarters)
    moments = [year.at(day * DAY + SLOT_BEGINS) for day in dict.fromkeys(days)]
    slots = tuple(ProtectedSlot(f"slot-{n}", moment, minutes, SlotUse.TEAM) for n, moment in enumerate(moments, 1))
    programme.engagement.ask(ProtectTime, programme.director, protection="team-time", slots=slots)


def vet_resources(programme: Programme) -> None:
    """Look at what is freely available: one resource passes, and one names no source at first and fails."""
    judged_on = ("shows the practice", "fits our grades", "free to copy")
    for source in ("", "a blog without an author"):
        _vet(programme, "tips-on-questions", "Forty tips on questions", source, judged_on[:1], passed=False)
    _vet(programme, "wait-time-cards", "Cards on wait time", "the state's education agency", judged_on, passed=True)


def _vet(
    programme: Programme, resource: str, title: str, source: str, judged_on: tuple[str, ...], *, passed: bool
) -> None:
    programme.engagement.ask(
        VetResource,
        programme.director,
        resource=resource,
        title=title,
        source=source,
        judged_on=judged_on,
        strategy=Strategy.REMINDER,
        passed=passed,
    )


def record_spending(programme: Programme, month: int, minutes: int) -> None:
    """Record what follow-up and the tracking of outcomes cost in a month, from the minutes that coaches gave."""
    hours = round(minutes / 60, 1)
    if not hours:
        return
    ask, director = programme.engagement.ask, programme.director
    travel = round(ON_THE_ROAD * hours)
    ask(RecordSpending, director, spending=f"visits-{month}", line=FOLLOW_UP_LINE, money=travel, hours=hours)
    ask(RecordSpending, director, spending=f"tracking-{month}", line=TRACKING_LINE, hours=round(hours / 12, 1))
