"""Lookups of protected time: slots still open, and minutes protected, used and lost."""

from __future__ import annotations

import attrs

from pdflow.engagement.state.state import Engagement
from pdflow.engagement.state.support_records import Slot
from pdflow.kernel.fields import RecordId


@attrs.frozen
class Slots:
    """Protected time planned against used and lost, in minutes, and the slots of which neither is known."""

    protected: int
    used: int
    lost: int
    left: tuple[RecordId, ...]


def open_slots(state: Engagement) -> dict[RecordId, Slot]:
    """The protected slots neither used nor lost, by name."""
    return {
        name: slot
        for made in state.protections.values()
        for name, slot in made.slots.items()
        if name not in state.slot_ends
    }


def slot_totals(state: Engagement) -> Slots:
    """Protected time as it stands now."""
    lengths = {name: slot.minutes for made in state.protections.values() for name, slot in made.slots.items()}
    ends = state.slot_ends.values()
    return Slots(
        protected=sum(lengths.values()),
        used=sum(lengths[end.slot] for end in ends if end.used),
        lost=sum(lengths[end.slot] for end in ends if not end.used),
        left=tuple(open_slots(state)),
    )
