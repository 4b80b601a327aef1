"""What an engagement came to: outcomes against their baseline, and the figures frozen when it closes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from pdflow.engagement.resources import open_slots
from pdflow.engagement.state.briefing import outcomes
from pdflow.engagement.state.sessions import held
from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.training_records import Reading
from pdflow.engagement.state.vocabulary import HowEnded, PersonSummary
from pdflow.engagement.timeline import open_tasks
from pdflow.kernel.fields import RecordId
from pdflow.values import (
    Better,
    EvaluationLevel,
    Outcome,
    OutcomeOf,
)


@attrs.frozen
class Result:
    """One outcome at one evaluation level: of a group its last reading, of persons the mean of theirs.

    An outcome without readings has one result, without a level.
    """

    outcome: RecordId
    level: EvaluationLevel | None
    baseline: float | None
    target: float | None
    reading: float | None
    readings: int
    reached: bool | None
    """Whether the target is reached; None where there is no target or no reading."""


@attrs.frozen
class Waived:
    """A requirement waived on the engagement, for what, or for everybody on the roster."""

    requirement: str
    subject: RecordId | None
    for_roster: bool


@attrs.frozen
class WaivedOf:
    """A requirement waived on participations, and on how many."""

    requirement: str
    people: int


@attrs.frozen
class Slots:
    """Protected time planned against used and lost, in minutes, and the slots of which neither is known."""

    protected: int
    used: int
    lost: int
    left: tuple[RecordId, ...]


@attrs.frozen
class Summary:
    """The figures of an engagement as they stood when it closed. Minutes of people are summed over everybody."""

    results: tuple[Result, ...]
    waived: tuple[Waived, ...]
    waived_of_people: tuple[WaivedOf, ...]
    completed: int
    withdrawn: int
    training_minutes: int
    support_minutes: int
    coaching_minutes: int
    sessions_held: int
    follow_ups_given: int
    shared: tuple[RecordId, ...]
    """What people shared with others, by record."""
    tasks_left: tuple[RecordId, ...]
    slots: Slots


def results(state: Engagement) -> tuple[Result, ...]:
    """Every outcome against its baseline and target, level by level."""
    return tuple(result for outcome in outcomes(state) for result in _results_of(state, outcome))


def _results_of(state: Engagement, outcome: Outcome) -> Iterator[Result]:
    corrected = {reading.supersedes for reading in state.readings.values()}
    own = [r for name, r in state.readings.items() if r.outcome == outcome.outcome and name not in corrected]
    before = _baseline(state, outcome, [reading for reading in own if reading.level is None])
    found = {reading.level for reading in own}
    levels = [level for level in EvaluationLevel if level in found]
    for level in levels or (None,):
        at_level = [reading for reading in own if level and reading.level is level]
        read = _figure(outcome, at_level)
        reached = _reached(outcome, read)
        yield Result(outcome.outcome, level, before, outcome.target, read, len(at_level), reached)


def _baseline(state: Engagement, outcome: Outcome, taken: Sequence[Reading]) -> float | None:
    """The reading that was set, else what was taken of the persons."""
    known = [b.value for b in state.baselines.values() if b.outcome == outcome.outcome and b.value is not None]
    return known[-1] if known else _figure(outcome, taken)


def _figure(outcome: Outcome, readings: Sequence[Reading]) -> float | None:
    if not readings:
        return None
    if outcome.of is OutcomeOf.GROUP:
        return max(reversed(readings), key=lambda reading: reading.on).value
    return sum(reading.value for reading in readings) / len(readings)


def _reached(outcome: Outcome, read: float | None) -> bool | None:
    if read is None or outcome.target is None or outcome.measure is None:
        return None
    return read >= outcome.target if outcome.measure.better is Better.HIGHER else read <= outcome.target


def summary(state: Engagement) -> Summary:
    """The figures as they stand now."""
    people = [ended.summary for ended in state.ended.values()]
    how = Counter(ended.how for ended in state.ended.values())
    return Summary(
        results=results(state),
        waived=tuple(Waived(w.requirement, w.subject, w.for_roster) for w in state.waivers.values()),
        waived_of_people=_waived_of(people),
        completed=how[HowEnded.COMPLETED],
        withdrawn=how[HowEnded.WITHDRAWN],
        training_minutes=sum(person.training_minutes for person in people),
        support_minutes=sum(person.support_minutes for person in people),
        coaching_minutes=sum(person.coaching_minutes for person in people),
        sessions_held=len(held(state)),
        follow_ups_given=len(state.given),
        shared=tuple(name for person in people for name in person.shared),
        tasks_left=tuple(open_tasks(state)),
        slots=slots(state),
    )


def _waived_of(people: Sequence[PersonSummary]) -> tuple[WaivedOf, ...]:
    counted = Counter(code for person in people for code in set(person.waived))
    return tuple(WaivedOf(code, counted[code]) for code in sorted(counted))


def slots(state: Engagement) -> Slots:
    """Protected time as it stands now."""
    lengths = {name: slot.minutes for made in state.protections.values() for name, slot in made.slots.items()}
    ends = state.slot_ends.values()
    return Slots(
        protected=sum(lengths.values()),
        used=sum(lengths[end.slot] for end in ends if end.used),
        lost=sum(lengths[end.slot] for end in ends if not end.used),
        left=tuple(open_slots(state)),
    )
