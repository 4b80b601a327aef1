"""The partnership ledger: each partner from the gap they fill to what both sides say of it in the end (000, 004)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import attrs

from pdflow.audience import Audience
from pdflow.documents.body import Block, Cell, Column, Fact, Facts, Section, Table
from pdflow.documents.document import Document
from pdflow.documents.sittings import engagement_of, which
from pdflow.documents.told import Told
from pdflow.engagement import (
    PartnerProposed,
    PartnershipAgreed,
    PartnershipEnded,
    PartnershipReviewed,
    PartnerVetted,
    Side,
    TouchPointHeld,
)
from pdflow.kernel.declare import Event

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
            yield Section(partnership.proposed.organisation, blocks)


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
        told += [Fact("Agreed", agreed.at.date()), Fact("As", agreed.role), *_alignment(agreed)]
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
        columns = (
            "Characteristic",
            "Both sides commit to",
            *(Column(f"{name}, 1 to 5", TEAM) for name in SIDES.values()),
        )
        rows = [
            (
                promise.characteristic,
                promise.text,
                *(_rated(partnership, side, promise.characteristic) for side in SIDES),
            )
            for promise in partnership.agreed.promises
        ]
        yield Table("Commitments", columns, rows, reader=ALL, group=_of(partnership))
        columns = ("Measure of success", "About", *columns[2:])
        rows = [
            (measure.measure, measure.of, *(_rated(partnership, side, measure.measure) for side in SIDES))
            for measure in partnership.agreed.measures
        ]
        yield Table("Measures", columns, rows, reader=ALL, group=_of(partnership))


SIDES = {Side.HOST: "Host", Side.PARTNER: "Partner"}


def _rated(partnership: Partnership, side: Side, what: str) -> Cell:
    review = partnership.reviews.get(side)
    if review is None:
        return None
    ratings: dict[str, int] = {each.characteristic: each.rating for each in review.characteristics}
    ratings |= {each.measure: each.rating for each in review.measures}
    return ratings.get(what)


def _touch_points(partnership: Partnership) -> Iterator[Block]:
    if partnership.agreed is None:
        return
    held = [
        (point.at.date(), True, point.relationship, point.content, point.delivery, point.results, point.decided)
        for point in partnership.touch_points
    ]
    dates = [day for day in partnership.agreed.touch_points if day not in {row[0] for row in held}]
    rows = sorted([*held, *((day, False, None, None, None, None, None) for day in dates)], key=lambda row: row[0])
    columns = (
        "Day",
        "Held",
        *(Column(aspect, TEAM) for aspect in ("Relationship", "Content", "Delivery", "Results", "Decided")),
    )
    yield Table("Touch points", columns, rows, reader=ALL, group=_of(partnership))


def _assessments(partnership: Partnership) -> Iterator[Block]:
    told = tuple(
        Fact(f"{SIDES[side]} says", review.assessment)
        for side, review in partnership.reviews.items()
        if review.assessment
    )
    if told:
        yield Facts(told)


PARTS = (_about, _vetting, _promises, _touch_points, _assessments)


def partnership_ledger(engagement: Iterable[Event]) -> PartnershipLedger:
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
