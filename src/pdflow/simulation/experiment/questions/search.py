"""The search for the fewest coaches that are enough, which simulates no more years than that takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from os import PathLike

from pdflow.simulation.experiment.counts import Counts
from pdflow.simulation.experiment.design import Alternative, Design
from pdflow.simulation.experiment.estimates import CONFIDENCE
from pdflow.simulation.experiment.questions.coaches import CoachesNeeded, coaches_needed
from pdflow.simulation.experiment.results import Results
from pdflow.simulation.experiment.run import run_design


def fewest_coaches(
    base: Alternative,
    most: int,
    seeds: Iterable[int] = range(1, 41),
    *,
    share: float = 0.95,
    day: int = 28,
    chance: float = 0.9,
    confidence: float = CONFIDENCE,
    executor: Executor | None = None,
    file: str | PathLike[str] | None = None,
    watch: Callable[[int, int], None] = lambda over, of: None,
) -> CoachesNeeded:
    """Find the fewest coaches as ``coaches_needed`` does, by halves: no number below one that is not enough is tried.

    Args:
        most: the highest number that is tried.
        executor: as of ``run_design``, like ``file`` and ``watch``, which is called for each number anew.

    Raises:
        OutOfRange: so few seeds that no number of coaches could ever be shown to be enough.
    """
    seeds, tried = tuple(seeds), dict[int, tuple[Alternative, dict[int, Counts]]]()
    low, high = 1, most
    while low <= high:
        number = (low + high) // 2
        alternative = base.but(coaches=number)
        results = run_design(Design({"one": alternative}, seeds), executor=executor, file=file, watch=watch)
        tried[number] = alternative, dict(results.counts["one"])
        enough = coaches_needed(results, share, day, chance, confidence).coaches is not None
        low, high = (low, number - 1) if enough else (number + 1, high)
    design = Design({f"coaches={number}": alternative for number, (alternative, _) in tried.items()}, seeds)
    counts = {f"coaches={number}": found for number, (_, found) in tried.items()}
    return coaches_needed(Results(design, counts), share, day, chance, confidence)
