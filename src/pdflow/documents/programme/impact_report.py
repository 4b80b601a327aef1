"""The impact report: outcomes against their baseline level by level, what was concluded, and fidelity by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.charts.change import Change, change_picture
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.folded import lives
from pdflow.documents.history.sessions import engagement_of, which
from pdflow.documents.page.blocks import (
    Cell,
    Drawing,
    Fact,
    Named,
    Paragraph,
    Picture,
    Section,
    Share,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.documents.page.reader import Reader
from pdflow.documents.programme.fidelity import Fidelity, fidelity
from pdflow.engagement import (
    ImpactReviewed,
    Result,
    Stage,
    decider,
)
from pdflow.engagement.review import Conclusion
from pdflow.engagement.state.briefing import outcomes
from pdflow.engagement.state.summary import results
from pdflow.kernel.messages import Event
from pdflow.values import Outcome


@attrs.frozen
class Measured:
    """An outcome at one evaluation level."""

    outcome: Outcome
    result: Result

    @property
    def unit(self) -> str:
        """The unit of its measure."""
        return "" if self.outcome.measure is None else self.outcome.measure.unit


@attrs.frozen
class ImpactReport(Document):
    """What has changed, of the group and of its people together."""

    title: ClassVar[str] = "Impact report"
    engagement: str
    stage: Stage
    measured: tuple[Measured, ...]
    conclusions: tuple[Conclusion, ...]
    by_coach: tuple[Fidelity, ...]
    by_site: tuple[Fidelity, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)
        yield Fact("Stage", self.stage)

    def sections(self) -> Iterator[Section]:
        yield Section("Outcomes", self._outcomes())
        if self.conclusions:
            statements = {each.outcome.outcome: each.outcome.statement for each in self.measured}
            rows = [(statements.get(each.outcome, each.outcome), each.text) for each in self.conclusions]
            table = Table("Conclusions", ("Outcome", "What is concluded"), rows, reader=Audience.ALL)
            yield Section("Conclusions", (table,))
        yield Section("Fidelity", self._fidelity())

    def _outcomes(self) -> Iterator[Paragraph | Drawing | Table]:
        read = [each for each in self.measured if each.result.reading is not None]
        if read:
            yield Drawing(_Drawn(tuple(read)))
        columns = ("Outcome", "Kind", "Level", "Unit", "Baseline", "Target", "Reading", "Readings", "Target reached")
        yield Table("Outcomes", columns, map(_row, self.measured), empty="No outcome is stated.")
        if read:
            yield Paragraph("Reaction and learning are told as such: impact begins where something is put to use.")

    def _fidelity(self) -> Iterator[Paragraph | Table]:
        yield Paragraph(
            "Practices mostly or fully in place when they were first and when they were last looked at. This rates the "
            "support people get, not the people, and is shown of five people or more only."
        )
        yield _groups("By coach", "Coach", self.by_coach)
        yield _groups("By site", "Site", self.by_site)


def _row(measured: Measured) -> tuple[Cell, ...]:
    outcome, result = measured.outcome, measured.result
    figures = (result.baseline, result.target, result.reading, result.readings, result.reached)
    return (outcome.statement, outcome.kind, result.level, measured.unit, *figures)


def _groups(name: str, heading: str, groups: Iterable[Fidelity]) -> Table:
    rows = [(_called(each.group), each.people, each.practices, Share(each.first), Share(each.last)) for each in groups]
    columns = (heading, "People", "Practices", "In place at first", "In place at last")
    return Table(name, columns, rows, empty="No group of five people or more yet.")


def _called(group: str | None) -> str:
    if group is None:
        return Words("Groups under five, together")
    return Named(group)


@attrs.frozen
class _Drawn:
    measured: tuple[Measured, ...]

    def __call__(self, reader: Reader) -> Picture:
        changes = []
        for each in self.measured:
            result = each.result
            level = "" if result.level is None else reader.label(result.level)
            told = f"{level}, {each.unit}" if each.unit else level
            changes.append(Change(each.outcome.statement, told, result.baseline, result.reading, result.target))
        known = partial(_known, reader)
        told = "; ".join(f"{c.label}: {known(c.baseline)} → {known(c.reading)}" for c in changes)
        legend = [reader.say(word) for word in ("Baseline", "Reading", "Target")]
        return change_picture(reader.say("Outcomes against their baseline"), f"{told}.", legend, changes, reader.number)


def _known(reader: Reader, value: float | None) -> str:
    return "?" if value is None else reader.number(value)


def impact_report(
    engagement: Iterable[Event[Any]], participations: Mapping[str, Iterable[Event[Any]]] | None = None
) -> ImpactReport:
    """What has changed, from an engagement's events, and for fidelity those of each person's stream."""
    told = Told(engagement)
    state = decider.fold(told.events)
    stated = {outcome.outcome: outcome for outcome in outcomes(state)}
    review = told.last(ImpactReviewed)
    by_coach, by_site = fidelity(lives(participations or {}))
    return ImpactReport(
        engagement=engagement_of(told),
        stage=state.phase,
        measured=tuple(Measured(stated[result.outcome], result) for result in results(state)),
        conclusions=() if review is None else review.conclusions,
        by_coach=by_coach,
        by_site=by_site,
    )
