"""Run a cohort: people and a policy in, a file of events out, and what was counted on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from time import perf_counter
from typing import Any

import attrs

from pdflow.calendar import Calendar
from pdflow.exchange.oneroster import read_roster
from pdflow.kernel.messages import Event
from pdflow.policy import TEXAS_CYCLE, Policy
from pdflow.simulation.report.journal import Journal
from pdflow.simulation.world.cast import Cast, cast
from pdflow.simulation.world.cohort import Cohort
from pdflow.simulation.world.day_batch import Evening, Keeper
from pdflow.simulation.world.parameters import SCHOOL_YEAR, Parameters
from pdflow.simulation.world.school_year import SchoolYear
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import NewEvent
from pdflow.storage.sqlite import SqliteStore

JOB_TITLE = "metadata.jobTitle"
"""The column of a roster in which districts mark their coaches."""


@attrs.frozen
class Run:
    """A year that was lived through."""

    cast: Cast
    cohort: Cohort
    file: Path
    seconds: float

    @property
    def journal(self) -> Journal:
        """What was counted."""
        return self.cohort.journal


def simulate(
    cast: Cast,
    file: str | PathLike[str],
    *,
    policy: Policy = TEXAS_CYCLE,
    weeks: int = 40,
    calendar: Calendar | None = None,
    seed: int = 1,
    parameters: Parameters = SCHOOL_YEAR,
    watch: Callable[[int], None] = lambda day: None,
    world: type[Cohort] = Cohort,
) -> Run:
    """Let a cast live through a year and keep its events in a new SQLite file; ``watch`` hears of each day.

    The year has the working days of ``calendar``, or where there is none, Monday to Friday but in four weeks of breaks.
    A file of that name is replaced. The same cast, policy, weeks, calendar, seed, parameters and world give the same
    rows.
    """
    year = SchoolYear(weeks) if calendar is None else SchoolYear(weeks, calendar=calendar)
    file = Path(file)
    replace(file)
    began, evening = perf_counter(), Evening()
    with SqliteStore(file, clock=evening) as store:
        keeper = Keeper(store, evening, encoder(world))
        cohort = world(cast, keeper, policy=policy, year=year, seed=seed, parameters=parameters)
        for day in cohort.days():
            watch(day)
    return Run(cast, cohort, file, perf_counter() - began)


def encoder(world: type[Cohort]) -> Callable[[Sequence[Event[Any]]], list[NewEvent]]:
    """What turns the events of a command into rows, whatever they happened to."""
    codecs = {decider.name: Codec(decider) for decider in world.aggregates}
    return lambda events: codecs[events[0].name.partition(".")[0]].to_rows(events)


def replace(file: Path) -> None:
    """Take a former file away, with what SQLite keeps beside it."""
    for beside in ("", "-wal", "-shm"):
        file.with_name(file.name + beside).unlink(missing_ok=True)


def cast_of(roster: str | PathLike[str], participants: int | None = None, coaches: int | None = None) -> Cast:
    """The cast of a district's OneRoster export; raises RosterError with all its problems."""
    return cast(read_roster(roster, job_title=JOB_TITLE), participants, coaches)
