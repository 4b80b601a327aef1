"""Protected time: slots within the dates, each used or lost once."""

import pytest
from tests.engagement.stories import (
    after,
    commissioned,
    day,
    differs,
    in_design,
    office,
    on,
    payer,
    protect,
    requested,
    void,
)

from pdflow.engagement import (
    LoseSlot,
    PlanRevisit,
    PlanSharing,
    ProtectedSlot,
    ProtectTime,
    SetBudget,
    SlotLost,
    SlotUse,
    SlotUsed,
    TimeProtected,
    UseSlot,
    open_slots,
    slot_totals,
)

PROTECTED = (*commissioned(), protect(payer(3)))


def test_time_is_protected_slot_by_slot_for_the_team_or_each_person() -> None:
    made = (ProtectedSlot("a", day(14), 90, SlotUse.PERSONAL), ProtectedSlot("b", day(28), 60))
    command = ProtectTime(payer(1), protection="pt1", slots=made)
    state = after(*in_design()).when(command).then(TimeProtected(command.header, protection="pt1", slots=made))
    assert [*open_slots(state)] == ["a", "b"]
    assert differs(after(*in_design(), command).when(protect(payer(2), c=3))) == ("slots",)


def test_protected_time_lies_within_the_engagement_s_own_dates() -> None:
    design = after(*in_design(planned_end=on(30)))
    design.when(protect(payer(1), first=0, last=30)).then(TimeProtected)
    [reason] = design.when(protect(payer(1), before=-1, within=3, late=31)).refused("time.outside_dates")
    assert reason.parameters == {"days": (on(-1), on(31)), "start": on(0), "end": on(30)}


def test_without_a_planned_end_only_the_start_bounds_it() -> None:
    design = after(*in_design(planned_end=None))
    design.when(protect(payer(1), late=5000)).then(TimeProtected)
    design.when(protect(payer(1), early=-1)).refused("time.outside_dates")


def test_two_slots_cannot_have_one_name() -> None:
    after(*PROTECTED).when(protect(payer(4), "pt2", slot1=50)).refused("record.name_taken")
    twice = ProtectTime(payer(4), protection="pt2", slots=(ProtectedSlot("a", day(20), 60),) * 2)
    after(*PROTECTED).when(twice).refused("record.name_taken")
    [reason] = after(*PROTECTED).when(protect(payer(4), "pt2", o1=50)).refused("record.name_taken")
    assert reason.parameters == {"record": "o1", "kind": "outcomes"}


def test_a_slot_is_used_or_lost_to_something_put_first() -> None:
    use, lose = UseSlot(payer(14, 14), slot="slot1"), LoseSlot(payer(28), slot="slot2", put_first="cover")
    after(*PROTECTED).when(use).then(SlotUsed(use.header, slot="slot1"))
    state = after(*PROTECTED, use).when(lose).then(SlotLost(lose.header, slot="slot2", put_first="cover"))
    assert (
        slot_totals(state).protected,
        slot_totals(state).used,
        slot_totals(state).lost,
        slot_totals(state).left,
    ) == (120, 60, 60, ())


def test_using_and_losing_a_slot_twice_is_a_no_op() -> None:
    settled = after(*PROTECTED, UseSlot(payer(15), slot="slot1"), LoseSlot(payer(28), slot="slot2", put_first="cover"))
    settled.when(UseSlot(payer(16), slot="slot1")).nothing()
    settled.when(LoseSlot(payer(29), slot="slot2", put_first="cover")).nothing()
    settled.when(LoseSlot(payer(29), slot="slot2", put_first="exams")).refused("time.unknown_slot")


def test_a_slot_once_used_cannot_be_lost_nor_a_lost_one_used() -> None:
    used = after(*PROTECTED, UseSlot(payer(14, 15), slot="slot1"))
    [reason] = used.when(LoseSlot(payer(15), slot="slot1", put_first="cover")).refused("time.unknown_slot")
    assert reason.remedy == "ProtectTime"


@pytest.mark.parametrize("name", ["slot9", "pt1", "o1"])
def test_what_is_no_slot_cannot_be_used_or_lost(name: str) -> None:
    after(*PROTECTED).when(UseSlot(payer(14), slot=name)).refused("time.unknown_slot")
    after(*PROTECTED).when(LoseSlot(payer(14), slot=name, put_first="cover")).refused("time.unknown_slot")
    after(*commissioned()).when(UseSlot(payer(14), slot=name)).refused("time.unknown_slot")


def test_slots_are_used_only_from_delivery_on_and_not_before_they_were_protected() -> None:
    designed = after(*in_design(), protect(payer(3)))
    designed.when(UseSlot(payer(14), slot="slot1")).refused("engagement.not_in_stage")
    designed.when(LoseSlot(payer(14), slot="slot1", put_first="x")).refused("engagement.not_in_stage")
    after(*PROTECTED).when(UseSlot(payer(2), slot="slot1")).refused("record.before", "time.not_yet")


def test_a_voided_use_leaves_the_slot_open_and_only_then_can_the_protection_be_voided() -> None:
    use = UseSlot(payer(14, 15), slot="slot1")
    [reason] = after(*PROTECTED, use).when(void(office(15), "pt1")).refused("record.relied_upon")
    assert reason.parameters["by"] == use.header.id
    after(*PROTECTED, use, void(office(15), use.header.id)).when(
        LoseSlot(payer(16), slot="slot1", put_first="cover")
    ).then(SlotLost)


def test_a_slot_is_not_used_before_it_begins_but_may_be_known_to_be_lost() -> None:
    [reason] = after(*PROTECTED).when(UseSlot(payer(14, 13), slot="slot1")).refused("time.not_yet")
    assert reason.parameters == {"slot": "slot1", "start": day(14, 14)}
    after(*PROTECTED).when(UseSlot(payer(14, 14), slot="slot1")).then(SlotUsed)
    after(*PROTECTED).when(LoseSlot(payer(5), slot="slot1", put_first="exams")).then(SlotLost)


def test_time_and_money_are_settled_from_the_design_on() -> None:
    for command in (
        protect(payer(1)),
        SetBudget(payer(1), budget="bu1", reason="a grant"),
        PlanRevisit(payer(1), revisit="re1", on=on(40), messages="x"),
        PlanSharing(payer(1), sharing="sh1", how="x"),
    ):
        after(*requested()).when(command).refused("engagement.not_in_stage")
