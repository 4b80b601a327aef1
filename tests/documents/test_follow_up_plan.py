"""The follow-up action plan: the status of each strategy, and the data behind it."""

import csv
from io import StringIO

from tests.documents.decided_events import story
from tests.documents.example_engagement import engagement_year
from tests.engagement import stories
from tests.engagement.stories import lee, office, on

from pdflow import (
    Audience,
    Command,
    Strategy,
)
from pdflow.documents import (
    follow_up_plan,
    to_csv,
)
from pdflow.documents.engagement.planned_strategies import PlanStatus
from pdflow.engagement import Addition, Mode, RecordFollowUp, ReviseFollowUp


def test_a_strategy_is_planned_then_chosen_then_given() -> None:
    def status(*further: Command) -> list[PlanStatus]:
        return [plan.status for plan in follow_up_plan(story(*stories.evaluated(), *further)).plans]

    other = stories.plan(lee(10, 14), "f2", Strategy.REMINDER)
    given = RecordFollowUp(lee(30), given="g1", plan="f1", minutes=45)
    assert status() == [PlanStatus.PLANNED]
    assert status(other, stories.choose(office(12))) == [PlanStatus.CHOSEN, PlanStatus.NOT_CHOSEN]
    assert status(other, stories.choose(office(12)), given) == [PlanStatus.GIVEN, PlanStatus.NOT_CHOSEN]


def test_a_strategy_dropped_stays_in_the_plan_and_what_was_added_is_in_force() -> None:
    add = Addition("f9", Strategy.COACHING, Mode.IN_PERSON, "lee", on(60))
    revised = ReviseFollowUp(office(40), revision="re1", drops=("f1",), adds=(add,), reason="needs changed")
    plans = {plan.plan: plan.status for plan in follow_up_plan(story(*stories.in_follow_up(), revised)).plans}
    assert plans == {"f1": PlanStatus.DROPPED, "f9": PlanStatus.CHOSEN}


def test_what_was_given_is_in_hours() -> None:
    page = to_csv(follow_up_plan(engagement_year()).for_reader(Audience.TEAM))
    assert "Minutes" not in page["Plan"] + page["Given"]
    assert {row["Hours"] for row in csv.DictReader(StringIO(page["Plan"]))} == {"0.75", "2.5", "0.0"}


def test_the_plan_has_what_the_data_ask_for_and_how_many_evaluations_were_returned() -> None:
    plan = follow_up_plan(engagement_year())
    assert (plan.asked_for, plan.returns, plan.attended) == (Strategy.COACHING, 7, 12)
    assert plan.needs == ("Time to plan", "Clips from real lessons")
    assert [(given.plan, given.minutes) for given in plan.plans if given.minutes] == [("f1", 45), ("f3", 150)]
