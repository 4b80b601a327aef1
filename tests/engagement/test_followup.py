"""Follow-up: strategies planned with an owner and a date, revised as needs change, and carried out."""

import pytest
from tests.engagement.stories import (
    after,
    choose,
    closed,
    commissioned,
    day,
    evaluated,
    in_design,
    in_follow_up,
    lee,
    office,
    on,
    plan,
    requested,
    void,
)

from pdflow import Strategy
from pdflow.engagement import (
    Addition,
    Engagement,
    FollowUpGiven,
    FollowUpPlanned,
    FollowUpRevised,
    ForWhom,
    Mode,
    RecordFollowUp,
    ReviseFollowUp,
)
from pdflow.engagement.state import current_briefing

PLANNED = (*in_design(), plan(lee(1)))
VISITS = Addition("f2", Strategy.OBSERVATION, Mode.IN_PERSON, "lee", on(40), ForWhom(sites=("North",)))


def revise(header, revision: str = "rv1", **values: object) -> ReviseFollowUp:
    return ReviseFollowUp(header, revision=revision, **{"reason": "needs changed", **values})


def give(header, given: str = "g1", plan: str = "f1", **values: object) -> RecordFollowUp:
    return RecordFollowUp(header, given=given, plan=plan, **values)


def strategies(state: Engagement) -> list[Strategy]:
    return [offer.strategy for offer in current_briefing(state).follow_up]


def test_a_strategy_is_planned_with_mode_owner_date_and_for_whom() -> None:
    command = plan(lee(1), "f1", Strategy.COACHING, for_whom=ForWhom(people=("ana",)))
    [event] = after(*in_design()).when(command).events
    assert event == FollowUpPlanned(
        command.header,
        plan="f1",
        strategy=Strategy.COACHING,
        mode=Mode.IN_PERSON,
        owner="lee",
        on=on(30),
        for_whom=ForWhom(people=("ana",)),
        revision=None,
        briefing=event.briefing,
    )
    assert event.briefing.strategies_for("ana", "North") == (Strategy.COACHING,)
    assert event.briefing.strategies_for("bob", "North") == ()
    after(*in_design(), command).when(plan(lee(2), owner=None)).nothing()


def test_a_strategy_without_owner_or_date_is_refused() -> None:
    command = plan(lee(1), owner=None, on=None)
    reasons = after(*in_design()).when(command).refused("followup.no_owner", "followup.no_date")
    assert [reason.parameters for reason in reasons] == [{}, {}]


def test_a_revision_drops_and_adds_and_tells_what_is_then_in_force() -> None:
    command = revise(office(5), drops=("f1",), adds=(VISITS,), note="they asked for it")
    revised, planned = after(*PLANNED).when(command).events
    assert revised == FollowUpRevised(
        command.header,
        revision="rv1",
        drops=("f1",),
        adds=("f2",),
        reason="needs changed",
        note="they asked for it",
        briefing=revised.briefing,
    )
    assert planned == FollowUpPlanned(
        command.header,
        plan="f2",
        strategy=Strategy.OBSERVATION,
        mode=Mode.IN_PERSON,
        owner="lee",
        on=on(40),
        for_whom=ForWhom(sites=("North",)),
        revision="rv1",
        briefing=planned.briefing,
    )
    assert revised.briefing.follow_up == ()
    assert planned.briefing.strategies_for("ana", "North") == (Strategy.OBSERVATION,)
    after(*PLANNED, command).when(revise(office(6), adds=(VISITS,))).nothing()


def test_what_is_in_force_is_what_was_planned_until_something_is_chosen() -> None:
    story = (*evaluated(), plan(lee(11), "f2", Strategy.REFRESHER))
    assert strategies(after(*story).state) == [Strategy.DISCUSSION, Strategy.REFRESHER]
    chosen = (*story, choose(office(12)))
    assert strategies(after(*chosen).state) == [Strategy.DISCUSSION]
    calls = Addition("f3", Strategy.COACHING, Mode.PHONE, "lee", on(60))
    revised = revise(office(20), drops=("f1",), adds=(calls,))
    assert strategies(after(*chosen, revised).state) == [Strategy.COACHING]
    assert strategies(after(*chosen, choose(office(13), "ch2", "f2")).state) == [
        Strategy.DISCUSSION,
        Strategy.REFRESHER,
    ]


def test_a_revision_needs_a_reason_and_something_to_revise() -> None:
    after(*PLANNED).when(revise(office(5), drops=("f1",), reason="")).refused("followup.no_reason")
    after(*PLANNED).when(revise(office(5))).refused("followup.unknown")
    [reason] = after(*in_design()).when(revise(office(5), adds=(VISITS,))).refused("followup.unknown")
    assert reason.remedy == "PlanFollowUp"
    after(*PLANNED).when(revise(office(5), drops=("f9",))).refused("followup.unknown")


def test_what_was_dropped_is_not_dropped_twice() -> None:
    dropped = (*PLANNED, revise(office(5), drops=("f1",)))
    [reason] = after(*dropped).when(revise(office(6), "rv2", drops=("f1",))).refused("followup.unknown")
    assert reason.parameters == {"plans": ("f1",)}


def test_what_a_revision_adds_is_planned_like_any_other() -> None:
    vague = (Addition("f2", Strategy.COACHING, Mode.PHONE), Addition("f3", Strategy.COACHING, Mode.PHONE, "lee", on(9)))
    reasons = after(*PLANNED).when(revise(office(5), adds=vague)).refused("followup.no_owner", "followup.no_date")
    assert [reason.parameters for reason in reasons] == [{"plans": ("f2",)}] * 2


@pytest.mark.parametrize("taken", ["f1", "rv1", "twice"])
def test_what_a_revision_adds_has_a_free_name(taken: str) -> None:
    first = Addition(taken, Strategy.COACHING, Mode.PHONE, "lee", on(60))
    adds = (first, first) if taken == "twice" else (first,)
    after(*PLANNED).when(revise(office(5), adds=adds)).refused("record.name_taken")


def test_what_a_revision_adds_was_not_voided() -> None:
    voided = (*PLANNED, plan(lee(2), "f2"), void(office(3), "f2"))
    [reason] = after(*voided).when(revise(office(5), adds=(VISITS,))).refused("record.void")
    assert reason.parameters == {"record": "f2"}


def test_a_revision_is_taken_back_after_what_it_added() -> None:
    story = (*PLANNED, revise(office(5), drops=("f1",), adds=(VISITS,)))
    after(*story).when(void(office(6), "rv1")).refused("record.relied_upon")
    after(*story).when(void(office(6), "f1")).refused("record.relied_upon")
    back = after(*story, void(office(6), "f2"), void(office(6), "rv1")).state
    assert strategies(back) == [Strategy.DISCUSSION]


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


def test_follow_up_is_planned_revised_and_given_from_the_design_to_the_closing() -> None:
    for command in (plan(lee(1), "f9"), revise(office(5), "rv9", drops=("f1",)), give(lee(30), "g9")):
        after(*requested()).when(command).refused("engagement.not_in_stage")
        after(*closed()).when(command).refused("engagement.not_in_stage")
    for story in (commissioned(), in_follow_up()):
        after(*story).when(plan(lee(50), "f9")).then(FollowUpPlanned)
