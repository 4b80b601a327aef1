"""Follow-up plan: strategies planned with the training, each with an owner and a date."""

from tests.engagement.stories import (
    after,
    choose,
    closed,
    commissioned,
    differs,
    evaluated,
    in_design,
    in_follow_up,
    lee,
    office,
    on,
    plan,
    requested,
)

from pdflow import Strategy
from pdflow.engagement import (
    Addition,
    Engagement,
    FollowUpPlanned,
    ForWhom,
    Mode,
    RecordFollowUp,
    ReviseFollowUp,
)
from pdflow.engagement.state import current_briefing


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
    assert differs(after(*in_design(), command).when(plan(lee(2), owner=None))) == ("strategy", "owner", "for_whom")


def test_a_strategy_without_owner_or_date_is_refused() -> None:
    command = plan(lee(1), owner=None, on=None)
    reasons = after(*in_design()).when(command).refused("followup.no_owner", "followup.no_date")
    assert [reason.parameters for reason in reasons] == [{}, {}]


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


def test_follow_up_is_planned_revised_and_given_from_the_design_to_the_closing() -> None:
    for command in (plan(lee(1), "f9"), revise(office(5), "rv9", drops=("f1",)), give(lee(30), "g9")):
        after(*requested()).when(command).refused("engagement.not_in_stage")
        after(*closed()).when(command).refused("engagement.not_in_stage")
    for story in (commissioned(), in_follow_up()):
        after(*story).when(plan(lee(50), "f9")).then(FollowUpPlanned)
