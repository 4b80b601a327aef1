"""Engagements after a story, and what is owed in them on its first day."""

import attrs
from tests.engagement.stories import (
    day,
    payer,
)

from pdflow import (
    LIGHT,
    Command,
    engagement,
)
from pdflow.agenda import (
    Calendar,
    EveryDay,
    Obligation,
    agenda,
)
from pdflow.engagement import Engagement, HoldTouchPoint
from pdflow.testing.spec import given

ALWAYS = EveryDay()
MEASURED = attrs.evolve(LIGHT, name="ours", remeasure_before_complete=True)
TOO_SOON = attrs.evolve(MEASURED, remeasure_from=1, remeasure_until=5)


def after(*history: Command) -> Engagement:
    return given(engagement.decider, *history).state


def found(code: str, state: Engagement, calendar: Calendar = ALWAYS) -> Obligation:
    [obligation] = [owed for owed in agenda(state, day(1), calendar) if owed.code == code]
    return obligation


def codes(*history: Command) -> set[str]:
    return {owed.code for owed in agenda(after(*history), day(1), ALWAYS)}


def touch_point(n: int, name: str = "tp1") -> Command:
    return HoldTouchPoint(payer(n), touch_point=name, partner="p1", relationship="warm")
