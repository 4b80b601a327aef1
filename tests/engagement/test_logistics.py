"""Logistics: items of travel and logistics are ticked off once they are arranged."""

import pytest
from tests.engagement.stories import (
    after,
    design,
    in_design,
    lee,
    office,
    requested,
    schedule,
    session,
    void,
)

from pdflow.engagement import (
    LogisticsItem,
    LogisticsTicked,
    TickLogistics,
)

ITEMS = (LogisticsItem("rooms", "book two rooms"), LogisticsItem("food", "order lunch"))
ARRANGED = (*in_design(), design(lee(3)), schedule(lee(3), "sch1", "tr1", session(), logistics=ITEMS))


def tick(item: str, n: float = 5) -> TickLogistics:
    return TickLogistics(lee(n), item=item)


def test_an_item_is_ticked_once() -> None:
    command = tick("rooms")
    after(*ARRANGED).when(command).then(LogisticsTicked(command.header, item="rooms"))
    after(*ARRANGED, command).when(tick("rooms")).nothing()
    after(*ARRANGED, command, void(office(6), command.header.id)).when(tick("rooms")).then(LogisticsTicked)


@pytest.mark.parametrize("item", ["bus", "sch1", "tr1"])
def test_only_an_open_item_is_ticked(item: str) -> None:
    [reason] = after(*ARRANGED).when(tick(item)).refused("logistics.unknown_item")
    assert reason.remedy == "ScheduleTraining"
    after(*ARRANGED, tick("rooms"), tick("food")).when(tick(item)).refused("logistics.unknown_item")
    after(*in_design()).when(tick(item)).refused("logistics.unknown_item")
    after(*requested()).when(tick(item)).refused("engagement.not_in_stage")


def test_a_schedule_with_an_item_ticked_cannot_be_voided() -> None:
    after(*ARRANGED, tick("rooms")).when(void(office(6), "sch1")).refused("record.relied_upon")
