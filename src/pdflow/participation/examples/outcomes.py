"""Plausible examples of baselines and later readings of outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from pdflow.kernel.examples import first
from pdflow.kernel.header import Header
from pdflow.kernel.messages import Command
from pdflow.participation.examples.values import ExampleMaker, free_name
from pdflow.participation.outcomes import MeasureOutcome, TakeBaseline
from pdflow.participation.state import Participation, first_training_attended, is_remeasured, remeasure_window
from pdflow.values import EvaluationLevel


def a_baseline(state: Participation, header: Header) -> TakeBaseline:
    taken = {baseline.outcome for baseline in state.baselines.values()}
    own = sorted((outcome.outcome for outcome in state.own_outcomes()), key=lambda outcome: outcome in taken)
    trained, today = first_training_attended(state), header.at.date()
    on = min(trained.date(), today) if trained else today
    return TakeBaseline(
        header,
        baseline=free_name(state, "baseline", state.baselines),
        outcome=first(own),
        value=20,
        on=on,
        how="counted in one lesson",
        retrospective=on < today,
    )


def a_reading(state: Participation, header: Header) -> MeasureOutcome:
    own = sorted(state.own_outcomes(), key=lambda outcome: is_remeasured(state, outcome, header.at))
    return MeasureOutcome(
        header,
        measurement=free_name(state, "measurement", state.measurements),
        outcome=first(outcome.outcome for outcome in own),
        value=35,
        on=_day_to_measure(state, header.at),
        level=EvaluationLevel.USE,
        at_workplace=True,
    )


def _day_to_measure(state: Participation, at: datetime) -> date:
    """Today, or the last day on which a reading counts if that is over."""
    window = remeasure_window(state, at)
    return at.date() if window is None or window.last_day is None else min(at.date(), window.last_day)


OUTCOME_EXAMPLES: Final[Mapping[type[Command[Participation]], ExampleMaker]] = {
    TakeBaseline: a_baseline,
    MeasureOutcome: a_reading,
}
