"""The partnership ledger: each partner from the gap they fill to what both sides say of it in the end (agency guide, Learning Forward)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.history.effective_events import Told
from pdflow.documents.history.sessions import engagement_of, which
from pdflow.documents.page.blocks import (
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Named,
    Section,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.engagement import (
    PartnerProposed,
    PartnershipAgreed,
    PartnershipEnded,
    PartnershipReviewed,
    PartnerVetted,
    Side,
    TouchPointHeld,
)
from pdflow.kernel.messages import Event

ALL, TEAM = Audience.ALL, Audience.TEAM


@attrs.frozen
class Partnership:
    """What is on record of one partner; of what was recorded again the latest."""

    proposed: PartnerProposed
    vetted: PartnerVetted | None
    agreed: PartnershipAgreed | None
    touch_points: tuple[TouchPointHeld, ...]
    reviews: dict[Side, PartnershipReviewed]
    ended: PartnershipEnded | None


@attrs.frozen
class PartnershipLedger(Document):
    """Partners proposed, vetted, agreed with, met, reviewed and parted from."""

    title: ClassVar[str] = "Partnership ledger"
    engagement: str
    partnerships: tuple[Partnership, ...]

    def facts(self) -> Iterator[Fact]:
        yield which(self.engagement)
        yield Fact("Partners", len(self.partnerships))

    def sections(self) -> Iterator[Section]:
        for partnership in self.partnerships:
            blocks = (block for part in PARTS for block in part(partnership))
            yield Section(Named(partnership.proposed.organisation), blocks)


def _of(partnership: Partnership) -> tuple[Fact, ...]:
    return (Fact("Partner", partnership.proposed.organisation),)


def _about(partnership: Partnership) -> Iterator[Block]:
    proposed, vetted, agreed, ended = (
        partnership.proposed,
        partnership.vetted,
        partnership.agreed,
        partnership.ended,
    )
    told = [
        Fact("Proposed", proposed.at.date()),
        Fact("Brings", proposed.brings),
        Fact("Looked at inside first", proposed.looked_inside, TEAM),
    ]
    if vetted is not None:
        told += [Fact("Vetted", vetted.at.date(), TEAM), Fact("Passed", vetted.passed, TEAM)]
    if agreed is not None:
        told += [Fact("Agreed", agreed.at.date()), Fact("Role of the partner", agreed.role), *_alignment(agreed)]
    if ended is not None:
        told += [Fact("Ended", ended.at.date()), Fact("Reason", ended.reason, TEAM)]
    yield Facts(tuple(told), ALL)


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
        rated = [Column(heading, TEAM) for heading in RATED.values()]
        commitments = [
            (promise.characteristic, promise.text, *_rated(partnership, promise.characteristic))
            for promise in partnership.agreed.promises
        ]
        headings = [Column("Characteristic"), Column("Both sides commit to")]
        yield Table("Commitments", headings + rated, commitments, reader=ALL, group=_of(partnership))
        measures = [
            (measure.measure, measure.of, *_rated(partnership, measure.measure))
            for measure in partnership.agreed.measures
        ]
        headings = [Column("Measure of success"), Column("About")]
        yield Table("Measures", headings + rated, measures, reader=ALL, group=_of(partnership))


RATED = {Side.HOST: "Host, 1 to 5", Side.PARTNER: "Partner, 1 to 5"}
SAYS = {Side.HOST: "The host says", Side.PARTNER: "The partner says"}


def _rated(partnership: Partnership, what: str) -> Iterator[int | None]:
    """What each side rated it."""
    for side in Side:
        review = partnership.reviews.get(side)
        ratings: dict[str, int] = {} if review is None else {e.characteristic: e.rating for e in review.characteristics}
        ratings |= {} if review is None else {e.measure: e.rating for e in review.measures}
        yield ratings.get(what)


def _touch_points(partnership: Partnership) -> Iterator[Block]:
    if partnership.agreed is not None:
        held: dict[date, TouchPointHeld | None] = dict.fromkeys(partnership.agreed.touch_points)
        held |= {point.at.date(): point for point in partnership.touch_points}
        rows = [(day, held[day] is not None, _said(held[day]), _decided(held[day])) for day in sorted(held)]
        columns = ("Day", "Held", Column("Said", TEAM), Column("Decided", TEAM))
        yield Table("Touch points", columns, rows, reader=ALL, group=_of(partnership))


def _said(point: TouchPointHeld | None) -> Cell:
    if point is None:
        return None
    said = (point.relationship, point.content, point.delivery, point.results)
    aspects = (Words("Relationship"), Words("Content"), Words("Delivery"), Words("Results"))
    return tuple((aspect, text) for aspect, text in zip(aspects, said, strict=True) if text)


def _decided(point: TouchPointHeld | None) -> str | None:
    return None if point is None else point.decided


def _assessments(partnership: Partnership) -> Iterator[Block]:
    told = tuple(
        Fact(SAYS[side], review.assessment) for side, review in partnership.reviews.items() if review.assessment
    )
    if told:
        yield Facts(told)


PARTS = (_about, _vetting, _promises, _touch_points, _assessments)


def partnership_ledger(engagement: Iterable[Event[Any]]) -> PartnershipLedger:
    """Every partner of an engagement, in the order in which they were proposed, from its events."""
    told = Told(engagement)
    vetted = told.latest(PartnerVetted, lambda event: event.partner)
    agreed = told.latest(PartnershipAgreed, lambda event: event.partner)
    ended = told.latest(PartnershipEnded, lambda event: event.partner)
    return PartnershipLedger(
        engagement_of(told),
        tuple(
            Partnership(
                proposed=proposed,
                vetted=vetted.get(proposed.partner),
                agreed=agreed.get(proposed.partner),
                touch_points=tuple(p for p in told.each(TouchPointHeld) if p.partner == proposed.partner),
                reviews={r.side: r for r in told.each(PartnershipReviewed) if r.partner == proposed.partner},
                ended=ended.get(proposed.partner),
            )
            for proposed in told.each(PartnerProposed)
        ),
    )
