"""Routes of an engagement."""

from typing import Any

import pytest
from tests.agenda.route_walks import followed
from tests.engagement import stories as s
from tests.engagement.stories import day, on

from pdflow import (
    FULL,
    LIGHT,
    Actor,
    Command,
    Role,
    cadre,
    engagement,
)
from pdflow.agenda import Route, route_to
from pdflow.engagement import Band, Engagement, EngagementStage, RescheduleTraining, Side

DESIGNED = (
    "StateOutcome ChooseMeasure SetBaseline NameSupporter DefineManagerRole DefineTrainerRole ProtectTime SetBudget "
    "PlanRevisit PlanSharing PlanFollowUp"
).split()


def after(*history: Command) -> Engagement:
    return s.after(*history).state


def names(route: Route) -> list[str]:
    return [step.name for step in route.steps]


def codes(route: Route) -> list[str]:
    return [reason.code for reason in route.reasons]


def arrives(state: Any, route: Route, at: str) -> bool:
    decider = engagement.decider if isinstance(state, Engagement) else cadre.decider
    return bool(followed(decider, state, route).phase == at)


def test_from_a_request_to_delivery_every_question_is_answered() -> None:
    requested = after(*s.requested())
    route = route_to(requested, EngagementStage.DELIVERY, day(1))
    assert names(route) == ["AcceptRequest", *DESIGNED, "Commission"]
    assert [step.why.code for step in route.steps[1:3] if step.why] == ["design.no_outcome", "design.no_measure"]
    assert arrives(requested, route, "DELIVERY")


def test_from_a_request_to_its_close() -> None:
    requested = after(*s.requested())
    route = route_to(requested, "CLOSED", day(1))
    assert names(route)[12:] == [
        "Commission",
        "DesignTraining",
        "ScheduleTraining",
        "DeliverTraining",
        "CollectEvaluation",
        "ChooseFollowUp",
        "BeginFollowUp",
        "DeliverTraining",
        "RecordReading",
        "ReviewImpact",
        "RecordFollowUp",
        "Close",
    ]
    assert arrives(requested, route, "CLOSED")


def test_the_light_rule_asks_no_question_of_a_design() -> None:
    in_design = after(*s.in_design(policy=LIGHT))
    assert names(route_to(in_design, "DELIVERY", day(1))) == ["Commission"]


def test_only_what_is_left_of_a_design_is_on_its_route_to_delivery() -> None:
    begun = after(*s.in_design(policy=FULL), s.outcome(s.payer(1)), s.measure(s.payer(1)), s.plan(s.lee(1)))
    done = {"StateOutcome", "ChooseMeasure", "PlanFollowUp"}
    assert names(route_to(begun, "Commission", day(2))) == [*(n for n in DESIGNED if n not in done), "Commission"]


def test_a_goal_is_found_whatever_its_capitals() -> None:
    delivered = after(*s.in_follow_up())
    routes = [names(route_to(delivered, goal, day(14))) for goal in ("Close", "close", "CLOSED", "closed")]
    assert routes == [["EndParticipation", "EndParticipation", "ReviewImpact", "RecordFollowUp", "Close"]] * 4


def test_a_goal_that_is_neither_a_command_nor_a_stage_is_an_error() -> None:
    with pytest.raises(ValueError, match="Complete"):
        route_to(after(*s.delivered()), "Complete", day(12))


def test_whoever_is_known_to_train_acts_and_others_by_their_role() -> None:
    route = route_to(after(*s.scheduled()), "BeginFollowUp", day(4))
    assert [(step.name, step.by) for step in route.steps] == [
        ("DeliverTraining", Actor("lee", Role.FACILITATOR)),
        ("CollectEvaluation", Actor("lee", Role.FACILITATOR)),
        ("ChooseFollowUp", Actor("coordinator", Role.COORDINATOR)),
        ("BeginFollowUp", Actor("coordinator", Role.COORDINATOR)),
    ]


def test_a_session_is_delivered_once_it_was_held() -> None:
    [step] = route_to(after(*s.scheduled()), "DeliverTraining", day(4)).steps
    assert step.at == day(10, 12)


def test_a_protected_slot_is_used_once_it_has_come() -> None:
    [step] = route_to(after(*s.commissioned(), s.protect(s.payer(3))), "UseSlot", day(4)).steps
    assert step.at == day(14, 14)


def test_no_two_steps_of_a_route_go_by_one_id() -> None:
    """What was only done to a record goes by the id of its command: a second one would be taken for the first."""
    steps = route_to(after(*s.requested()), "close", day(1)).steps
    assert len({step.command.header.id for step in steps}) == len(steps)


def test_what_was_called_off_is_scheduled_again_and_delivered() -> None:
    off = after(*s.scheduled(), engagement.CancelTraining(s.lee(5), training="tr1", reason="snow"))
    [step] = route_to(off, RescheduleTraining, day(6)).steps
    assert isinstance(step.command, RescheduleTraining)
    assert [session.session for session in step.command.sessions] == ["s1"]
    assert names(route_to(off, "DeliverTraining", day(6))) == ["ScheduleTraining", "DeliverTraining"]


def test_the_training_a_goal_names_is_the_one_rescheduled() -> None:
    two = [*s.scheduled(), s.design(s.lee(3), "tr2", "s2"), s.schedule(s.lee(3), "sch2", "tr2", s.session("s2", 12))]
    off = [engagement.CancelTraining(s.lee(5), training=name, reason="snow") for name in ("tr1", "tr2")]
    [step] = route_to(after(*two, *off), "RescheduleTraining", day(6), training="tr2").steps
    assert [session.session for session in step.command.sessions] == ["s2"]  # type: ignore[attr-defined]


def test_a_partner_the_goal_names_is_vetted_first() -> None:
    proposed = after(*s.in_design(), s.propose(s.payer(1), "p1"), s.propose(s.payer(1), "p2"))
    route = route_to(proposed, "AgreePartnership", day(2), partner="p2")
    assert [(step.name, step.values) for step in route.steps] == [
        ("VetPartner", {"partner": "p2"}),
        ("AgreePartnership", {"partner": "p2"}),
    ]


def test_both_sides_of_a_partnership_are_heard_before_the_close() -> None:
    reviewed = after(*s.partnered(*s.reviewed()[:-1]), s.review(s.payer(121)))
    route = route_to(reviewed, "close", day(122))
    sides = [(step.by.role, step.command.side) for step in route.steps[:2]]  # type: ignore[attr-defined]
    assert sides == [(Role.COMMISSIONER, Side.HOST), (Role.PARTNER, Side.PARTNER)]
    assert names(route) == ["ReviewPartnership", "ReviewPartnership", "Close"]


def test_reading_again_waits_for_the_window_of_the_policy() -> None:
    route = route_to(after(*s.in_follow_up(policy=FULL)[:2]), "ReviewImpact", day(1))
    trained = next(step.at for step in route.steps if step.name == "DeliverTraining")
    [read] = [step for step in route.steps if step.name == "RecordReading"]
    assert (read.at - trained).days == FULL.remeasure_from
    assert [reason.code for reason in [read.why] if reason] == ["outcome.not_remeasured"]


def test_evaluations_are_asked_for_once_somebody_was_trained() -> None:
    route = route_to(after(*s.scheduled()), "ChooseFollowUp", day(4))
    assert [(step.name, step.why and step.why.remedy) for step in route.steps[:2]] == [
        ("DeliverTraining", "DeliverTraining"),
        ("CollectEvaluation", "CollectEvaluation"),
    ]


def test_a_task_is_done_by_whoever_it_was_given_to() -> None:
    to_do = after(*s.in_design(), s.task(s.office(1), "t1", person="eve", band=Band.MONTHS_1_TO_6, due=on(30)))
    [step] = route_to(to_do, "CompleteTask", day(2)).steps
    assert step.by == Actor("eve", Role.FACILITATOR)


def test_a_closed_engagement_is_reopened_before_anything_is_done() -> None:
    assert names(route_to(after(*s.closed()), "PlanFollowUp", day(130))) == ["Reopen", "PlanFollowUp"]


def test_nothing_is_cancelled_on_a_route_to_something_else() -> None:
    delivered = after(*s.delivered())
    anew = route_to(delivered, "AcceptRequest", day(12), start=on(1))
    for route in (anew, route_to(delivered, "DESIGN", day(12)), route_to(delivered, "CANCELLED", day(12))):
        assert (route.steps, codes(route)) == ((), ["engagement.not_in_stage"])


def test_what_is_asked_for_by_its_name_may_give_everything_up() -> None:
    assert names(route_to(after(*s.delivered()), "Cancel", day(12))) == ["Cancel"]


def test_a_stage_reached_already_needs_no_steps() -> None:
    assert route_to(after(*s.delivered()), EngagementStage.DELIVERY, day(12)) == Route()
    assert route_to(after(*s.delivered()), "Commission", day(12)) == Route()


def test_where_nothing_helps_the_reasons_are_listed() -> None:
    route = route_to(after(*s.delivered()), "RescheduleTraining", day(12))
    assert (route.steps, codes(route)) == ((), ["training.already_delivered"])
