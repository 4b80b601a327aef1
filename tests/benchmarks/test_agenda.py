"""What it costs to know what is owed: by one person, by ten thousand at once, and how a goal is reached."""

from __future__ import annotations

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from tests.benchmarks.story import commands, whole

from pdflow.agenda import (
    Obligation,
    Status,
    Terms,
    WorkingDays,
    agenda,
    directors_list,
    drifts,
    route_to,
    still_reachable,
    week,
)
from pdflow.participation import LIVE, Participation, decider

SCHOOL = Terms(
    ZoneInfo("America/Chicago"),
    terms=((date(2026, 8, 17), date(2026, 12, 18)), (date(2027, 1, 5), date(2027, 6, 4))),
    closed=frozenset({date(2026, 9, 7), *(date(2026, 11, day) for day in range(23, 28))}),
)
DAYS = WorkingDays(SCHOOL)
STORY = commands(whole())


def after(place: int) -> Participation:
    state = decider.state()
    for command in STORY[:place]:
        decider.fold(decider.decide(state, command), onto=state)
    return state


STAGES = [state for state in map(after, range(1, len(STORY))) if state.phase in LIVE]
MIDWAY, AT = after(30), STORY[30].at
SCHOOLS = {str(number): STAGES[number % len(STAGES)].copy() for number in range(10_000)}


def test_agenda_of_one(benchmark: Any) -> None:
    benchmark.group, benchmark.extra_info["owed"] = "one person", len(agenda(MIDWAY, AT, DAYS))
    assert benchmark(agenda, MIDWAY, AT, DAYS)


def test_agenda_of_one_asking_the_calendar_anew(benchmark: Any) -> None:
    benchmark.group = "one person"
    assert benchmark(agenda, MIDWAY, AT, SCHOOL) == agenda(MIDWAY, AT, DAYS)


def test_drift_of_one(benchmark: Any) -> None:
    benchmark.group = "one person"
    benchmark(drifts, MIDWAY, AT, DAYS)


def test_reach_of_one(benchmark: Any) -> None:
    benchmark.group = "one person"
    assert benchmark(still_reachable, MIDWAY, AT, DAYS)


def test_directors_list(benchmark: Any) -> None:
    benchmark.group = "a director's list of 10,000"
    listed = benchmark.pedantic(directors_list, args=(SCHOOLS, AT, SCHOOL), rounds=5)
    benchmark.extra_info["owed"] = len(listed)


def test_directors_list_the_simple_way(benchmark: Any) -> None:
    """One person after the other, and sorted by asking each obligation how it stands."""

    def urgency(item: tuple[str, Obligation]) -> tuple[bool, Any]:
        return item[1].status(AT) is not Status.BREACHED, item[1].due

    def listed() -> list[tuple[str, Obligation]]:
        found = [(name, owed) for name, state in SCHOOLS.items() for owed in agenda(state, AT, SCHOOL)]
        return sorted(found, key=urgency)

    benchmark.group = "a director's list of 10,000"
    assert len(benchmark.pedantic(listed, rounds=5)) == len(directors_list(SCHOOLS, AT, SCHOOL))


def test_coachs_week_among_them(benchmark: Any) -> None:
    benchmark.group = "a director's list of 10,000"
    assert benchmark.pedantic(week, args=("kim", SCHOOLS, AT, SCHOOL), rounds=5)


@pytest.mark.parametrize("goal", ["COACHING", "Complete"])
def test_route(benchmark: Any, goal: str) -> None:
    begun = after(12)
    benchmark.group, benchmark.extra_info["steps"] = "a route", len(route_to(begun, goal, STORY[12].at).steps)
    assert benchmark(route_to, begun, goal, STORY[12].at).steps
