"""A cohort through a school year: people in, events in SQLite out; decisions alone; twice the people; two processes."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pdflow.simulation.districts import repeated, simulate_districts
from pdflow.simulation.run import cast_of, simulate
from pdflow.simulation.world.journal import Journal

ROSTER = Path(__file__).parents[2] / "examples" / "data" / "roster"


def tell(benchmark: Any, journal: Journal) -> None:
    seconds = benchmark.stats.stats.mean
    benchmark.extra_info["decisions a second"] = round(journal.decisions / seconds)
    benchmark.extra_info["events a second"] = round(journal.events / seconds)


@pytest.mark.parametrize("people", [60, 120])
def test_a_year_kept_in_sqlite(benchmark: Any, tmp_path: Path, people: int) -> None:
    benchmark.group = "a school year"
    cast = cast_of(ROSTER, people)
    run = benchmark.pedantic(simulate, (cast, tmp_path / "events.sqlite"), rounds=3, warmup_rounds=1)
    if benchmark.stats:
        tell(benchmark, run.journal)


def test_a_years_decisions_alone(benchmark: Any) -> None:
    benchmark.group = "a school year"
    cast = cast_of(ROSTER, 60)

    run = benchmark.pedantic(simulate, (cast,), rounds=3, warmup_rounds=1)
    if benchmark.stats:
        tell(benchmark, run.journal)


@pytest.mark.parametrize("processes", [1, 2])
def test_decisions_of_four_districts(benchmark: Any, processes: int) -> None:
    benchmark.group = "a school year"
    casts = [*repeated(cast_of(ROSTER, 60), 240)]
    work = partial(simulate_districts, processes=processes)
    journal = benchmark.pedantic(work, (casts,), rounds=1)
    if benchmark.stats:
        tell(benchmark, journal)
