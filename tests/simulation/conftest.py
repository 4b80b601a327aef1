from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from tests.simulation.example_run import ROSTER, RunYear

from pdflow.simulation.run import Run, cast_of, simulate
from pdflow.simulation.world.cast import Cast


@pytest.fixture(scope="session")
def thirty() -> Cast:
    return cast_of(ROSTER, 30, 1)


@pytest.fixture
def run_year(tmp_path: Path, thirty: Cast) -> RunYear:
    """Runs thirty people with one coach through twelve weeks, into ``events.sqlite``."""

    def run_year(file: str = "events.sqlite", cast: Cast = thirty, weeks: int = 12, **more: object) -> Run:
        return partial(simulate, cast, tmp_path / file, weeks=weeks)(**more)

    return run_year


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, thirty: Cast) -> Run:
    """A whole year of the thirty, run once."""
    return simulate(thirty, tmp_path_factory.mktemp("year") / "events.sqlite")
