"""Rights: who may do what in an engagement by default, and rights of a host's own."""

import pytest
from tests.engagement.stories import EVERYBODY, Somebody, after, commissioned, eve, lee, office, task

from pdflow import Reason, Role
from pdflow.engagement import CompleteTask, TaskCompleted, decider
from pdflow.testing.spec import given

COMMISSIONER = """
RequestEngagement AcceptRequest DeclineRequest StateOutcome ChooseMeasure SetBaseline NameSupporter DefineManagerRole
DefineTrainerRole ProtectTime SetBudget PlanRevisit PlanSharing Commission UseSlot LoseSlot ProposePartner VetPartner
AgreePartnership HoldTouchPoint ReviewPartnership EndPartnership Waive ReviewImpact Close Cancel Reopen
"""
TRAINER = """
DesignTraining ScheduleTraining AgreeDuties TickLogistics DeliverTraining CancelTraining RescheduleTraining
PlanFollowUp CollectEvaluation RecordFollowUp MoveTask CompleteTask
"""
MAY_ASK = {
    Role.COMMISSIONER: {*COMMISSIONER.split()},
    Role.FACILITATOR: {*TRAINER.split()},
    Role.PARTNER: {*TRAINER.split(), "HoldTouchPoint", "ReviewPartnership"},
    Role.COORDINATOR: {*decider.commands},
    Role.SYSTEM: {"AddToRoster", "EndParticipation", "CollectEvaluation", "RecordReading", "RecordClearance"},
}


@pytest.mark.parametrize("who", EVERYBODY, ids=lambda who: who.role)
def test_each_role_may_ask_what_the_rulebook_says(who: Somebody) -> None:
    allowed = {
        name
        for name, kind in decider.commands.items()
        if kind.right.forbids(after(*commissioned()).state, who(9)) is None
    }
    assert allowed == MAY_ASK.get(who.role, set())


def test_a_refusal_by_right_names_the_roles_that_may() -> None:
    options = decider.options(after(*commissioned()).state, lee(9))
    [reason] = options["SetBudget"]
    assert (reason.code, reason.parameters) == (
        "right.role",
        {"has": Role.FACILITATOR, "needs": (Role.COMMISSIONER, Role.COORDINATOR)},
    )


def test_a_reason_names_the_roles_that_may_remedy_it() -> None:
    options = decider.options(after(*commissioned()).state, office(9))
    [reason] = [reason for reason in options["BeginFollowUp"] if reason.code == "training.none_delivered"]
    assert (reason.remedy, reason.roles) == ("DeliverTraining", (Role.FACILITATOR, Role.PARTNER, Role.COORDINATOR))


def test_before_the_form_a_trainer_may_complete_tasks_where_one_is_their_own() -> None:
    story = (*commissioned(), task(office(3)))
    assert decider.options(after(*story).state, lee(9))["CompleteTask"] == ()
    [reason] = decider.options(after(*story).state, eve(9))["CompleteTask"]
    assert (reason.code, reason.parameters["task_of"]) == ("right.role", "lee")
    after(*story).when(CompleteTask(eve(9), task="t1")).refused("right.role")


def test_a_host_s_rights_replace_all_of_ours_those_on_a_record_too() -> None:
    story = (*commissioned(), task(office(3)))
    everybody = decider.with_rights(lambda state, kind, header: ())
    given(everybody, *story).when(CompleteTask(eve(9), task="t1")).then(TaskCompleted)
    nobody = decider.with_rights(lambda state, kind, header: (Reason("host.closed"),))
    state = after(*story).state
    assert [reason.code for reason in nobody.why_not(state, CompleteTask(lee(9), task="t1"))] == ["host.closed"]
