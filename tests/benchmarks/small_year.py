"""A small simulated year in a file: what read models and exports are made of."""

from pathlib import Path

from pdflow.simulation.run import Run, cast_of, simulate

ROSTER = Path(__file__).parents[2] / "examples" / "data" / "roster"


def small_year(file: Path) -> Run:
    """Twenty-four people and two coaches, for half a year."""
    return simulate(cast_of(ROSTER, 24, 2), file, weeks=24)
