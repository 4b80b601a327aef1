"""Protected time: each slot is used or lost on its day."""

from tests.agenda.engagements import ALWAYS, after, codes, found
from tests.engagement.stories import (
    commissioned,
    day,
    in_design,
    payer,
    protect,
    scheduled,
)

from pdflow.agenda import (
    agenda,
)
from pdflow.engagement import LoseSlot


def test_slots_are_owed_only_once_the_engagement_was_commissioned() -> None:
    assert "slot.use" not in codes(*in_design(), protect(payer(2)))
    slots = [owed.about for owed in agenda(after(*commissioned(), protect(payer(2))), day(3), ALWAYS)]
    assert slots.count("slot1") == slots.count("slot2") == 1
    assert "slot.use" not in codes(
        *commissioned(), protect(payer(2), only=14), LoseSlot(payer(14), slot="only", put_first="x")
    )


def test_a_slot_and_a_session_open_when_they_begin() -> None:
    slot = found("slot.use", after(*commissioned(), protect(payer(2), slot1=14)))
    assert slot.opens == day(14, 14)
    assert found("training.deliver", after(*scheduled())).opens == day(10, 9)
