"""A replication: one alternative with one seed, run in whichever process, which leaves plain counts."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from datetime import date
from enum import Enum
from hashlib import sha256
from itertools import takewhile
from typing import Any, Final

import attrs

import pdflow
from pdflow.errors import PdflowError, WrongType
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.experiment.counts import Counts, counts_of
from pdflow.simulation.experiment.design import Alternative
from pdflow.simulation.experiment.setbacks import Setback, coach_years
from pdflow.simulation.world.day_batch import EventSink
from pdflow.simulation.world.stories import Story

FORMAT: Final = 1
"""The version of the counts."""


class ReplicationFailed(PdflowError):
    """Raised when a year could not be simulated; ``__cause__`` says why, ``problem`` which kind of error it was."""

    def __init__(self, alternative: str, seed: int, problem: str) -> None:
        super().__init__(alternative, seed, problem)
        self.alternative, self.seed, self.problem = alternative, seed, problem

    def message(self) -> str:
        return f"{self.alternative!r} with seed {self.seed}: {self.problem}"


class PlannedCohort(Cohort):
    """A cohort whose year has setbacks."""

    def __init__(self, *args: Any, setbacks: Sequence[Setback], **settings: Any) -> None:
        self._setbacks = setbacks
        super().__init__(*args, **settings)

    def stories(self) -> Iterator[Story[None]]:
        yield from (setback.befall(self) for setback in self._setbacks)
        yield from super().stories()


def replicate(alternative: Alternative, seed: int, attempt: str = "") -> Counts:
    """Simulate one year of an alternative and count it.

    Args:
        attempt: changes nothing, but makes the call another one for executors that run equal calls only once.
    """
    cohort = PlannedCohort(
        alternative.staff(),
        EventSink(),
        policy=alternative.policy,
        leaders=alternative.leaders,
        year=alternative.year,
        seed=seed,
        parameters=alternative.parameters,
        setbacks=alternative.setbacks,
    )
    last = 7 * alternative.weeks_counted - 1
    for _ in takewhile(lambda day: day < last, cohort.days()):
        pass
    return counts_of(cohort, coach_years(alternative.coaches, alternative.weeks, alternative.setbacks))


def fingerprint(alternative: Alternative) -> str:
    """Return a text that is the same for equal alternatives in every process; prices, which change no count, aside.

    Raises:
        WrongType: a setting that cannot be described.
    """
    year = alternative.year
    described = {
        "pdflow": pdflow.__version__,
        "format": FORMAT,
        "calendar": [str(alternative.calendar.zone), "".join(str(int(year.works(day))) for day in range(year.days))],
        **{
            field.name: _plain(getattr(alternative, field.name))
            for field in attrs.fields(Alternative)
            if field.name not in ("calendar", "costs")
        },
    }
    return sha256(json.dumps(described, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> Any:
    """Return what JSON can hold of a setting."""
    for kind, plain in PLAIN.items():
        if isinstance(value, kind):
            return plain(value)
    if attrs.has(type(value)):
        fields = {field.name: _plain(getattr(value, field.name)) for field in attrs.fields(type(value))}
        return [type(value).__name__, fields]
    if not isinstance(value, str | int | float | None):
        raise WrongType("Alternative", value, "a number, a text, a day or a class of attrs in every setting")
    return value


PLAIN: Final[Mapping[type, Callable[[Any], Any]]] = {
    Enum: lambda code: code.value,
    date: str,
    Mapping: lambda mapping: {str(key): _plain(value) for key, value in mapping.items()},
    Set: lambda values: sorted(map(str, map(_plain, values))),
    tuple: lambda values: [_plain(value) for value in values],
}
