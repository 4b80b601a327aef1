"""Lookups of protected time: slots still open, and minutes protected, used and lost."""

from __future__ import annotations

import attrs

from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.support_records import Slot
from pdflow.kernel.fields import RecordId
from pdflow.values import Count


@attrs.frozen
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
