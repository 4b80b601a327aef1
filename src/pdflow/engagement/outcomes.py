"""Outcomes: which change is wanted, how it is measured, and its baseline (follow-through article)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pdflow.audience import Audience
from pdflow.engagement.chronology import in_the_future
from pdflow.engagement.rights import the_commissioner
from pdflow.engagement.state import (
    DESIGN_ON,
    Baseline,
    Briefing,
    ChosenMeasure,
    Engagement,
    Moves,
    StatedOutcome,
    first_training_day,
    kept,
    last_recorded,
    with_briefings,
)
from pdflow.kernel.fields import RecordId, is_blank, key, names
from pdflow.kernel.guards import Objection, detail, fact
from pdflow.kernel.lifecycle import move
from pdflow.kernel.messages import Command, Event, command, event
from pdflow.people import PersonId, PersonOrBlank
from pdflow.values import Better, Measure, OutcomeId, OutcomeKind, OutcomeOf


@command(by=the_commissioner)
class StateOutcome(Command[Engagement]):
    """State a wanted change: whose it is, of what kind, and in words."""

    outcome: RecordId = key("outcomes")
    whose: OutcomeOf
    kind: OutcomeKind
    statement: str


@command(by=the_commissioner)
class ChooseMeasure(Command[Engagement]):
    """Choose a practical measure of an outcome: who collects it and by which day, and the target."""

    measure: RecordId = key("measures")
    outcome: OutcomeId = names("outcomes", unknown="outcome.unknown")
    title: str
    unit: str = ""
    better: Better | None = None
    collector: PersonOrBlank | None = None
    collected_by: date | None = None
    target: float | None = None


@command(by=the_commissioner)
class SetBaseline(Command[Engagement]):
    """Record the reading of an outcome before the training, or, without a value, the day on which it will be read.

    A ``retrospective`` baseline is judged afterwards, and may be dated after the training.
    """

    baseline: RecordId = key("baselines")
    outcome: OutcomeId = names("outcomes", unknown="outcome.unknown")
    on: date
    value: float | None = None
    how: str = ""
    retrospective: bool = False


@event("engagement.outcome_stated")
class OutcomeStated(Event[Engagement]):
    """A wanted change was stated."""

    outcome: Annotated[OutcomeId, Audience.ALL]
    whose: Annotated[OutcomeOf, Audience.ALL]
    kind: Annotated[OutcomeKind, Audience.ALL]
    statement: Annotated[str, Audience.ALL]
    briefing: Briefing

    def apply(self, state: Engagement) -> None:
        state.outcomes[self.outcome] = kept(StatedOutcome, self)


@event("engagement.measure_chosen")
class MeasureChosen(Event[Engagement]):
    """The measure of an outcome was chosen."""

    measure: Annotated[RecordId, Audience.ALL]
    outcome: Annotated[OutcomeId, Audience.ALL]
    title: Annotated[str, Audience.ALL]
    unit: Annotated[str, Audience.ALL]
    better: Annotated[Better, Audience.ALL]
    collector: PersonId
    collected_by: Annotated[date, Audience.ALL]
    target: Annotated[float | None, Audience.ALL]
    supersedes: RecordId | None
    briefing: Briefing

    def apply(self, state: Engagement) -> None:
        measure = Measure(self.title, self.unit, self.better)
        state.measures[self.measure] = kept(ChosenMeasure, self, measure=measure)


@event("engagement.baseline_set")
class BaselineSet(Event[Engagement]):
    """The reading before the training, or the day on which it will be read, was recorded."""

    baseline: Annotated[RecordId, Audience.ALL]
    outcome: Annotated[OutcomeId, Audience.ALL]
    on: Annotated[date, Audience.ALL]
    value: float | None
    how: Annotated[str, Audience.ALL]
    retrospective: Annotated[bool, Audience.ALL]
    supersedes: RecordId | None
    briefing: Briefing

    def apply(self, state: Engagement) -> None:
        state.baselines[self.baseline] = kept(Baseline, self)


@fact("outcome.unknown", remedy="StateOutcome")
def no_outcome_stated(state: Engagement) -> Objection:
    return not state.outcomes


@detail("outcome.not_measurable")
def not_measurable(state: Engagement, choose: ChooseMeasure) -> Objection:
    parts = {
        "title": is_blank(choose.title),
        "unit": is_blank(choose.unit),
        "direction": choose.better is None,
        "collector": is_blank(choose.collector),
        "date": choose.collected_by is None,
    }
    missing = tuple(name for name, is_missing in parts.items() if is_missing)
    return {"missing": missing} if missing else None


@detail("outcome.baseline_after_training")
def baseline_after_training(state: Engagement, baseline: SetBaseline) -> Objection:
    trained = first_training_day(state)
    if baseline.retrospective or trained is None or baseline.on <= trained:
        return None
    return {"on": baseline.on, "trained": trained}


@detail("record.in_the_future")
def read_in_the_future(state: Engagement, baseline: SetBaseline) -> Objection:
    """Without a value it is the day of a reading to come."""
    return None if baseline.value is None else in_the_future(baseline.at, "on", baseline.on)


def outcome_stated(state: Engagement, command: StateOutcome) -> Sequence[OutcomeStated]:
    return with_briefings(state, OutcomeStated.of(command, briefing=Briefing()))


def measure_chosen(state: Engagement, choose: ChooseMeasure) -> Sequence[MeasureChosen]:
    former = last_recorded(state.measures, lambda entry: entry.outcome == choose.outcome)
    return with_briefings(state, MeasureChosen.of(choose, supersedes=former, briefing=Briefing()))


def baseline_set(state: Engagement, baseline: SetBaseline) -> Sequence[BaselineSet]:
    former = last_recorded(state.baselines, lambda entry: entry.outcome == baseline.outcome)
    return with_briefings(state, BaselineSet.of(baseline, supersedes=former, briefing=Briefing()))


MOVES: Moves = (
    move(StateOutcome, DESIGN_ON, then=outcome_stated),
    move(ChooseMeasure, DESIGN_ON, guards=[no_outcome_stated, not_measurable], then=measure_chosen),
    move(
        SetBaseline,
        DESIGN_ON,
        guards=[no_outcome_stated, baseline_after_training, read_in_the_future],
        then=baseline_set,
    ),
)
