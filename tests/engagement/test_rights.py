"""Rights: who may do what in an engagement by default, and rights of a host's own."""

import pytest
from tests.engagement.stories import (
    EVERYBODY,
    Somebody,
    after,
    agree,
    commissioned,
    eve,
    in_design,
    join,
    lee,
    office,
    partnered,
    payer,
    propose,
    rate,
    task,
    vet,
    waive,
)

from pdflow import Header, Reason, Role
from pdflow.engagement import (
    CompleteTask,
    EndParticipation,
    HoldTouchPoint,
    HowEnded,
    RecordClearance,
    RosterJoined,
    Side,
    TaskCompleted,
    decider,
)
from pdflow.testing.spec import given

COMMISSIONER = """
RequestEngagement AcceptRequest DeclineRequest StateOutcome ChooseMeasure SetBaseline NameSupporter DefineManagerRole
DefineTrainerRole ProtectTime SetBudget PlanRevisit PlanSharing Commission UseSlot LoseSlot ProposePartner VetPartner
HoldRevisit HoldSharing RecordSpending
AgreePartnership VetResource HoldTouchPoint ReviewPartnership EndPartnership Waive ReviewImpact Close Cancel Reopen
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


RIVAL = Somebody("rex", Role.PARTNER)
TWO_PARTNERS = (
    *partnered(),
    propose(payer(6), "p2"),
    vet(payer(6), "v2", "p2"),
    agree(payer(7), "ag2", "p2", people=("rex",)),
)


def touch(header: Header, partner: str = "p1") -> HoldTouchPoint:
    return HoldTouchPoint(header, touch_point="tp1", partner=partner)


def test_a_partner_speaks_for_its_own_partnership_and_side_only() -> None:
    both = after(*TWO_PARTNERS)
    for refused in (
        rate(RIVAL(9), "ra1", Side.PARTNER),
        rate(eve(9), "ra1", Side.HOST),
        rate(payer(9), "ra1", Side.PARTNER),
        touch(RIVAL(9)),
        touch(eve(9), "p2"),
    ):
        both.when(refused).refused("right.not_this_side")
    [reason] = both.when(rate(RIVAL(9), "ra1", Side.PARTNER)).reasons
    assert reason.parameters == {"person": "rex", "partner": "p1", "side": Side.PARTNER}
    for allowed in (
        rate(eve(9), "ra1", Side.PARTNER),
        rate(payer(9), "ra1", Side.HOST),
        rate(office(9), "ra1", Side.PARTNER),
        touch(eve(9)),
        touch(RIVAL(9), "p2"),
        touch(payer(9)),
    ):
        assert both.when(allowed).events


def test_who_speaks_for_a_partner_is_who_did_so_then() -> None:
    renewed = after(*partnered(), agree(payer(50), "ag3", people=("ned",)))
    assert renewed.when(touch(eve(40))).events
    renewed.when(touch(eve(60))).refused("right.not_this_side")
    assert renewed.when(touch(Somebody("ned", Role.PARTNER)(60))).events


def test_nobody_waives_for_a_roster_that_they_are_on() -> None:
    joined = after(*in_design(), join(office(1), "payer"))
    [reason] = joined.when(waive(payer(2), "w1", "training.no_commitment", for_roster=True)).refused("right.about_self")
    assert reason.parameters == {"person": "payer"}
    assert joined.when(waive(payer(2), "w1", "design.no_sharing")).events
    assert joined.when(waive(office(2), "w1", "training.no_commitment", for_roster=True)).events


def test_what_somebody_waived_for_the_roster_is_not_handed_to_themselves_when_they_join() -> None:
    own = waive(payer(2), "w1", "training.no_commitment", for_roster=True)
    waived = after(*in_design(), own)
    [herself] = waived.when(join(office(3), "payer")).events
    [other] = waived.when(join(office(3), "ana")).events
    assert isinstance(herself, RosterJoined)
    assert isinstance(other, RosterJoined)
    assert (herself.waived, other.waived) == ((), ("training.no_commitment",))
    by_another = waive(office(2), "w2", "training.no_commitment", for_roster=True)
    [joined] = after(*in_design(), own, by_another).when(join(office(3), "payer")).events
    assert isinstance(joined, RosterJoined)
    assert joined.waived == ("training.no_commitment",)


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SYSTEM])
def test_nobody_clears_themselves_or_ends_their_own_participation(role: Role) -> None:
    story = after(*in_design(), join(office(1), "ana"))

    def clear(by: str) -> RecordClearance:
        return RecordClearance(Somebody(by, role)(3), clearance="cl1", person="ana", subject="questions")

    def end(by: str) -> EndParticipation:
        return EndParticipation(Somebody(by, role)(3), person="ana", how=HowEnded.COMPLETED)

    for command in (clear, end):
        [reason] = story.when(command("ana")).refused("right.about_self")
        assert reason.parameters == {"person": "ana"}
        assert story.when(command("cora")).events
