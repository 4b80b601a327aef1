"""The caseload: each coach's people and visits."""

import csv
from io import StringIO

from attrs import evolve
from tests.documents.decided_events import ana_stream, events_of
from tests.documents.drawn_pictures import all_of, drawn, texts
from tests.documents.example_participations import streams
from tests.documents.example_people import AT
from tests.participation import stories
from tests.participation.stories import day, kim, on

from pdflow import LIGHT, Audience
from pdflow.documents import (
    caseload,
    drift_report,
    progress_board,
    to_csv,
    to_markdown,
)
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    Enrol,
    Pause,
    ScheduleVisit,
    VisitKind,
    decider,
)


def test_a_coach_has_only_their_own_visits() -> None:
    loads = {load.coach: load for load in caseload(streams(), AT).loads}
    assert set(loads) == {"kim", "joe", None}
    visits = {caller.person: caller.visits for load in loads.values() for caller in load.people}
    assert (visits["ana"], visits["dan"], visits["jon"]) == (8, 1, 0)
    assert sum(loads["kim"].spread()) == len(loads["kim"].people) == 5
    assert {caller.person: caller.missed for caller in loads["kim"].people}["dan"] == 2


def test_those_who_withdrew_are_on_nobodys_caseload() -> None:
    assert "kai" not in {caller.person for load in caseload(streams(), AT).loads for caller in load.people}


def test_a_planned_visit_is_counted_until_its_start() -> None:
    planned = ScheduleVisit(kim(20), visit="v9", kind=VisitKind.CHECK_IN, supporter="kim", start=day(25), minutes=30)
    [load] = caseload(ana_stream(*stories.supported(), planned), day(21)).loads
    assert [caller.to_come for caller in load.people] == [1]
    [load] = caseload(ana_stream(*stories.supported(), planned), day(26)).loads
    assert [caller.to_come for caller in load.people] == [0]


def test_somebody_not_seen_for_thirty_days_is_marked_unless_on_leave() -> None:
    [load] = caseload(ana_stream(*stories.observed()), day(39)).loads
    assert [caller.unseen for caller in load.people] == [True]
    [load] = caseload(ana_stream(*stories.observed()), day(38)).loads
    assert [caller.unseen for caller in load.people] == [False]
    [load] = caseload(ana_stream(*stories.observed(), Pause(stories.rosa(20), until=on(90))), day(60)).loads
    assert [caller.unseen for caller in load.people] == [False]


def test_the_limit_of_people_and_that_of_intensive_ones_are_two() -> None:
    crowd = {f"p{n}": ana_stream(*stories.enrolled())["ana"] for n in range(46)}

    def over(count: int) -> tuple[bool, bool]:
        [load] = caseload(dict([*crowd.items()][:count]), day(1)).loads
        return load.over, load.over_intensive

    assert over(15) == (False, False)
    assert over(16) == (False, True)
    assert over(46) == (True, True)


def test_the_line_drawn_is_the_limit_that_is_judged() -> None:
    crowd = {f"p{n}": ana_stream(*stories.enrolled())["ana"] for n in range(16)}
    page = caseload(crowd, day(1)).for_reader(Audience.TEAM)
    [row] = csv.DictReader(StringIO(to_csv(page)["Caseload"]))
    assert (row["People"], row["Over the limit"]) == ("16 / 45", "no")
    assert (row["Intensive"], row["Over the intensive limit"]) == ("16 / 15", "yes")
    [picture] = drawn(caseload(crowd, day(1)))
    assert "Limit of people: 45" in texts(picture)


def test_who_was_not_seen_is_counted_only_where_the_policy_sets_a_limit() -> None:
    full = caseload(ana_stream(*stories.observed()), day(60))
    unlimited = evolve(
        full,
        loads=tuple(
            evolve(load, people=tuple(evolve(p, unseen_after=None) for p in load.people)) for load in full.loads
        ),
    )
    assert "Not seen for 30 days" in to_markdown(full.for_reader(Audience.TEAM))
    assert "Not seen" not in to_markdown(unlimited.for_reader(Audience.TEAM))


def test_under_a_policy_without_a_limit_nobody_is_unseen() -> None:
    enrolled = (
        Enrol(stories.office(0), person="ana", site="North", policy=LIGHT),
        AssignTeam(stories.office(0), team=stories.TEAM, coach="kim"),
        stories.attend(stories.host(3), "a1"),
        BeginSupport(stories.kim(4)),
    )
    [load] = caseload({"ana": events_of(decider, enrolled)}, day(200)).loads
    assert [(each.unseen, each.unseen_after) for each in load.people] == [(False, None)]


def test_caseload_board_and_drift_report_count_the_same_things_as_late() -> None:
    board, load, drift = progress_board(streams(), AT), caseload(streams(), AT), drift_report(streams(), AT)
    assert sum(each.late for coach in load.loads for each in coach.people) == len(board.late) == drift.late > 0


def test_many_coaches_take_more_than_one_picture() -> None:
    load = caseload(streams(), AT)
    many = evolve(load, loads=tuple(evolve(load.loads[0], coach=f"coach{n}") for n in range(70)))
    assert [len(all_of(picture, "rect")) > 0 for picture in drawn(many)] == [True] * 3
