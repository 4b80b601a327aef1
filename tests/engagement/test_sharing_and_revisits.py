"""Revisits of key messages and sharing of practice: planned within the dates, and held."""

from datetime import date

import pytest
from tests.engagement.stories import after, commissioned, differs, in_design, office, on, payer, void

from pdflow.audience import Audience, audiences, personal
from pdflow.engagement import (
    HoldRevisit,
    HoldSharing,
    PlanRevisit,
    PlanSharing,
    RevisitHeld,
    RevisitPlanned,
    SharingHeld,
    SharingPlanned,
)


def test_a_revisit_and_a_sharing_are_planned_within_the_dates() -> None:
    revisit = PlanRevisit(payer(1), revisit="re1", on=on(40), messages="wait time")
    sharing = PlanSharing(payer(1), sharing="sh1", how="a teach meet", on=on(60))
    design = after(*in_design(planned_end=on(60)))
    design.when(revisit).then(RevisitPlanned(revisit.header, revisit="re1", on=on(40), messages="wait time"))
    design.when(sharing).then(SharingPlanned(sharing.header, sharing="sh1", how="a teach meet", on=on(60)))
    design.when(PlanSharing(payer(1), sharing="sh1", how="in the corridor")).then(SharingPlanned)
    design.when(PlanRevisit(payer(1), revisit="re1", on=on(61), messages="x")).refused("time.outside_dates")
    design.when(PlanSharing(payer(1), sharing="sh1", how="x", on=date(2020, 1, 1))).refused("time.outside_dates")


def test_planning_the_same_revisit_or_sharing_again_is_a_no_op() -> None:
    revisit = PlanRevisit(payer(1), revisit="re1", on=on(40), messages="wait time")
    sharing = PlanSharing(payer(1), sharing="sh1", how="a teach meet")
    planned = after(*in_design(), revisit, sharing)
    assert differs(planned.when(PlanRevisit(payer(2), revisit="re1", on=on(-9), messages="x"))) == ("on", "messages")
    assert differs(planned.when(PlanSharing(payer(2), sharing="sh1", how="x"))) == ("how",)
    planned.when(PlanSharing(payer(2), sharing="sh1", how="a teach meet")).nothing()


PLANNED = (
    *commissioned(),
    PlanRevisit(payer(3), revisit="re1", on=on(40), messages="wait time"),
    PlanSharing(payer(3), sharing="sh1", how="a teach meet"),
)


def test_a_revisit_and_a_sharing_are_held_with_what_emerged() -> None:
    revisit = HoldRevisit(payer(40), held="h1", revisit="re1", emerged="waiting is hard")
    sharing = HoldSharing(payer(60), held="h2", sharing="sh1", emerged="cards help")
    after(*PLANNED).when(revisit).then(
        RevisitHeld(revisit.header, held="h1", revisit="re1", emerged="waiting is hard", supersedes=None)
    )
    after(*PLANNED).when(sharing).then(
        SharingHeld(sharing.header, held="h2", sharing="sh1", emerged="cards help", supersedes=None)
    )
    after(*PLANNED, revisit, sharing).when(HoldRevisit(payer(41), held="h1", revisit="re1")).nothing()
    after(*PLANNED, revisit).when(void(office(41), "re1")).refused("record.relied_upon")


def test_held_again_under_another_name_it_supersedes_the_former() -> None:
    held = after(
        *PLANNED, HoldRevisit(payer(40), held="h1", revisit="re1"), HoldSharing(payer(40), held="h2", sharing="sh1")
    )
    assert held.when(HoldRevisit(payer(41), held="h3", revisit="re1")).events[0].supersedes == "h1"
    assert held.when(HoldSharing(payer(41), held="h3", sharing="sh1")).events[0].supersedes == "h2"


@pytest.mark.parametrize(
    ("command", "code", "remedy"),
    [
        (HoldRevisit(payer(40), held="h1", revisit="re9"), "revisit.unknown", "PlanRevisit"),
        (HoldSharing(payer(40), held="h1", sharing="sh9"), "sharing.unknown", "PlanSharing"),
    ],
)
def test_only_what_was_planned_is_held_and_from_delivery_on(command, code: str, remedy: str) -> None:
    [reason] = after(*PLANNED).when(command).refused(code)
    assert reason.remedy == remedy
    after(*commissioned()).when(command).refused(code)
    after(*in_design()).when(command).refused("engagement.not_in_stage")


def test_what_emerged_is_for_everybody_and_can_be_erased() -> None:
    for event in (RevisitHeld, SharingHeld):
        assert audiences(event)["emerged"] is Audience.ALL
        assert personal(event) == ("emerged",)
