"""The follow-up plan, the continuum, the tools, the calendar, the timeline and the checklist."""

from datetime import date

from tests.documents.effort import effort, events_of
from tests.documents.lives import lives
from tests.engagement import stories
from tests.engagement.stories import lee, office, on, payer

from pdflow import (
    Audience,
    Command,
    Event,
    Strategy,
)
from pdflow.documents import (
    cadre_timeline,
    electronic_tools,
    follow_up_continuum,
    follow_up_plan,
    success_checklist,
    to_markdown,
    year_at_a_glance,
)
from pdflow.documents.engagement.calendar_entries import DayKind
from pdflow.documents.engagement.electronic_tools import MODE_DESCRIPTIONS
from pdflow.documents.engagement.follow_up_continuum import STRATEGY_DESCRIPTIONS
from pdflow.documents.engagement.planned_strategies import PlanStatus
from pdflow.engagement import (
    Addition,
    Band,
    CompleteTask,
    LoseSlot,
    Mode,
    MoveTask,
    RecordFollowUp,
    ReviseFollowUp,
    UseSlot,
    decider,
)
from pdflow.participation import VisitKind


def told(*commands: Command) -> tuple[Event, ...]:
    return events_of(decider, commands)


def test_a_strategy_is_planned_then_chosen_then_given() -> None:
    def status(*further: Command) -> list[PlanStatus]:
        return [plan.status for plan in follow_up_plan(told(*stories.evaluated(), *further)).plans]

    other = stories.plan(lee(10, 14), "f2", Strategy.REMINDER)
    given = RecordFollowUp(lee(30), given="g1", plan="f1", minutes=45)
    assert status() == [PlanStatus.PLANNED]
    assert status(other, stories.choose(office(12))) == [PlanStatus.CHOSEN, PlanStatus.NOT_CHOSEN]
    assert status(other, stories.choose(office(12)), given) == [PlanStatus.GIVEN, PlanStatus.NOT_CHOSEN]


def test_a_strategy_dropped_stays_in_the_plan_and_what_was_added_is_in_force() -> None:
    add = Addition("f9", Strategy.COACHING, Mode.IN_PERSON, "lee", on(60))
    revised = ReviseFollowUp(office(40), revision="re1", drops=("f1",), adds=(add,), reason="needs changed")
    plans = {plan.plan: plan.status for plan in follow_up_plan(told(*stories.in_follow_up(), revised)).plans}
    assert plans == {"f1": PlanStatus.DROPPED, "f9": PlanStatus.CHOSEN}


def test_the_plan_says_what_the_data_ask_for_and_on_how_many_sheets() -> None:
    plan = follow_up_plan(effort())
    assert (plan.asked_for, plan.returns, plan.there) == (Strategy.COACHING, 7, 12)
    assert plan.needs == ("Time to plan", "Clips from real lessons")
    assert [(given.plan, given.minutes) for given in plan.plans if given.minutes] == [("f1", 45), ("f3", 150)]


def test_the_continuum_goes_from_a_resource_to_coaching_and_holds_the_plan() -> None:
    page = to_markdown(follow_up_continuum(effort()).for_reader(Audience.ALL))
    assert page.index("| 1 | Resource |") < page.index("| 6 |") < page.index("| 11 | Coaching |")
    assert "kim · 2026-10-11" in page


def test_every_strategy_and_every_mode_is_explained() -> None:
    assert STRATEGY_DESCRIPTIONS.keys() == set(Strategy)
    assert MODE_DESCRIPTIONS.keys() == set(Mode)


def test_the_catalogues_can_be_had_without_an_engagement() -> None:
    for document in (follow_up_continuum(), electronic_tools()):
        assert "coaching" in to_markdown(document.for_reader(Audience.ALL)).lower()


def test_a_year_begins_in_the_month_of_the_start_and_has_every_day_that_is_set() -> None:
    year = year_at_a_glance(effort())
    assert year.first == date(2026, 9, 1)
    counted = {kind: sum(entry.kind is kind for entry in year.entries) for kind in DayKind}
    assert counted == {
        DayKind.TRAINING: 4,
        DayKind.FOLLOW_UP: 3,
        DayKind.PROTECTED_TIME: 13,
        DayKind.REVISIT: 2,
        DayKind.SHARING: 1,
        DayKind.TOUCH_POINT: 2,
        DayKind.MILESTONE: 3,
        DayKind.READING: 6,
    }


def test_another_year_can_be_looked_at() -> None:
    year = year_at_a_glance(effort(), first=date(2027, 3, 14))
    assert year.first == date(2027, 3, 1)
    assert {entry.day.year for entry in year.entries} == {2027}
    assert min(entry.day for entry in year.entries) >= year.first


def test_visits_are_counted_month_by_month_without_those_missed() -> None:
    year = year_at_a_glance(effort(), lives())
    visits = {visits.month: visits.planned for visits in year.visits}
    assert visits[date(2026, 10, 1)] == {VisitKind.OBSERVATION: 3}
    assert not [month for month in visits.values() if VisitKind.CHECK_IN in month]


def test_a_task_stands_where_it_was_moved_and_is_done_when_it_is() -> None:
    moved = MoveTask(lee(5), task="t1", band=Band.MONTHS_7_TO_12, due=on(200))
    timeline = cadre_timeline(
        told(*stories.in_design(), stories.task(office(2)), moved, CompleteTask(lee(9), task="t1"))
    )
    [task] = timeline.tasks
    assert (task.band, task.due, task.done) == (Band.MONTHS_7_TO_12, on(200), stories.day(9))
    page = to_markdown(timeline.for_reader(Audience.ALL))
    assert page.index("Months 7 to 12") < page.rindex("send the reading")


def test_a_checklist_ticks_what_is_on_record() -> None:
    def done(*events: Event) -> set[str]:
        checklist = success_checklist(events)
        return {advice.text for advice in (*checklist.before, *checklist.during, *checklist.after) if advice.followed}

    asked, year = done(*told(*stories.in_design())), done(*effort())
    assert asked == set()
    assert {"State the change that is wanted", "Share out the duties where several facilitate"} <= year
    assert "Arrange travel and logistics in time" not in year


def test_protected_time_counts_in_hours_used_of_hours_kept_free() -> None:
    kept = (*stories.in_design(), stories.protect(payer(1)))
    commissioned = told(
        *stories.commissioned(),
        stories.protect(payer(3)),
        UseSlot(payer(15), slot="slot1"),
        LoseSlot(payer(29), slot="slot2", put_first="x"),
    )
    [advice] = [each for each in success_checklist(commissioned).after if "hours" in each.text]
    assert (advice.followed, advice.tally and (advice.tally.met, advice.tally.total)) == (False, (1.0, 2.0))
    assert success_checklist(told(*kept)).after
