"""Resources of the engagement: money, hours and protected time."""

from __future__ import annotations

from typing import Final

from pdflow.engagement import BudgetLine, BudgetPurpose, ProtectedSlot, ProtectTime, SetBudget, SlotUse
from pdflow.simulation.engagement.programme import Programme
from pdflow.simulation.world.school_year import DAY

SLOTS: Final = 14
"""Number of protected hours, two weeks apart."""
LINES: Final = (
    BudgetLine("follow-up", BudgetPurpose.FOLLOW_UP, money=14_000.0, hours=900.0),
    BudgetLine("outcomes", BudgetPurpose.OUTCOME_TRACKING, hours=120.0),
)


def set_budget(programme: Programme) -> None:
    """Set the budget; the first attempt leaves nothing for follow-up."""
    ask, director = programme.engagement.ask, programme.director
    total = {"money": 48_000.0, "hours": 1_600.0}
    ask(SetBudget, director, budget="budget", **total)
    ask(SetBudget, director, budget="budget", **total, lines=LINES)


def protect_time(programme: Programme) -> None:
    """Protect an hour for teams every other week."""
    year = programme.world.year
    days = [year.workday(21 + 14 * n) for n in range(SLOTS)]
    moments = [year.at(day * DAY + 15 * 60) for day in days if day < year.days]
    slots = tuple(ProtectedSlot(f"slot-{n}", moment, 60, SlotUse.TEAM) for n, moment in enumerate(moments, 1))
    programme.engagement.ask(ProtectTime, programme.director, protection="team-time", slots=slots)
