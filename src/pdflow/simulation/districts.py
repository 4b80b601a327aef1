"""Many districts, each a cohort of its own, simulated side by side: one sum, however many processes work on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from itertools import count
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

import attrs

from pdflow.errors import OutOfRange
from pdflow.simulation.run import simulate
from pdflow.simulation.world.cast import Cast
from pdflow.simulation.world.journal import Journal

__all__ = ["repeated", "simulate_districts"]

T = TypeVar("T")


def simulate_districts(
    casts: Iterable[Cast],
    folder: str | PathLike[str] | None = None,
    *,
    processes: int = 1,
    seed: int = 1,
    watch: Callable[[int], None] = lambda districts: None,
    **settings: Any,
) -> Journal:
    """Run each cast through a school year of its own, and add up what is counted.

    Nobody moves from one cast to another, and each has chances of its own: the sum is the same for any number of
    processes. The third cast alone, for example, is ``simulate(third, seed="1:3")`` for the seed 1.

    Args:
        casts: read as they are needed. People and coaches have ids of their own.
        folder: where the events of each cast are kept, in ``1.sqlite`` and so on; by default they are only counted.
        processes: a program that asks for several has to be importable, as ``multiprocessing`` says.
        watch: called with how many casts are over.
        settings: of ``simulate``: policy, weeks, calendar, parameters, world.
    """
    work = partial(_count, folder=None if folder is None else Path(folder), seed=seed, settings=settings)
    total = Journal()
    for over, journal in enumerate(_in_order(work, enumerate(casts, 1), processes), 1):
        total.add(journal)
        watch(over)
    return total


def _count(numbered: tuple[int, Cast], folder: Path | None, seed: int, settings: dict[str, Any]) -> Journal:
    number, cast = numbered
    file = None if folder is None else folder / f"{number}.sqlite"
    return simulate(cast, file, seed=f"{seed}:{number}", **settings).journal


def _in_order(work: Callable[[T], Journal], tasks: Iterable[T], processes: int) -> Iterator[Journal]:
    """Yield the counts of each task in the order of the tasks, of which some are begun ahead."""
    if processes == 1:
        yield from map(work, tasks)
        return
    with ProcessPoolExecutor(processes) as pool:
        begun = deque[Future[Journal]]()
        for task in tasks:
            begun.append(pool.submit(work, task))
            if len(begun) > 2 * processes:
                yield begun.popleft().result()
        yield from (journal.result() for journal in begun)


def repeated(district: Cast, participants: int) -> Iterator[Cast]:
    """Yield a district again and again under new ids, until there are so many participants.

    Raises:
        OutOfRange: The district has nobody in it.
    """
    if not district.seats:
        raise OutOfRange("district.seats", 0, "1 or more")
    for copy in count(1):
        left = participants - (copy - 1) * len(district.seats)
        if left <= 0:
            return
        yield _copied(district, "" if copy == 1 else f"~{copy}", left)


def _copied(district: Cast, suffix: str, most: int) -> Cast:
    seats = tuple(
        attrs.evolve(
            seat,
            person=f"{seat.person}{suffix}",
            manager=None if seat.manager is None else f"{seat.manager}{suffix}",
            coach=f"{seat.coach}{suffix}",
        )
        for seat in district.seats[:most]
    )
    coaches = tuple(dict.fromkeys(seat.coach for seat in seats))
    return attrs.evolve(district, seats=seats, coaches=coaches)
