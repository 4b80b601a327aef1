"""Simulated lives as a Hypothesis strategy: what one person went through in a year (extras: testing, simulation)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pdflow.errors import MissingExtra

try:
    from hypothesis import strategies as st
except ImportError as error:
    raise MissingExtra("hypothesis", "testing") from error

from pdflow.kernel.messages import Event
from pdflow.policy import PROFILES, Policy
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.world.day_batch import EventSink
from pdflow.simulation.world.school_year import SchoolYear
from pdflow.testing.streams import made_up

SHORTEST: Final = 11
"""Weeks after which everybody has joined, late hires too."""


@st.composite
def lives(draw: st.DrawFn, policies: Sequence[Policy] = (*PROFILES.values(),)) -> tuple[Event[Any], ...]:
    """Draw the events of one participation over a year, or some weeks of it, under one of these policies.

    It shrinks to a shorter life; unlike a history of ``pdflow.testing.strategies`` it is always a plausible one.
    """
    weeks, policy = draw(st.integers(SHORTEST, 40)), draw(st.sampled_from(policies))
    sink, events = EventSink(), list[Event[Any]]()
    sink.listeners.append(lambda stream, more: events.extend(more))
    cohort = Cohort(made_up(range(1, 2)), sink, policy=policy, year=SchoolYear(weeks), seed=draw(st.integers(0)))
    for _ in cohort.days():
        pass
    return tuple(events)
