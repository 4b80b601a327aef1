"""The critique, debrief and evaluation of one teach-back (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import fmean
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.cadre import CadreMember, Criterion
from pdflow.documents.cadre.teach_back_history import TeachBackHistory, teach_back_histories
from pdflow.documents.page import (
    FOR_PERSON,
    Cell,
    Column,
    DayCell,
    Document,
    Fact,
    Facts,
    NameCell,
    NoteCell,
    Paragraph,
    Section,
    Table,
    name_cells,
)
from pdflow.history import EffectiveEvents
from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.people import PersonId

PAIR = Audience.PAIR


@attrs.frozen
class TeachBackCritique(Document):
    """A teach-back with its critiques by peers, its debrief with a next step, and the evaluations of the debrief.

    Notes are for the member and their author; ratings are for the pair.
    """

    title: ClassVar[str] = "Teach-back critique, debrief and evaluation of the debrief"
    copies = FOR_PERSON
    teach_back: TeachBackHistory

    @property
    def pair(self) -> frozenset[PersonId]:
        taught = self.teach_back
        reviews = (*taught.critiques, *taught.evaluations, *([taught.debrief] if taught.debrief else []))
        return frozenset({taught.person, *taught.held.peers, *(review.by.person for review in reviews)})

    def facts(self) -> Iterator[Fact]:
        held = self.teach_back.held
        yield Fact("Who taught", NameCell(self.teach_back.person), Audience.TEAM)
        yield Fact("When", held.at, Audience.TEAM)
        yield Fact("Subject", held.subject, Audience.TEAM)
        yield Fact("Segment", held.segment, Audience.TEAM)
        yield Fact("Minutes", held.minutes, Audience.TEAM)
        yield Fact("Peers there", name_cells(held.peers), Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        yield Section("Critique", (self._ratings(), self._critiques()))
        yield Section("Debrief", (self._debrief(),))
        yield Section("Evaluation of the debrief", (self._evaluations(),))

    def _ratings(self) -> Table:
        """The ratings of all critiques, or an empty form where there are none."""
        heading = "Criterion, rated 1 to 4"
        ratings = [{each.criterion: each.rating for each in critique.ratings} for critique in self.teach_back.critiques]
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

    def _critiques(self) -> Table:
        columns = ("Critique", "By", "On", Column("Strengths", PAIR), Column("Refinements", PAIR))
        rows = [
            (
                number,
                NameCell(each.by.person),
                DayCell(each.at),
                self._note(each.by.person, each.strengths),
                self._note(each.by.person, each.refinements),
            )
            for number, each in enumerate(self.teach_back.critiques, 1)
        ]
        return Table("Critiques", columns, rows, empty="Nobody has critiqued it yet.")

    def _debrief(self) -> Facts | Paragraph:
        debrief = self.teach_back.debrief
        if debrief is None:
            return Paragraph("It was not debriefed yet.")
        facts = (
            Fact("Led by", NameCell(debrief.by.person)),
            Fact("On", debrief.at),
            Fact("Next step", self._note(debrief.by.person, debrief.next_step), PAIR),
        )
        return Facts(facts)

    def _evaluations(self) -> Table:
        columns = ("By", "On", Column("Rated 1 to 4", PAIR), Column("Note", PAIR))
        rows = [
            (NameCell(each.by.person), DayCell(each.at), each.rating, self._note(each.by.person, each.note))
            for each in self.teach_back.evaluations
        ]
        return Table("Evaluations", columns, rows, empty="The debrief was not rated yet.")

    def _note(self, author: PersonId, text: str | None) -> NoteCell:
        """A note for the member and its author."""
        return NoteCell(text, frozenset({self.teach_back.person, author}))


def _mean(ratings: list[int]) -> float | None:
    return round(fmean(ratings), 1) if ratings else None


def teach_back_critique(member: Iterable[Event[CadreMember]], teach_back: RecordId | None = None) -> TeachBackCritique:
    """Make the critique of one teach-back of a member, the latest if none is named, from the member's events.

    Raises:
        KeyError: The member has no such teach-back, or none at all.
    """
    found = {each.held.teach_back: each for each in teach_back_histories(EffectiveEvents(member))}
    if teach_back is None and found:
        teach_back = max(reversed(found), key=lambda name: found[name].held.at)
    return TeachBackCritique(found[teach_back or ""])
