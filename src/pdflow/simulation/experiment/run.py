"""The run of a design: every alternative with every seed, on any executor, kept as it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

from pdflow.simulation.experiment.counts import Counts
from pdflow.simulation.experiment.design import Design
from pdflow.simulation.experiment.replication import ReplicationFailed, fingerprint, replicate
from pdflow.simulation.experiment.results import Results
from pdflow.simulation.experiment.results_file import ResultKey, ResultsFile

AHEAD: Final = 1024
"""Years handed to an executor before the first of them is over."""


class PlannedYear(NamedTuple):
    """One year to simulate: the name of its alternative, and its seed."""

    alternative: str
    seed: int


def run_design(
    design: Design,
    *,
    executor: Executor | None = None,
    file: str | PathLike[str] | None = None,
    watch: Callable[[int, int], None] = lambda over, of: None,
) -> Results:
    """Run a design; the counts are the same whichever executor simulates the years, and in whatever order.

    Args:
        executor: processes, a cluster's, or threads, which do not make it faster; one year after the other by default.
            It is not shut down.
        file: where each year is kept as it comes, as a line of JSON. Years that are in it already are not simulated
            again, so that a run that was stopped goes on where it was.
        watch: called with how many years are over, and of how many, at the beginning and after each of them.

    Raises:
        ReplicationFailed: a year could not be simulated, or whatever simulated it died; those before it are kept.
        ResultsFileError: the file is of something else.
    """
    kept = None if file is None else ResultsFile(Path(file))
    fingerprints = {name: fingerprint(alternative) for name, alternative in design.alternatives.items()}
    tasks = [PlannedYear(name, seed) for seed in design.seeds for name in design.alternatives]
    keys = {task: ResultKey(fingerprints[task.alternative], task.seed) for task in tasks}
    found = {} if kept is None else {task: kept.results[key] for task, key in keys.items() if key in kept.results}
    watch(len(found), len(tasks))
    missing = [task for task in tasks if task not in found]
    for task, counts in _one_by_one(design, missing) if executor is None else _beside(design, missing, executor):
        found[task] = counts
        if kept is not None:
            kept.add(keys[task], counts)
        watch(len(found), len(tasks))
    by_seed = {name: {seed: found[PlannedYear(name, seed)] for seed in design.seeds} for name in design.alternatives}
    return Results(design, by_seed)


def _one_by_one(design: Design, tasks: list[PlannedYear]) -> Iterator[tuple[PlannedYear, Counts]]:
    for task in tasks:
        try:
            counts = replicate(design.alternatives[task.alternative], task.seed)
        except Exception as error:
            raise _failed(task, error) from error
        yield task, counts


def _beside(design: Design, tasks: list[PlannedYear], executor: Executor) -> Iterator[tuple[PlannedYear, Counts]]:
    """Yield each year as it is over; when one fails, those not begun are cancelled."""
    waiting, running, attempt = iter(tasks), dict[Future[Counts], PlannedYear](), uuid4().hex
    try:
        while True:
            for task in islice(waiting, AHEAD - len(running)):
                alternative = design.alternatives[task.alternative]
                running[executor.submit(replicate, alternative, task.seed, attempt)] = task
            if not running:
                return
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(future)
                if (error := future.exception()) is not None:
                    raise _failed(task, error) from error
                yield task, future.result()
    finally:
        for future in running:
            future.cancel()


def _failed(task: PlannedYear, error: BaseException) -> ReplicationFailed:
    return ReplicationFailed(task.alternative, task.seed, type(error).__name__)
