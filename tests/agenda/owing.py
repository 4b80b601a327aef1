"""How the tests ask what is owed in a participation, on the days of its stories."""

from datetime import date, datetime, timedelta

from tests.participation.stories import day

from pdflow import Command
from pdflow.agenda import (
    Calendar,
    EveryDay,
    Obligation,
    agenda,
)
from pdflow.participation import Participation, decider
from pdflow.testing.spec import given

ALWAYS = EveryDay()


def after(*history: Command) -> Participation:
    return given(decider, *history).state


def owed(state: Participation, n: float, calendar: Calendar = ALWAYS) -> list[Obligation]:
    """What is owed on day n."""
    return agenda(state, day(n), calendar)


def found(code: str, state: Participation, n: float, calendar: Calendar = ALWAYS) -> Obligation:
    [obligation] = [obligation for obligation in owed(state, n, calendar) if obligation.code == code]
    return obligation


def codes(state: Participation, n: float) -> set[str]:
    return {obligation.code for obligation in owed(state, n)}


def last_day(moment: datetime | None) -> date | None:
    """The day that ends with this midnight."""
    return None if moment is None else (moment - timedelta(days=1)).date()
