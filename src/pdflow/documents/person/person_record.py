"""A person's record: hours of training, support and coaching, and, for the pair, what was seen, said and agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.history.effective_events import Told
from pdflow.documents.page.blocks import (
    Cell,
    Column,
    Fact,
    Facts,
    Named,
    Note,
    Section,
    Share,
    Table,
    Words,
    day_of,
)
from pdflow.documents.page.document import Document
from pdflow.documents.person.practice import Practice, Seen, practice
from pdflow.documents.programme.dosage import contact_days
from pdflow.kernel.messages import Event
from pdflow.participation import (
    AttendanceRecorded,
    BaselineTaken,
    CommittedStep,
    LearningAssessed,
    OutcomeMeasured,
    Participation,
    PracticeCommitted,
    PracticeShared,
    PrioritySet,
    decider,
)
from pdflow.participation.state.summary import Summary, summary
from pdflow.people import PersonId

PAIR = Audience.PAIR


@attrs.frozen
class Readings:
    """An outcome of the person: where they stood, and every later reading."""

    statement: str
    unit: str
    baseline: float | None
    target: float | None
    measured: tuple[OutcomeMeasured, ...]


@attrs.frozen
class PersonRecord(Document):
    """What one person did and was given, and how their practice changed."""

    title: ClassVar[str] = "Record of hours and practice"
    state: Participation
    figures: Summary
    days: tuple[date, ...]
    attended: tuple[AttendanceRecorded, ...]
    assessed: tuple[LearningAssessed, ...]
    committed: tuple[CommittedStep, ...]
    priorities: tuple[PrioritySet, ...]
    practice: Practice
    readings: tuple[Readings, ...]
    shared: tuple[PracticeShared, ...]

    @property
    def person(self) -> PersonId:
        """Whose record it is."""
        return self.state.person

    def facts(self) -> Iterator[Fact]:
        state = self.state
        about = (
            Fact("Name", Named(state.person)),
            Fact("Role", state.role_title),
            Fact("Site", Named(state.site)),
            Fact("Coach", None if state.coach is None else Named(state.coach)),
            Fact("Enrolled", day_of(state.enrolled_at)),
            Fact("Phase", state.phase),
            Fact("Cycle", state.cycle),
        )
        return (attrs.evolve(fact, reader=Audience.TEAM) for fact in about)

    def sections(self) -> Iterator[Section]:
        yield Section("Hours", (self._hours(), self._counts()))
        yield Section("Training", (self._training(),))
        yield Section("Contacts at work", (self._contacts(),))
        yield Section("Growth areas", (self._growth_areas(),))
        yield Section("Action steps", (self._steps(),))
        yield Section("Seen and said", (self._seen(),), PAIR)
        yield Section("Coaching moves", (self._moves(),), PAIR)
        yield Section("Priorities and commitments", self._aims())
        yield Section("Outcomes", (self._readings(),))
        yield Section("Learning and sharing", self._learning())

    def _hours(self) -> Table:
        f = self.figures
        minutes = (f.training_minutes, f.support_minutes, f.coaching_minutes)
        columns = ("Hours of training", "Of support", "Of coaching", "In all")
        return Table("Hours", columns, [(*(each / 60 for each in minutes), f.contact_hours)])

    def _counts(self) -> Facts:
        f = self.figures
        told = (
            Fact("Dates of contact", len(self.days)),
            Fact("First contact", self.days[0] if self.days else None),
            Fact("Last contact", self.days[-1] if self.days else None),
            Fact("Observations", f.observations),
            Fact("Check-ins", f.check_ins),
            Fact("Coaching sessions", f.coaching_sessions),
            Fact("Steps completed", f.steps_completed),
        )
        return Facts(told)

    def _training(self) -> Table:
        rows = [
            (
                e.at.date(),
                Named(e.session),
                e.cycle,
                e.held,
                e.there,
                Share(e.there / e.held if e.held else 0),
                e.makes_up,
            )
            for e in self.attended
        ]
        columns = ("Day", "Session", "Cycle", "Minutes held", "Minutes there", "Share", "Makes up")
        return Table("Training", columns, rows)

    def _contacts(self) -> Table:
        rows = [
            (c.at, c.kind, Named(c.who), c.minutes, c.setting, None if c.counts else Words("Cut short"))
            for c in self.practice.contacts
        ]
        return Table("Contacts", ("When", "What", "With", "Minutes", "Setting", "Remark"), rows)

    def _growth_areas(self) -> Table:
        private = [Column(heading, PAIR) for heading in ("Practice", "Why this one", "Also considered")]
        rows = [
            (a.since.date(), a.practice, *self._notes(a.who, a.rationale, a.considered), a.how, day_of(a.until))
            for a in self.practice.growth_areas
        ]
        return Table("Growth areas", ("Since", *private, "Settled", "On"), rows)

    def _steps(self) -> Table:
        columns = (
            "Agreed",
            "Due",
            Column("Step", PAIR),
            Column("Look for", PAIR),
            Column("Serves", PAIR),
            "Ended",
            "On",
        )
        rows = [
            (s.agreed.date(), s.due, s.statement, s.look_for, s.serves, s.how, day_of(s.until))
            for s in self.practice.steps
        ]
        return Table("Action steps", columns, rows)

    def _seen(self) -> Table:
        rows = [(s.at, Named(s.who), s.looked_at, self._said(s)) for s in self.practice.seen]
        return Table("Seen and said", ("When", "By", "Looked at", "Said"), rows, reader=PAIR)

    def _said(self, seen: Seen) -> Cell:
        strengths, struggles, said, reflection = self._notes(
            seen.who, seen.strengths, seen.struggles, seen.said, seen.reflection
        )
        return (
            (Words("Strengths"), strengths),
            (Words("Struggles"), struggles),
            (Words("Feedback"), said),
            (Words("Reflection"), reflection),
            (Words("Evidence"), seen.reference),
        )

    def _moves(self) -> Table:
        columns = ("When", "With", "Move", "Steps", "Rounds", "Level", "Said")
        rows: list[tuple[Cell, ...]] = [
            (m.at, Named(m.who), m.move, m.steps, m.rounds, m.level, *self._notes(m.who, m.note))
            for m in self.practice.moves
        ]
        return Table("Coaching moves", columns, rows, reader=PAIR)

    def _aims(self) -> tuple[Table, ...]:
        priorities = [(each.at.date(), each.statement) for each in self.priorities]
        committed = [(each.text, each.by, each.help_wanted) for each in self.committed]
        return (
            Table("Priorities", ("Since", "Priority"), priorities),
            Table("Commitments", ("Committed to", "Until", "Help wanted"), committed),
        )

    def _readings(self) -> Table:
        rows: list[tuple[Cell, ...]] = []
        for each in self.readings:
            about = (each.statement, each.unit, each.baseline, each.target)
            rows += [(*about, m.on, m.level, m.value) for m in each.measured] or [(*about, None, None, None)]
        return Table("Outcomes", ("Outcome", "Unit", "Baseline", "Target", "Measured on", "Level", "Reading"), rows)

    def _learning(self) -> tuple[Table, ...]:
        scores = [(each.at.date(), each.instrument, each.time, each.score, each.out_of) for each in self.assessed]
        shared = [(each.at.date(), each.occasion) for each in self.shared]
        return (
            Table("Assessments", ("Day", "Instrument", "Time", "Score", "Out of"), scores),
            Table("Shared with others", ("Day", "Occasion"), shared),
        )

    def _notes(self, who: PersonId, *texts: str | None) -> Iterator[Note]:
        """For the person and whoever was with them."""
        there = frozenset({self.person, who})
        return (Note(text, there) for text in texts)


def person_record(participation: Iterable[Event[Any]]) -> PersonRecord:
    """One person's record, from the events of their stream."""
    told = Told(participation)
    state = decider.fold(told.events)
    committed = {step.step: step for made in told.each(PracticeCommitted) for step in made.steps}
    return PersonRecord(
        state=state,
        figures=summary(state),
        days=contact_days(told),
        attended=tuple(told.latest(AttendanceRecorded, lambda event: event.session).values()),
        assessed=tuple(told.latest(LearningAssessed, lambda event: (event.instrument, event.time)).values()),
        committed=tuple(committed.values()),
        priorities=tuple(told.each(PrioritySet)),
        practice=practice(told),
        readings=tuple(_readings(told, state)),
        shared=tuple(told.each(PracticeShared)),
    )


def _readings(told: Told, state: Participation) -> Iterator[Readings]:
    baselines = told.latest(BaselineTaken, lambda event: event.outcome)
    measured = told.latest(OutcomeMeasured, lambda event: (event.outcome, event.on, event.level)).values()
    for outcome in state.own_outcomes():
        yield Readings(
            statement=outcome.statement,
            unit="" if outcome.measure is None else outcome.measure.unit,
            baseline=baselines[outcome.outcome].value if outcome.outcome in baselines else None,
            target=outcome.target,
            measured=tuple(sorted((m for m in measured if m.outcome == outcome.outcome), key=lambda m: m.on)),
        )
