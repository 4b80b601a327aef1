"""Calendar entries: what the days of an engagement are set for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, tzinfo
from enum import StrEnum

import attrs

from pdflow.documents.engagement.planned_strategies import PlanStatus, planned_strategies
from pdflow.documents.page import AmountCell, Cell, NameCell
from pdflow.engagement import (
    BaselineSet,
    Engagement,
    MeasureChosen,
    MilestoneAdded,
    MilestoneDropped,
    MilestoneMoved,
    OutcomeStated,
    PartnerProposed,
    PartnershipAgreed,
    RevisitPlanned,
    SharingPlanned,
    TimeProtected,
)
from pdflow.history import EffectiveEvents, training_sessions
from pdflow.language import in_zone


class DayKind(StrEnum):
    """What a day is set for."""

    TRAINING = "TRAINING"
    FOLLOW_UP = "FOLLOW_UP"
    PROTECTED_TIME = "PROTECTED_TIME"
    REVISIT = "REVISIT"
    SHARING = "SHARING"
    TOUCH_POINT = "TOUCH_POINT"
    MILESTONE = "MILESTONE"
    READING = "READING"


@attrs.frozen
class CalendarEntry:
    """Something set for a day."""

    day: date
    kind: DayKind
    about: tuple[Cell, ...]


def calendar_entries(events: EffectiveEvents[Engagement], zone: tzinfo | None) -> Iterator[CalendarEntry]:
    """Everything that is set for a day of an engagement; the days of moments are those in a zone, or in their own."""
    for session in training_sessions(events):
        yield CalendarEntry(
            in_zone(session.start, zone).date(), DayKind.TRAINING, (session.subject, NameCell(session.site))
        )
    for plan in planned_strategies(events):
        if plan.status not in (PlanStatus.DROPPED, PlanStatus.NOT_CHOSEN):
            yield CalendarEntry(plan.on, DayKind.FOLLOW_UP, (plan.strategy, NameCell(plan.owner)))
    for slot in (slot for made in events.of_type(TimeProtected) for slot in made.slots):
        start = in_zone(slot.start, zone)
        about = (slot.use, start.time(), AmountCell(slot.minutes, "min"))
        yield CalendarEntry(start.date(), DayKind.PROTECTED_TIME, about)
    for revisit in events.of_type(RevisitPlanned):
        yield CalendarEntry(revisit.on, DayKind.REVISIT, (revisit.messages,))
    for sharing in events.of_type(SharingPlanned):
        if sharing.on is not None:
            yield CalendarEntry(sharing.on, DayKind.SHARING, (sharing.how,))
    dropped = {event.milestone for event in events.of_type(MilestoneDropped)}
    moved = events.latest_by(MilestoneMoved, lambda move: move.milestone)
    for milestone in events.of_type(MilestoneAdded):
        if milestone.milestone not in dropped:
            day = moved.get(milestone.milestone, milestone).on
            yield CalendarEntry(day, DayKind.MILESTONE, (milestone.title,))
    yield from _partners(events)
    yield from _readings(events)


def _partners(events: EffectiveEvents[Engagement]) -> Iterator[CalendarEntry]:
    partners = {proposed.partner: proposed.organisation for proposed in events.of_type(PartnerProposed)}
    for agreed in events.latest_by(PartnershipAgreed, lambda agreed: agreed.partner).values():
        yield from (CalendarEntry(day, DayKind.TOUCH_POINT, (partners[agreed.partner],)) for day in agreed.touch_points)


def _readings(events: EffectiveEvents[Engagement]) -> Iterator[CalendarEntry]:
    statements = {stated.outcome: stated.statement for stated in events.of_type(OutcomeStated)}
    for measure in events.latest_by(MeasureChosen, lambda measure: measure.outcome).values():
        yield CalendarEntry(measure.collected_by, DayKind.READING, (measure.title,))
    for baseline in events.latest_by(BaselineSet, lambda baseline: baseline.outcome).values():
        yield CalendarEntry(baseline.on, DayKind.READING, (statements[baseline.outcome], baseline.how))
