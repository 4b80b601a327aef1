"""Revisits of key messages and sharing of practice are planned within the dates."""

from datetime import date

from tests.engagement.stories import after, in_design, on, payer

from pdflow.engagement import (
    PlanRevisit,
    PlanSharing,
    RevisitPlanned,
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
    planned.when(PlanRevisit(payer(2), revisit="re1", on=on(-9), messages="x")).nothing()
    planned.when(PlanSharing(payer(2), sharing="sh1", how="x")).nothing()
