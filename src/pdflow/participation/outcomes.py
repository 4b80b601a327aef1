"""Outcomes of a person: baselines before the training, and readings since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from pdflow.kernel.fields import RecordId, key, one_of
from pdflow.kernel.guards import Objection, detail
from pdflow.kernel.lifecycle import move
from pdflow.kernel.lookups import latest_by
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.participation.rights import a_supporter, one_of_the_team
from pdflow.participation.state import (
    COMPLETED,
    LIVE,
    Measurement,
    Moves,
    Participation,
    PersonBaseline,
    first_training_attended,
)
from pdflow.values import EvaluationLevel, OutcomeId, OutcomeOf


def names_of_own_outcomes(state: Participation) -> list[RecordId]:
    """The names of the outcomes that are judged on this participation."""
    return [outcome.outcome for outcome in state.outcomes if outcome.of is OutcomeOf.PERSON]


@command(by=a_supporter)
class TakeBaseline(Command[Participation]):
    """Record the baseline of an outcome: its value, the day and how it was taken; ``retrospective`` if judged later."""

    baseline: RecordId = key("baselines")
    outcome: OutcomeId = one_of(names_of_own_outcomes, unknown="outcome.unknown")
    value: float
    on: date
    how: str = ""
    retrospective: bool = False


@command(by=one_of_the_team)
class MeasureOutcome(Command[Participation]):
    """Record a later reading of an outcome: its value, the day, and what it is evidence of."""

    measurement: RecordId = key("measurements")
    outcome: OutcomeId = one_of(names_of_own_outcomes, unknown="outcome.unknown")
    value: float
    on: date
    level: EvaluationLevel
    at_workplace: bool = False


@event("participation.baseline_taken")
class BaselineTaken(Event[Participation]):
    """A baseline was recorded."""

    baseline: RecordId
    outcome: OutcomeId
    value: float
    on: date
    how: str
    retrospective: bool
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        state.baselines[self.baseline] = PersonBaseline(
            self.at, self.outcome, self.on, self.value, self.how, self.retrospective
        )


@event("participation.outcome_measured")
class OutcomeMeasured(Event[Participation]):
    """A reading was recorded; one after completion does not change the frozen summary."""

    measurement: RecordId
    outcome: OutcomeId
    value: float
    on: date
    level: EvaluationLevel
    at_workplace: bool
    supersedes: RecordId | None

    def apply(self, state: Participation) -> None:
        state.measurements[self.measurement] = Measurement(
            self.at, self.outcome, self.on, self.level, self.at_workplace, self.value
        )


@detail("outcome.unknown", remedy="BriefParticipant")
def unknown_outcome(state: Participation, read: TakeBaseline | MeasureOutcome) -> Objection:
    """The outcomes of a group are measured on the engagement."""
    own = names_of_own_outcomes(state)
    return {"outcome": read.outcome, "known": tuple(own)} if read.outcome not in own else None


@detail("record.in_the_future")
def read_in_the_future(state: Participation, read: TakeBaseline | MeasureOutcome) -> Objection:
    return {"field": "on", "day": read.on} if read.on > read.at.date() else None


@detail("outcome.baseline_after_training")
def baseline_after_training(state: Participation, take: TakeBaseline) -> Objection:
    trained = first_training_attended(state)
    if take.retrospective or trained is None or take.on <= trained.date():
        return None
    return {"on": take.on, "trained": trained.date()}


@detail("outcome.before_baseline")
def before_baseline(state: Participation, measure: MeasureOutcome) -> Objection:
    name = _last_baseline(state, measure.outcome)
    if name is None or measure.on >= state.baselines[name].on:
        return None
    return {"on": measure.on, "baseline": state.baselines[name].on}


def baseline_taken(state: Participation, take: TakeBaseline) -> Sequence[BaselineTaken]:
    return (BaselineTaken.of(take, supersedes=_last_baseline(state, take.outcome)),)


def _last_baseline(state: Participation, outcome: str) -> RecordId | None:
    for name, baseline in reversed(state.baselines.items()):
        if baseline.outcome == outcome:
            return name
    return None


def outcome_measured(state: Participation, measure: MeasureOutcome) -> Sequence[OutcomeMeasured]:
    former = _latest_measurements(state).get(_outcome_day_and_level(measure))
    return (OutcomeMeasured.of(measure, supersedes=former),)


def _measurements(state: Participation) -> dict[RecordId, Measurement]:
    return state.measurements


def _outcome_day_and_level(reading: Measurement | MeasureOutcome) -> tuple[str, date, EvaluationLevel]:
    return reading.outcome, reading.on, reading.level


_latest_measurements: Final = latest_by(_measurements, _outcome_day_and_level)


MOVES: Moves = (
    move(
        TakeBaseline, LIVE, guards=[unknown_outcome, read_in_the_future, baseline_after_training], then=baseline_taken
    ),
    move(
        MeasureOutcome,
        (*LIVE, COMPLETED),
        guards=[unknown_outcome, read_in_the_future, before_baseline],
        then=outcome_measured,
    ),
)
