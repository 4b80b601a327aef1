"""Lookups of protected time: slots still open, minutes protected, used and lost, and whether they are enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from pdflow.calendar import WEEKEND
from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.support_records import Slot
from pdflow.kernel.fields import RecordId
from pdflow.kernel.frozen import frozen
from pdflow.policy import Policy
from pdflow.values import Count

FORTNIGHT, YEAR = timedelta(days=14), timedelta(days=365)
Stretch = tuple[datetime, datetime]
"""From when until when, in UTC."""


@frozen
class Slots:
    """Minutes of protected time planned, used and lost; and the slots neither used nor lost."""

    protected: Count
    used: Count
    lost: Count
    left: tuple[RecordId, ...]


def open_slots(state: Engagement) -> dict[RecordId, Slot]:
    """The protected slots neither used nor lost, by name."""
    return {
        name: slot
        for protection in state.protections.values()
        for name, slot in protection.slots.items()
        if name not in state.slot_ends
    }


def slot_totals(state: Engagement) -> Slots:
    """The minutes of protected time, as recorded by now."""
    lengths = {
        name: slot.minutes for protection in state.protections.values() for name, slot in protection.slots.items()
    }
    ends = state.slot_ends.values()
    return Slots(
        protected=sum(lengths.values()),
        used=sum(lengths[end.slot] for end in ends if end.used),
        lost=sum(lengths[end.slot] for end in ends if not end.used),
        left=tuple(open_slots(state)),
    )


def minutes_asked(state: Engagement, policy: Policy) -> int:
    """The minutes that a policy asks to protect: so many for each whole fortnight; a year where no end is planned."""
    if policy.protected_minutes is None or state.start is None:
        return 0
    end = state.planned_end or state.start + YEAR
    return policy.protected_minutes * max((end - state.start) // FORTNIGHT, 1)


def minutes_protected(state: Engagement, policy: Policy) -> int:
    """The minutes protected on the days and in the hours that a policy counts; of two slots at one time once."""
    stretches = sorted(
        stretch
        for protection in state.protections.values()
        for slot in protection.slots.values()
        for stretch in _in_working_hours(slot, policy)
    )
    counted, until = timedelta(), datetime.min.replace(tzinfo=UTC)
    for begin, end in stretches:
        counted += max(end - max(begin, until), timedelta())
        until = max(until, end)
    return counted // timedelta(minutes=1)


def _in_working_hours(slot: Slot, policy: Policy) -> Iterator[Stretch]:
    """What lies in working hours of the days that a slot touches, in its own zone; weekends are taken for closed."""
    begin = slot.start.astimezone(UTC)
    end = begin + timedelta(minutes=slot.minutes)
    always = (policy.working_from, policy.working_until) == (0, 24)
    if always:
        yield begin, end
        return
    for day in (slot.start.date(), slot.start.date() + timedelta(days=1)):
        opens, closes = _hour(slot, day, policy.working_from), _hour(slot, day, policy.working_until)
        if day.weekday() not in WEEKEND and max(begin, opens) < min(end, closes):
            yield max(begin, opens), min(end, closes)


def _hour(slot: Slot, day: date, hour: int) -> datetime:
    midnight = datetime.combine(day, time(), slot.start.tzinfo)
    return (midnight + timedelta(hours=hour)).astimezone(UTC)
