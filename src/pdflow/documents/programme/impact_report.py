"""The impact report: outcomes against their baseline level by level, the conclusions, and fidelity by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.charts import Change, change_chart
from pdflow.documents.page import (
    Cell,
    DayCell,
    Drawing,
    EngagementDocument,
    Fact,
    Facts,
    NameCell,
    Paragraph,
    PhraseCell,
    Picture,
    RangeCell,
    Reader,
    Section,
    ShareCell,
    Table,
)
from pdflow.documents.programme.aggregate_copy import AggregateCopy, group_figures
from pdflow.documents.programme.fidelity import Fidelity, PersonLevels, fidelity, fidelity_figures, person_levels
from pdflow.documents.programme.measured_outcomes import MeasuredOutcome, measured_outcomes
from pdflow.documents.programme.sustained_outcomes import (
    SustainedOutcome,
    sustained_blocks,
    sustained_outcomes,
    sustained_windows,
)
from pdflow.engagement import Engagement, EngagementStage, ImpactReviewed, decider
from pdflow.history import EffectiveEvents, engagement_name, participation_histories
from pdflow.kernel.messages import Event
from pdflow.participation import Participation


@attrs.frozen
class ImpactReport(EngagementDocument):
    """What has changed, for the group and for its people together."""

    title: ClassVar[str] = "Impact report"
    stage: EngagementStage
    measured: tuple[MeasuredOutcome, ...]
    review: ImpactReviewed | None
    by_coach: tuple[Fidelity, ...]
    by_site: tuple[Fidelity, ...]
    looked_at: tuple[PersonLevels, ...] = ()
    """The levels of each person, of which fidelity is made."""
    sustained: tuple[SustainedOutcome, ...] = ()
    windows: tuple[tuple[int, int | None], ...] = ()
    """From which day and until which day after the last input each policy counts a reading as sustained."""

    def facts(self) -> Iterator[Fact]:
        yield Fact("Stage", self.stage)

    def aggregate(self, districts: Mapping[str, str] | None = None) -> ImpactAggregate:
        """The copy for a governing board: outcomes of five people or more, and fidelity by district and site.

        Args:
            districts: The district of each site, as the host's directory has it.
        """
        measured = tuple(each for each in self.measured if each.of_enough)
        sustained = tuple(each for each in self.sustained if each.of_enough)
        shown = attrs.evolve(self, measured=measured, sustained=sustained)
        more = tuple(section for section in shown.sections() if section.heading != "Fidelity")
        return ImpactAggregate(
            as_of=None,
            headings=("Practices", "In place at first", "In place at last"),
            groups=group_figures(self.looked_at, districts, fidelity_figures),
            by_district=bool(districts),
            more=more,
            programmes=self.programmes,
        )

    def sections(self) -> Iterator[Section]:
        yield Section("Outcomes", self._outcomes())
        if self.windows:
            yield Section("Sustained", sustained_blocks(self.sustained, self.windows))
        if self.review is not None:
            yield Section("Conclusions of the review", self._conclusions(self.review))
        yield Section("Fidelity", self._fidelity())

    def _conclusions(self, review: ImpactReviewed) -> Iterator[Paragraph | Facts | Table]:
        """What the reviewers concluded, in their words, beside the readings that they had before them."""
        yield Paragraph("This is what the reviewers concluded, in their words.", reader=Audience.ALL)
        yield Facts((Fact("Reviewed on", DayCell(review.at)),), Audience.ALL)
        statements = {each.outcome.outcome: each.outcome.statement for each in self.measured}
        columns = ("Outcome", "Reading then", "Target reached then", "What is concluded")
        rows = [
            (statements.get(each.outcome, each.outcome), *_then(review, each.outcome), each.text)
            for each in review.conclusions
        ]
        yield Table("Conclusions", columns, rows, reader=Audience.ALL)

    def _outcomes(self) -> Iterator[Paragraph | Drawing | Table]:
        read = [each for each in self.measured if each.result.reading is not None]
        if read:
            yield Drawing(_OutcomeChart(tuple(read)))
        columns = ("Outcome", "Level", "Unit", "Baseline", "Target", "Reading", "People", "Readings",
                   "Middle half", "Target reached")  # fmt: skip
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
    counted = (measured.people, result.readings, _range(measured.spread))
    figures = (result.baseline, result.target, result.reading, *counted, result.reached)
    return (((outcome.statement,), (outcome.kind,)), result.level, measured.unit, *figures)


def _range(spread: tuple[float, float] | None) -> Cell:
    return None if spread is None else RangeCell(*spread)


def _then(review: ImpactReviewed, outcome: str) -> tuple[Cell, Cell]:
    """The readings that the reviewers had before them, level by level, and whether they reached the target."""
    results = [result for result in review.results if result.outcome == outcome and result.reading is not None]
    readings = tuple((result.reading, result.level) for result in results)
    return readings, next((result.reached for result in reversed(results)), None)


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
class ImpactAggregate(AggregateCopy):
    """What has changed, by district and site."""

    title: ClassVar[str] = "Impact report: aggregate copy"


@attrs.frozen
class _OutcomeChart:
    measured: tuple[MeasuredOutcome, ...]

    def __call__(self, reader: Reader) -> Picture:
        changes = []
        for each in self.measured:
            result = each.result
            notes = ("" if result.level is None else reader.label(result.level), _counted(each, reader))
            values = (result.baseline, result.reading, result.target)
            changes.append(Change(each.outcome.statement, notes, each.unit, *values, each.spread))
        number = partial(_number_text, reader)
        description = "; ".join(f"{c.label}: {number(c.baseline)} → {number(c.reading)}" for c in changes)
        legend = [reader.translate(word) for word in ("Baseline", "Reading", "Target", "Middle half")]
        name = reader.translate("Outcomes against their baseline")
        return change_chart(name, f"{description}.", legend, changes, number)


def _number_text(reader: Reader, value: float | None) -> str:
    return "?" if value is None else reader.text(value)


def _counted(measured: MeasuredOutcome, reader: Reader) -> str:
    """Of how many people and readings a result is."""
    people, readings = measured.people, measured.result.readings
    if people is None:
        return reader.fill_in("Readings: {readings}", {"readings": readings})
    return reader.fill_in("People: {people}, readings: {readings}", {"people": people, "readings": readings})


def impact_report(
    engagement: Iterable[Event[Engagement]], participations: Mapping[str, Iterable[Event[Participation]]] | None = None
) -> ImpactReport:
    """Report what has changed, from an engagement's events, and for fidelity those of each person's stream."""
    events = EffectiveEvents(engagement)
    state = decider.fold(events.all)
    review = events.last(ImpactReviewed)
    histories = [*participation_histories(participations or {})]
    looked_at = tuple(person_levels(histories))
    by_coach, by_site = fidelity(looked_at)
    return ImpactReport(
        engagement=engagement_name(events),
        stage=state.phase,
        measured=measured_outcomes(state, histories),
        review=review,
        by_coach=by_coach,
        by_site=by_site,
        looked_at=looked_at,
        sustained=sustained_outcomes(state, histories),
        windows=sustained_windows(histories),
    )
