"""Teach-back: who teaches what to whom and when, and for one teach-back its critique, debrief and evaluation (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from statistics import fmean
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.cadre import (
    Criterion,
    DebriefEvaluated,
    MemberCleared,
    MemberNominated,
    TeachBackCritiqued,
    TeachBackDebriefed,
    TeachBackHeld,
)
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import people
from pdflow.documents.page.blocks import (
    Cell,
    Column,
    Fact,
    Facts,
    Named,
    Note,
    Paragraph,
    Section,
    Table,
)
from pdflow.documents.page.document import Document
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.people import PersonId

PAIR = Audience.PAIR


@attrs.frozen
class Lesson:
    """A teach-back with what followed it; of two critiques or evaluations by one person the latest."""

    person: PersonId
    held: TeachBackHeld
    critiques: tuple[TeachBackCritiqued, ...]
    debrief: TeachBackDebriefed | None
    evaluations: tuple[DebriefEvaluated, ...]
    cleared_until: date | None
    """Until when the person was last cleared for its subject."""


@attrs.frozen
class TeachBackSessions(Document):
    """Who teaches what to whom, and when."""

    title: ClassVar[str] = "Teach-back sessions"
    lessons: tuple[Lesson, ...]

    def sections(self) -> Iterator[Section]:
        columns = (
            "When",
            "Who teaches",
            "Subject and segment",
            "To whom",
            "Minutes",
            "Critiques",
            "Debrief",
            "Cleared until",
        )
        table = Table("Teach-backs", columns, map(_row, self.lessons), empty="No teach-back was held yet.")
        yield Section("", (table,))


def _row(lesson: Lesson) -> tuple[Cell, ...]:
    held = lesson.held
    what = (held.at, Named(lesson.person), ((held.subject, held.segment),), people(held.peers), held.minutes)
    return (*what, len(lesson.critiques), lesson.debrief is not None, lesson.cleared_until)


def teach_back_sessions(members: Mapping[str, Iterable[Event[Any]]]) -> TeachBackSessions:
    """Every teach-back of a cadre in the order of time, from the events of each member's stream."""
    lessons = (lesson for events in members.values() for lesson in _lessons(Told(events)))
    return TeachBackSessions(tuple(sorted(lessons, key=lambda lesson: lesson.held.at)))


def _lessons(told: Told) -> Iterator[Lesson]:
    nominated = told.last(MemberNominated)
    person = "" if nominated is None else nominated.person
    cleared = told.latest(MemberCleared, lambda cleared: cleared.subject)
    debriefs = told.latest(TeachBackDebriefed, lambda debrief: debrief.teach_back)
    for held in told.each(TeachBackHeld):
        critiques = [critique for critique in told.each(TeachBackCritiqued) if critique.teach_back == held.teach_back]
        debrief = debriefs.get(held.teach_back)
        rated = [e for e in told.each(DebriefEvaluated) if debrief is not None and e.debrief == debrief.debrief]
        yield Lesson(
            person=person,
            held=held,
            critiques=tuple({critique.by.person: critique for critique in critiques}.values()),
            debrief=debrief,
            evaluations=tuple({evaluation.by.person: evaluation for evaluation in rated}.values()),
            cleared_until=cleared[held.subject].until if held.subject in cleared else None,
        )


@attrs.frozen
class TeachBackCritique(Document):
    """A teach-back: what peers said of it, the debrief and its next step, and what the debrief itself was worth.

    What was said is for the member and whoever said it; the ratings are for the pair.
    """

    title: ClassVar[str] = "Teach-back critique, debrief and evaluation of the debrief"
    lesson: Lesson

    def facts(self) -> Iterator[Fact]:
        held = self.lesson.held
        yield Fact("Who taught", Named(self.lesson.person), Audience.TEAM)
        yield Fact("When", held.at, Audience.TEAM)
        yield Fact("Subject", held.subject, Audience.TEAM)
        yield Fact("Segment", held.segment, Audience.TEAM)
        yield Fact("Minutes", held.minutes, Audience.TEAM)
        yield Fact("Peers there", people(held.peers), Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        yield Section("Critique", (self._ratings(), self._said()))
        yield Section("Debrief", (self._debrief(),))
        yield Section("Evaluation of the debrief", (self._evaluations(),))

    def _ratings(self) -> Table:
        """What was rated, or a form for it."""
        heading = "Criterion, rated 1 to 4"
        ratings = [{each.criterion: each.rating for each in critique.ratings} for critique in self.lesson.critiques]
        if not ratings:
            form = ((criterion, None, None) for criterion in Criterion)
            columns = [Column(heading), *(Column(empty, to_fill_in=True) for empty in ("Rating", "Remarks"))]
            return Table("Ratings", columns, form)
        rows: list[tuple[Cell, ...]] = []
        for criterion in Criterion:
            given = [by_one.get(criterion) for by_one in ratings]
            rows.append((criterion, *given, _mean([rating for rating in given if rating is not None])))
        numbers = (str(number) for number, _ in enumerate(ratings, 1))
        return Table("Ratings", (heading, *numbers, "Mean"), rows, reader=PAIR)

    def _said(self) -> Table:
        columns = ("Critique", "By", "On", Column("Strengths", PAIR), Column("Refinements", PAIR))
        rows = [
            (
                number,
                Named(each.by.person),
                each.at.date(),
                self._note(each, each.strengths),
                self._note(each, each.refinements),
            )
            for number, each in enumerate(self.lesson.critiques, 1)
        ]
        return Table("Critiques", columns, rows, empty="Nobody has critiqued it yet.")

    def _debrief(self) -> Facts | Paragraph:
        debrief = self.lesson.debrief
        if debrief is None:
            return Paragraph("It was not debriefed yet.")
        told = (
            Fact("Led by", Named(debrief.by.person)),
            Fact("On", debrief.at),
            Fact("Next step", self._note(debrief, debrief.next_step), PAIR),
        )
        return Facts(told)

    def _evaluations(self) -> Table:
        columns = ("By", "On", Column("Rated 1 to 4", PAIR), Column("Note", PAIR))
        rows = [
            (Named(each.by.person), each.at.date(), each.rating, self._note(each, each.note))
            for each in self.lesson.evaluations
        ]
        return Table("Evaluations", columns, rows, empty="The debrief was not rated yet.")

    def _note(self, said: Event[Any], text: str | None) -> Note:
        """For the member and whoever said it."""
        return Note(text, frozenset({self.lesson.person, said.by.person}))


def _mean(ratings: list[int]) -> float | None:
    return round(fmean(ratings), 1) if ratings else None


def teach_back_critique(member: Iterable[Event[Any]], teach_back: RecordId | None = None) -> TeachBackCritique:
    """One teach-back of a member, the latest if none is named, from their events; KeyError where there is none."""
    lessons = {lesson.held.teach_back: lesson for lesson in _lessons(Told(member))}
    if teach_back is None and lessons:
        teach_back = max(reversed(lessons), key=lambda name: lessons[name].held.at)
    return TeachBackCritique(lessons[teach_back or ""])
