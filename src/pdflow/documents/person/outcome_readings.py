"""The readings of one person's own outcomes, against their baselines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from pdflow.documents.page import Cell, Table
from pdflow.history import EffectiveEvents
from pdflow.participation import BaselineTaken, OutcomeMeasured, Participation


@attrs.frozen
class OutcomeReadings:
    """An outcome of a person: its baseline, its target, and every later reading."""

    statement: str
    unit: str
    baseline: float | None
    target: float | None
    measured: tuple[OutcomeMeasured, ...]


def outcome_readings(events: EffectiveEvents[Participation], state: Participation) -> Iterator[OutcomeReadings]:
    """The readings of each outcome of a person, by day; of two of one day and level the later recorded."""
    baselines = events.latest_by(BaselineTaken, lambda event: event.outcome)
    measured = events.latest_by(OutcomeMeasured, lambda event: (event.outcome, event.on, event.level)).values()
    for outcome in state.own_outcomes():
        yield OutcomeReadings(
            statement=outcome.statement,
            unit="" if outcome.measure is None else outcome.measure.unit,
            baseline=baselines[outcome.outcome].value if outcome.outcome in baselines else None,
            target=outcome.target,
            measured=tuple(sorted((m for m in measured if m.outcome == outcome.outcome), key=lambda m: m.on)),
        )


def reading_table(outcomes: Iterable[OutcomeReadings]) -> Table:
    """The readings of a person's outcomes; an outcome without any has a row of its own."""
    rows: list[tuple[Cell, ...]] = []
    for each in outcomes:
        about = (each.statement, each.unit, each.baseline, each.target)
        rows += [(*about, m.on, m.level, m.value) for m in each.measured] or [(*about, None, None, None)]
    return Table("Outcomes", ("Outcome", "Unit", "Baseline", "Target", "Measured on", "Level", "Reading"), rows)
