"""Participations after a story, and what is owed in them on its days."""

from datetime import date, datetime, timedelta
from typing import Any

from tests.participation.stories import (
    Story,
    ana,
    coached,
    day,
    debrief,
    kim,
    observe,
    on,
    schedule,
)

from pdflow import (
    Command,
)
from pdflow.agenda import (
    Calendar,
    EveryDay,
    Obligation,
    Terms,
    agenda,
)
from pdflow.participation import (
    CloseCoaching,
    CompareWithModel,
    CompleteActionStep,
    HomeStep,
    NameSteps,
    OpenCoaching,
    Participation,
    Practise,
    ShowModel,
    decider,
)
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


def closed(*days: int) -> Terms:
    """Open every day but these."""
    return Terms(weekend=frozenset(), closed={on(n) for n in days})


def coached_again(**more: Any) -> Story:
    """A second session, on the same growth area, closed on day 24."""
    home = HomeStep("st2", "wait five seconds", "a pause")
    return [
        *coached(**more),
        observe(kim(17), "ob2", "g1", "st1", visit="v1"),
        debrief(kim(17, 9), "f2", "ob2"),
        CompleteActionStep(ana(17, 9), step="st1", evidence="ob2"),
        OpenCoaching(kim(24, 8), session="s2", growth_area="g1"),
        ShowModel(kim(24, 8), move="n1", session="s2", model="film 3"),
        CompareWithModel(kim(24, 9), move="n2", session="s2", evidence="ob2", gap="one second"),
        NameSteps(kim(24, 10), move="n3", session="s2", steps=("ask", "wait"), home=(home,)),
        Practise(kim(24, 11), move="n4", session="s2", rounds=2),
        schedule(kim(24, 11), "v2", day(31)),
        CloseCoaching(kim(24, 12), session="s2", minutes=45),
    ]
