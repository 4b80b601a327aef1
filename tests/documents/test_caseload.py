"""The caseload: each coach's people and visits."""

from tests.documents.decided_events import ana_stream
from tests.documents.drawn_pictures import all_of, drawn
from tests.documents.example_participations import streams
from tests.documents.example_people import AT
from tests.participation import stories
from tests.participation.stories import day, kim, on

from pdflow.documents import (
    caseload,
)
from pdflow.participation import (
    Pause,
    ScheduleVisit,
    VisitKind,
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


def test_more_people_than_the_policy_allows_are_over_the_limit() -> None:
    crowd = {f"p{n}": ana_stream(*stories.enrolled())["ana"] for n in range(16)}
    [load] = caseload(crowd, day(1)).loads
    assert load.over
    [load] = caseload(dict([*crowd.items()][:15]), day(1)).loads
    assert not load.over


def test_many_coaches_take_more_than_one_picture() -> None:
    from attrs import evolve

    load = caseload(streams(), AT)
    many = evolve(load, loads=tuple(evolve(load.loads[0], coach=f"coach{n}") for n in range(70)))
    assert [len(all_of(picture, "rect")) > 0 for picture in drawn(many)] == [True] * 3
