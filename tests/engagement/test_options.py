"""Options: what is refused before the fields of a command are known."""

import pytest
from tests.engagement.stories import (
    Story,
    after,
    commissioned,
    design,
    in_design,
    in_follow_up,
    lee,
    office,
    outcome,
    partnered,
    payer,
    plan,
    propose,
    protect,
    scheduled,
    task,
    void,
)

from pdflow.engagement import decider

NOTHING_YET = {
    "ChooseMeasure": "outcome.unknown",
    "SetBaseline": "outcome.unknown",
    "RecordReading": "outcome.unknown",
    "VetPartner": "partnership.not_proposed",
    "AgreePartnership": "partnership.not_proposed",
    "EndPartnership": "partnership.not_proposed",
    "HoldTouchPoint": "partnership.not_agreed",
    "ReviewPartnership": "partnership.not_agreed",
    "MoveTask": "task.unknown",
    "CompleteTask": "task.unknown",
    "AgreeDuties": "training.unknown",
    "RescheduleTraining": "training.unknown",
    "CancelTraining": "training.unknown",
    "ScheduleTraining": "training.not_designed",
    "TickLogistics": "logistics.unknown_item",
    "ReviseFollowUp": "followup.unknown",
    "RecordFollowUp": "followup.unknown",
    "ChooseFollowUp": "followup.unknown",
}
ONCE_COMMISSIONED = {
    "UseSlot": "time.unknown_slot",
    "LoseSlot": "time.unknown_slot",
    "DeliverTraining": "training.not_scheduled",
}
THINGS = (outcome(payer(3)), propose(payer(3)), task(office(3)), design(lee(3)), plan(lee(3)), protect(payer(3)))


def codes(story: Story, name: str) -> list[str]:
    return [reason.code for reason in decider.options(after(*story).state, office(300))[name]]


@pytest.mark.parametrize("name", NOTHING_YET)
def test_options_report_that_there_is_nothing_to_act_on_yet(name: str) -> None:
    assert NOTHING_YET[name] in codes(in_design(), name)


@pytest.mark.parametrize("name", ONCE_COMMISSIONED)
def test_options_report_it_once_commissioned_too(name: str) -> None:
    assert codes(commissioned(), name) == [ONCE_COMMISSIONED[name]]


@pytest.mark.parametrize("name", {**NOTHING_YET, **ONCE_COMMISSIONED})
def test_options_do_not_report_it_where_there_is_something(name: str) -> None:
    story = (*partnered(*scheduled(), *THINGS), propose(payer(6), "p2"))
    defaults = codes(story, name)
    assert set(defaults) <= {"followup.no_evaluation_data", "logistics.unknown_item"}


def test_an_outcome_voided_leaves_nothing_to_review() -> None:
    voided = (*in_follow_up(), *(void(office(14), name) for name in ("m1", "b1", "o1")))
    assert codes(voided, "ReviewImpact") == ["outcome.unknown"]


def test_options_leave_out_what_depends_on_the_fields() -> None:
    assert (
        codes(in_design(), "ProtectTime")
        == codes(in_design(), "SetBudget")
        == codes(in_design(), "ProposePartner")
        == []
    )
