"""A cohort through a school year: people in, events in SQLite out; decisions alone, and twice the people."""

from pathlib import Path
from typing import Any

import pytest

from pdflow.simulation.cohort import Cohort
from pdflow.simulation.run import cast_of, simulate
from pdflow.simulation.world.day_batch import DayBatch, EveningClock
from pdflow.simulation.world.journal import Journal
from pdflow.storage.sqlite import SqliteStore

ROSTER = Path(__file__).parents[2] / "examples" / "data" / "roster"


class Forgetful(DayBatch):
    """Keeps nothing, to see what the decisions themselves take."""

    def add(self, stream: str, events: object) -> None:
        """Let the events go."""


def nothing(events: object) -> list[Any]:
    return []


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

    def live() -> Journal:
        with SqliteStore(":memory:") as store:
            cohort = Cohort(cast, Forgetful(store, EveningClock(), nothing))
            for _ in cohort.days():
                pass
        return cohort.journal

    journal = benchmark.pedantic(live, rounds=3, warmup_rounds=1)
    if benchmark.stats:
        tell(benchmark, journal)
