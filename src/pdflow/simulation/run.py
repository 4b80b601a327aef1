"""A run: people and a policy in, counts of what happened out, and a file of events where one is wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from time import perf_counter
from typing import Any

from pdflow.calendar import Calendar
from pdflow.exchange.oneroster import read_roster
from pdflow.kernel.messages import Event
from pdflow.policy import TEXAS_CYCLE, Policy
from pdflow.simulation.cohort import Cohort, Run
from pdflow.simulation.world.cast import Cast, cast
from pdflow.simulation.world.day_batch import DayBatch, EveningClock, EventSink
from pdflow.simulation.world.parameters import SCHOOL_YEAR, Parameters
from pdflow.simulation.world.school_year import MONDAY, SchoolYear
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import NewEvent
from pdflow.storage.sqlite import SqliteStore

__all__ = ["JOB_TITLE", "Run", "cast_of", "encoder", "simulate"]

JOB_TITLE = "metadata.jobTitle"
"""The column of users.csv in which districts mark their coaches."""


def simulate(
    cast: Cast,
    file: str | PathLike[str] | None = None,
    *,
    policy: Policy = TEXAS_CYCLE,
    weeks: int = 40,
    calendar: Calendar | None = None,
    seed: int | str = 1,
    parameters: Parameters = SCHOOL_YEAR,
    watch: Callable[[int], None] = lambda day: None,
    world: type[Cohort] = Cohort,
) -> Run:
    """Run a cast through a school year, and write its events to a new SQLite file, if there is to be one.

    The same cast, policy, weeks, calendar, seed, parameters and world give the same rows, and the same counts whether
    or not the rows are kept.

    Args:
        file: replaced if it exists; without one the events are decided and counted, and none is kept.
        calendar: the working days; by default Monday to Friday except in four weeks of breaks.
        watch: called with each day of the year, counted from 0, once it is over and its events are written.
        world: the kind of cohort, such as one with an engagement around it.
    """
    year = SchoolYear(weeks) if calendar is None else SchoolYear(weeks, calendar=calendar)
    file, began = None if file is None else Path(file), perf_counter()
    with sink(file, world) as events:
        cohort = world(cast, events, policy=policy, year=year, seed=seed, parameters=parameters)
        for day in cohort.days():
            watch(day)
    return Run(cast, cohort, file, perf_counter() - began)


@contextmanager
def sink(file: Path | None, world: type[Cohort]) -> Iterator[EventSink]:
    """Yield what takes the events of a world: a new file, or nothing that keeps them."""
    if file is None:
        yield EventSink()
        return
    remove(file)
    clock = EveningClock()
    with SqliteStore(file, clock=clock) as store:
        yield DayBatch(store, clock, encoder(world))


def encoder(world: type[Cohort]) -> Callable[[Sequence[Event[Any]]], list[NewEvent]]:
    """Return a function that turns the events of one command into rows, whichever aggregate they belong to."""
    codecs = {decider.name: Codec(decider) for decider in world.aggregates}
    return lambda events: codecs[events[0].name.partition(".")[0]].to_rows(events)


def remove(file: Path) -> None:
    """Delete a database file, and the files that SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def cast_of(roster: str | PathLike[str], participants: int | None = None, coaches: int | None = None) -> Cast:
    """Choose a cast from a district's OneRoster export, as its roster stands on the first day of the year.

    Raises:
        RosterError: the export has problems, listed all at once.
        ValueError: nobody is left to take part.
    """
    return cast(read_roster(roster, job_title=JOB_TITLE).as_of(MONDAY), participants, coaches)
