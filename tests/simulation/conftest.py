from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from tests.simulation.lived import ROSTER, Live

from pdflow.simulation.run import Run, cast_of, simulate
from pdflow.simulation.world.cast import Cast


@pytest.fixture(scope="session")
def thirty() -> Cast:
    return cast_of(ROSTER, 30, 1)


@pytest.fixture
def live(tmp_path: Path, thirty: Cast) -> Live:
    """Lets thirty people with one coach live through twelve weeks, into ``events.sqlite``."""

    def live(file: str = "events.sqlite", cast: Cast = thirty, weeks: int = 12, **more: object) -> Run:
        return partial(simulate, cast, tmp_path / file, weeks=weeks)(**more)

    return live


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory, thirty: Cast) -> Run:
    """A whole year of the thirty, lived once."""
    return simulate(thirty, tmp_path_factory.mktemp("year") / "events.sqlite")
