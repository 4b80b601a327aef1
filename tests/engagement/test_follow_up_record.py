"""Follow-up record: strategies are carried out, unless they were dropped by then."""

from tests.engagement.stories import (
    after,
    day,
    in_design,
    lee,
    office,
    plan,
)

from pdflow.engagement import (
    FollowUpGiven,
    RecordFollowUp,
    ReviseFollowUp,
)

PLANNED = (*in_design(), plan(lee(1)))


def revise(header, revision: str = "rv1", **values: object) -> ReviseFollowUp:
    return ReviseFollowUp(header, revision=revision, **{"reason": "needs changed", **values})


def give(header, given: str = "g1", plan: str = "f1", **values: object) -> RecordFollowUp:
    return RecordFollowUp(header, given=given, plan=plan, **values)


def test_a_strategy_is_carried_out_as_often_as_it_takes() -> None:
    command = give(lee(30), to=("ana", "bob"), minutes=45)
    after(*PLANNED).when(command).then(
        FollowUpGiven(command.header, given="g1", plan="f1", to=("ana", "bob"), minutes=45)
    )
    after(*PLANNED, command).when(give(lee(31))).nothing()
    after(*PLANNED, command).when(give(lee(37), "g2")).then(FollowUpGiven)


def test_what_nobody_planned_is_not_carried_out() -> None:
    [reason] = after(*in_design()).when(give(lee(30))).refused("followup.unknown")
    assert reason.remedy == "PlanFollowUp"
    after(*PLANNED).when(give(lee(30), plan="f9")).refused("followup.unknown")
    after(*PLANNED).when(give(lee(0, 9))).refused("record.before")


def test_what_was_dropped_is_carried_out_no_more_but_what_was_done_before_is_entered_late() -> None:
    dropped = after(*PLANNED, revise(office(40), drops=("f1",)))
    dropped.when(give(lee(39))).then(FollowUpGiven)
    [reason] = dropped.when(give(lee(41))).refused("followup.unknown")
    assert reason.parameters == {"plan": "f1", "dropped": day(40)}
