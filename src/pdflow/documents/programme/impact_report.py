"""The impact report: outcomes against their baseline level by level, the conclusions, and fidelity by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.charts import Change, change_chart
from pdflow.documents.history import EffectiveEvents, engagement_name, participation_histories
from pdflow.documents.page import (
    Cell,
    Drawing,
    EngagementDocument,
    Fact,
    NameCell,
    Paragraph,
    PhraseCell,
    Picture,
    Reader,
    Section,
    ShareCell,
    Table,
)
from pdflow.documents.programme.fidelity import Fidelity, fidelity
from pdflow.engagement import (
    Conclusion,
    Engagement,
    EngagementStage,
    ImpactReviewed,
    Result,
    current_outcomes,
    decider,
    outcome_results,
)
from pdflow.kernel.messages import Event
from pdflow.participation import Participation
from pdflow.values import Outcome


@attrs.frozen
class MeasuredOutcome:
    """An outcome at one evaluation level."""

    outcome: Outcome
    result: Result

    @property
    def unit(self) -> str:
        """The unit of its measure."""
        return "" if self.outcome.measure is None else self.outcome.measure.unit


@attrs.frozen
class ImpactReport(EngagementDocument):
    """What has changed, for the group and for its people together."""

    title: ClassVar[str] = "Impact report"
    stage: EngagementStage
    measured: tuple[MeasuredOutcome, ...]
    conclusions: tuple[Conclusion, ...]
    by_coach: tuple[Fidelity, ...]
    by_site: tuple[Fidelity, ...]

    def facts(self) -> Iterator[Fact]:
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
            yield Drawing(_OutcomeChart(tuple(read)))
        columns = ("Outcome", "Kind", "Level", "Unit", "Baseline", "Target", "Reading", "Readings", "Target reached")
        yield Table("Outcomes", columns, map(_row, self.measured), empty="No outcome is stated.")
        if read:
            yield Paragraph("Reaction and learning are reported as such: impact begins where something is put to use.")

    def _fidelity(self) -> Iterator[Paragraph | Table]:
        yield Paragraph(
            "Practices mostly or fully in place when they were first and when they were last looked at. This rates the "
            "support people get, not the people, and is shown of five people or more only."
        )
        yield _groups("By coach", "Coach", self.by_coach)
        yield _groups("By site", "Site", self.by_site)


def _row(measured: MeasuredOutcome) -> tuple[Cell, ...]:
    outcome, result = measured.outcome, measured.result
    figures = (result.baseline, result.target, result.reading, result.readings, result.reached)
    return (outcome.statement, outcome.kind, result.level, measured.unit, *figures)


def _groups(name: str, heading: str, groups: Iterable[Fidelity]) -> Table:
    rows = [
        (_group_cell(each.group), each.people, each.practices, ShareCell(each.first), ShareCell(each.last))
        for each in groups
    ]
    columns = (heading, "People", "Practices", "In place at first", "In place at last")
    return Table(name, columns, rows, empty="No group of five people or more yet.")


def _group_cell(group: str | None) -> str:
    if group is None:
        return PhraseCell("Groups under five, together")
    return NameCell(group)


@attrs.frozen
class _OutcomeChart:
    measured: tuple[MeasuredOutcome, ...]

    def __call__(self, reader: Reader) -> Picture:
        changes = []
        for each in self.measured:
            result = each.result
            level = "" if result.level is None else reader.label(result.level)
            scale = f"{level}, {each.unit}" if each.unit else level
            changes.append(Change(each.outcome.statement, scale, result.baseline, result.reading, result.target))
        number = partial(_number_text, reader)
        description = "; ".join(f"{c.label}: {number(c.baseline)} → {number(c.reading)}" for c in changes)
        legend = [reader.translate(word) for word in ("Baseline", "Reading", "Target")]
        name = reader.translate("Outcomes against their baseline")
        return change_chart(name, f"{description}.", legend, changes, reader.number)


def _number_text(reader: Reader, value: float | None) -> str:
    return "?" if value is None else reader.number(value)


def impact_report(
    engagement: Iterable[Event[Engagement]], participations: Mapping[str, Iterable[Event[Participation]]] | None = None
) -> ImpactReport:
    """Report what has changed, from an engagement's events, and for fidelity those of each person's stream."""
    events = EffectiveEvents(engagement)
    state = decider.fold(events.all)
    stated = {outcome.outcome: outcome for outcome in current_outcomes(state)}
    review = events.last(ImpactReviewed)
    by_coach, by_site = fidelity(participation_histories(participations or {}))
    return ImpactReport(
        engagement=engagement_name(events),
        stage=state.phase,
        measured=tuple(MeasuredOutcome(stated[result.outcome], result) for result in outcome_results(state)),
        conclusions=() if review is None else review.conclusions,
        by_coach=by_coach,
        by_site=by_site,
    )
