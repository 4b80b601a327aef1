"""The partnership ledger: each partner from proposal to the final assessment (agency guide, Learning Forward)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import (
    Block,
    Cell,
    Column,
    DayCell,
    EngagementDocument,
    Fact,
    Facts,
    NameCell,
    PhraseCell,
    Section,
    Table,
    name_cells,
)
from pdflow.engagement import (
    Engagement,
    PartnerProposed,
    PartnershipAgreed,
    PartnershipEnded,
    PartnershipReviewed,
    PartnerVetted,
    Side,
    TouchPointHeld,
)
from pdflow.history import EffectiveEvents, engagement_name
from pdflow.kernel.messages import Event

ALL, TEAM = Audience.ALL, Audience.TEAM


@attrs.frozen
class Partnership:
    """What is on record about one partner; of what was recorded more than once, the latest."""

    proposed: PartnerProposed
    vetted: PartnerVetted | None
    agreed: PartnershipAgreed | None
    touch_points: tuple[TouchPointHeld, ...]
    reviews: dict[Side, PartnershipReviewed]
    ended: PartnershipEnded | None


@attrs.frozen
class PartnershipLedger(EngagementDocument):
    """The partners of an engagement, as they were proposed, vetted, agreed with, met, reviewed and parted from."""

    title: ClassVar[str] = "Partnership ledger"
    partnerships: tuple[Partnership, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("Partners", len(self.partnerships))

    def sections(self) -> Iterator[Section]:
        for partnership in self.partnerships:
            blocks = (block for part in PARTS for block in part(partnership))
            yield Section(NameCell(partnership.proposed.organisation), blocks)


def _of(partnership: Partnership) -> tuple[Fact, ...]:
    return (Fact("Partner", partnership.proposed.organisation),)


def _about(partnership: Partnership) -> Iterator[Block]:
    proposed, vetted, agreed, ended = (
        partnership.proposed,
        partnership.vetted,
        partnership.agreed,
        partnership.ended,
    )
    facts = [
        Fact("Proposed", DayCell(proposed.at)),
        Fact("Brings", proposed.brings),
        Fact("Looked at inside first", proposed.looked_inside, TEAM),
    ]
    if vetted is not None:
        facts += [Fact("Vetted", DayCell(vetted.at), TEAM), Fact("Passed", vetted.passed, TEAM)]
    if agreed is not None:
        facts += [Fact("Agreed", DayCell(agreed.at)), Fact("Role of the partner", agreed.roles)]
        facts += [Fact("Speak for it", name_cells(agreed.people), TEAM), *_alignment(agreed)]
    if ended is not None:
        facts += [Fact("Ended", DayCell(ended.at)), Fact("Reason", ended.reason, TEAM)]
    yield Facts(tuple(facts), ALL)


def _alignment(agreed: PartnershipAgreed) -> Iterator[Fact]:
    shared = agreed.alignment
    yield Fact("Shared needs", shared.needs)
    yield Fact("Shared goals", shared.goals)
    yield Fact("Processes", shared.processes)
    yield Fact("Expectations", shared.expectations)
    yield Fact("Without the partner", agreed.without_partner)


def _vetting(partnership: Partnership) -> Iterator[Block]:
    if partnership.vetted is not None:
        rows = [(answer.question, answer.answer) for answer in partnership.vetted.answers]
        yield Table("Selection questions", ("Question", "Answer"), rows, group=_of(partnership))


def _promises(partnership: Partnership) -> Iterator[Block]:
    if partnership.agreed is not None:
        rated = [Column(heading, TEAM) for heading in RATING_HEADINGS.values()]
        commitments = [
            (promise.characteristic, promise.text, *_ratings(partnership, promise.characteristic))
            for promise in partnership.agreed.promises
        ]
        headings = [Column("Characteristic"), Column("Both sides commit to")]
        yield Table("Commitments", headings + rated, commitments, reader=ALL, group=_of(partnership))
        measures = [
            (measure.measure, measure.of, *_ratings(partnership, measure.measure))
            for measure in partnership.agreed.measures
        ]
        headings = [Column("Measure of success"), Column("About")]
        yield Table("Measures", headings + rated, measures, reader=ALL, group=_of(partnership))


RATING_HEADINGS = {Side.HOST: "Host, 1 to 5", Side.PARTNER: "Partner, 1 to 5"}
ASSESSMENT_HEADINGS = {Side.HOST: "The host says", Side.PARTNER: "The partner says"}


def _ratings(partnership: Partnership, what: str) -> Iterator[int | None]:
    """What each side rated a characteristic or a measure."""
    for side in Side:
        review = partnership.reviews.get(side)
        ratings: dict[str, int] = {} if review is None else {e.characteristic: e.rating for e in review.characteristics}
        ratings |= {} if review is None else {e.measure: e.rating for e in review.measures}
        yield ratings.get(what)


def _touch_points(partnership: Partnership) -> Iterator[Block]:
    if partnership.agreed is not None:
        held: dict[date, TouchPointHeld | None] = dict.fromkeys(partnership.agreed.touch_points)
        held |= {point.at.date(): point for point in partnership.touch_points}
        rows = [
            (_day(day, held[day]), held[day] is not None, _discussed(held[day]), _decided(held[day]))
            for day in sorted(held)
        ]
        columns = ("Day", "Held", Column("Said", TEAM), Column("Decided", TEAM))
        yield Table("Touch points", columns, rows, reader=ALL, group=_of(partnership))


def _day(planned: date, point: TouchPointHeld | None) -> Cell:
    return planned if point is None else DayCell(point.at)


def _discussed(point: TouchPointHeld | None) -> Cell:
    if point is None:
        return None
    texts = (point.relationship, point.content, point.delivery, point.results)
    aspects = (PhraseCell("Relationship"), PhraseCell("Content"), PhraseCell("Delivery"), PhraseCell("Results"))
    return tuple((aspect, text) for aspect, text in zip(aspects, texts, strict=True) if text)


def _decided(point: TouchPointHeld | None) -> str | None:
    return None if point is None else point.decided


def _assessments(partnership: Partnership) -> Iterator[Block]:
    assessments = tuple(
        Fact(ASSESSMENT_HEADINGS[side], review.assessment)
        for side, review in partnership.reviews.items()
        if review.assessment
    )
    if assessments:
        yield Facts(assessments)


PARTS = (_about, _vetting, _promises, _touch_points, _assessments)


def partnership_ledger(engagement: Iterable[Event[Engagement]]) -> PartnershipLedger:
    """Make the ledger of every partner, in the order in which they were proposed, from an engagement's events."""
    events = EffectiveEvents(engagement)
    vetted = events.latest_by(PartnerVetted, lambda event: event.partner)
    agreed = events.latest_by(PartnershipAgreed, lambda event: event.partner)
    ended = events.latest_by(PartnershipEnded, lambda event: event.partner)
    return PartnershipLedger(
        engagement_name(events),
        tuple(
            Partnership(
                proposed=proposed,
                vetted=vetted.get(proposed.partner),
                agreed=agreed.get(proposed.partner),
                touch_points=tuple(p for p in events.of_type(TouchPointHeld) if p.partner == proposed.partner),
                reviews={r.side: r for r in events.of_type(PartnershipReviewed) if r.partner == proposed.partner},
                ended=ended.get(proposed.partner),
            )
            for proposed in events.of_type(PartnerProposed)
        ),
    )
