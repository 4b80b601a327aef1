"""Follow-up record: strategies are carried out, unless they were dropped by then."""

import attrs
import pytest
from tests.engagement.stories import (
    after,
    day,
    host,
    in_design,
    join,
    lee,
    office,
    plan,
)

from pdflow import Strategy
from pdflow.engagement import (
    FollowUpGiven,
    ForWhom,
    RecordFollowUp,
    ReviseFollowUp,
)
from pdflow.errors import OutOfRange

PLANNED = (*in_design(), plan(lee(1)))
ROSTERED = (
    *in_design(),
    plan(lee(1), for_whom=ForWhom(sites=("North",))),
    join(host(2), "ana"),
    join(host(2), "bob"),
)


def revise(header, revision: str = "rv1", **values: object) -> ReviseFollowUp:
    return ReviseFollowUp(header, revision=revision, **{"reason": "needs changed", **values})


def give(header, given: str = "g1", plan: str = "f1", **values: object) -> RecordFollowUp:
    return RecordFollowUp(header, given=given, plan=plan, **values)


def test_a_strategy_is_carried_out_as_often_as_it_takes() -> None:
    command = give(lee(30), to=("ana", "bob"), minutes=45, given_by="pat")
    after(*ROSTERED).when(command).then(
        FollowUpGiven(
            command.header,
            given="g1",
            plan="f1",
            strategy=Strategy.DISCUSSION,
            to=("ana", "bob"),
            group="",
            for_whom=ForWhom(sites=("North",)),
            minutes=45,
            given_by="pat",
        )
    )
    after(*ROSTERED, command).when(attrs.evolve(command, header=lee(31))).nothing()
    after(*ROSTERED, command).when(give(lee(37), "g2")).then(FollowUpGiven)


def test_a_strategy_is_given_to_people_to_a_group_or_to_all_and_by_whoever_records_it() -> None:
    to_all, to_group = (after(*ROSTERED).when(give(lee(30), group=group)).events[0] for group in ("", "maths team"))
    assert (to_all.to, to_all.group, to_all.given_by) == ((), "", "lee")
    assert (to_group.to, to_group.group) == ((), "maths team")
    with pytest.raises(OutOfRange, match=r"RecordFollowUp\.group"):
        give(lee(30), group="\ud800")


def test_a_strategy_reaches_only_people_on_the_roster() -> None:
    reasons = after(*ROSTERED).when(give(lee(30), to=("ana", "zoe", "yan"))).refused(*["roster.unknown_person"] * 2)
    assert [reason.parameters for reason in reasons] == [{"person": "zoe"}, {"person": "yan"}]
    assert reasons[0].remedy == "AddToRoster"


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
