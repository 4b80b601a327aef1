"""Worklists: a coach's week and a director's list, most urgent first."""

from datetime import timedelta

import pytest
from tests.agenda import engagements
from tests.agenda.live_states import live_states
from tests.cadre import course
from tests.engagement import stories as s
from tests.participation.stories import (
    Story,
    completed,
    day,
    kim,
    observed,
    office,
    schedule,
    supported,
    trained,
)

from pdflow import (
    FULL,
    Role,
    Strategy,
    Supporter,
    WrongType,
    cadre,
)
from pdflow.agenda import (
    EveryDay,
    Item,
    Status,
    Terms,
    WorkingDays,
    agenda,
    directors_list,
    week,
)
from pdflow.kernel.records import Aggregate
from pdflow.participation import (
    AssignTeam,
    Enrol,
    Participation,
    decider,
)
from pdflow.testing.spec import given

ALWAYS = EveryDay()


def test_a_directors_list_holds_people_engagements_and_trainers() -> None:
    states = {"e1": engagements.after(*s.scheduled()), "lee": given(cadre.decider, *course.CLEARED).state}
    items: list[Item] = directors_list(states, s.day(11), ALWAYS)
    assert [(item.of, item.owed.code, item.status) for item in items] == [
        ("e1", "training.deliver", Status.OVERDUE),
        ("e1", "follow_up.give", Status.UPCOMING),
        ("lee", "clearance.renew", Status.UPCOMING),
    ]


def after(history: Story) -> Participation:
    return given(decider, *history).state


def school() -> dict[str, Participation]:
    joes = AssignTeam(office(5), team=(Supporter("joe", Role.COACH),), coach="joe")
    return {
        "ana": after(observed()),
        "ben": after([*supported(), schedule(kim(5), "v1", day(12))]),
        "cyd": after([*supported(), joes]),
        "dee": after(completed()),
        "eli": after(trained()),
    }


def codes_and_statuses(items: list[Item]) -> list[tuple[str, str, Status]]:
    return [(item.of, item.owed.code, item.status) for item in items]


def test_a_list_is_of_states_by_name_and_a_week_of_a_person() -> None:
    with pytest.raises(WrongType, match="states: a mapping of states"):
        directors_list([*school().values()], day(12), ALWAYS)  # type: ignore[arg-type]
    with pytest.raises(WrongType, match="owner: a person's id"):
        week(None, school(), day(12), ALWAYS)  # type: ignore[arg-type]


def test_a_director_sees_what_anybody_owes_in_anything_that_is_live() -> None:
    listed = directors_list(school(), day(12), ALWAYS)
    assert {item.of for item in listed} == {"ana", "ben", "cyd", "eli"}
    assert {item.owed.owner for item in listed} == {"kim", "joe"}
    assert len(listed) == sum(len(agenda(state, day(12), ALWAYS)) for state in school().values())


def test_what_is_breached_comes_first_then_what_is_due_first() -> None:
    listed = directors_list(school(), day(19), ALWAYS)
    assert codes_and_statuses(listed)[:3] == [
        ("ana", "observation.debrief", Status.BREACHED),
        ("ben", "visit.record", Status.OVERDUE),
        ("ana", "check_in.hold", Status.OVERDUE),
    ]
    others = [item for item in listed if item.status is not Status.BREACHED]
    assert [item.owed.due for item in others] == sorted(item.owed.due for item in others)


def test_a_week_holds_what_somebody_owes_until_its_end_and_what_they_owe_already() -> None:
    assert codes_and_statuses(week("kim", school(), day(12), ALWAYS)) == [
        ("ana", "observation.debrief", Status.OVERDUE),
        ("ben", "visit.record", Status.DUE),
        ("ana", "check_in.hold", Status.UPCOMING),
        ("ben", "check_in.hold", Status.UPCOMING),
    ]
    assert {item.of for item in week("joe", school(), day(12), ALWAYS)} == {"cyd"}
    assert week("nobody", school(), day(12), ALWAYS) == []


def test_a_week_in_a_role_holds_what_nobody_is_named_for() -> None:
    team = AssignTeam(office(1), team=(Supporter("lee", Role.FACILITATOR),))
    no_coach = {"eve": after([Enrol(office(0), person="eve", policy=FULL, strategies=(Strategy.COACHING,)), team])}
    by_nobody = {
        role: codes_and_statuses(week("cora", no_coach, day(25), ALWAYS, [role]))
        for role in (Role.MANAGER, Role.COORDINATOR)
    }
    assert by_nobody == {Role.MANAGER: [], Role.COORDINATOR: [("eve", "coach.name", Status.UPCOMING)]}
    assert week("cora", no_coach, day(25), ALWAYS) == []
    assert codes_and_statuses(week("kim", school(), day(12), ALWAYS, [Role.COACH])) == codes_and_statuses(
        week("kim", school(), day(12), ALWAYS)
    )


def test_a_week_is_today_and_six_days_more() -> None:
    mine = {"ben": after(supported())}
    assert codes_and_statuses(week("kim", mine, day(12), ALWAYS)) == [("ben", "check_in.hold", Status.UPCOMING)]
    assert week("kim", mine, day(11, 23), ALWAYS) == []


@pytest.mark.parametrize("calendar", [ALWAYS, Terms(), WorkingDays(Terms())], ids=["always", "weekdays", "kept"])
def test_a_list_is_sorted_whatever_is_on_it(calendar: EveryDay | Terms | WorkingDays) -> None:
    states: dict[str, Aggregate] = {str(n): state for n, (state, _) in enumerate(live_states(every=100))}
    at = day(200)
    listed = directors_list(states, at, calendar)
    breached = [item.status is Status.BREACHED for item in listed]
    assert breached == sorted(breached, reverse=True)
    assert all(item.status is item.owed.status(at) for item in listed)
    assert all(item.owed.due <= at + timedelta(days=7) for item in week("coach-of-ana", states, at, calendar))


def test_a_visit_on_a_saturday_is_in_the_week_that_ends_with_it() -> None:
    saturday, monday = schedule(kim(6), "v1", day(18, 9)), schedule(kim(6), "v2", day(20, 9))
    states: dict[str, Aggregate] = {"ana": given(decider, *supported(), saturday, monday).state}

    def visits(first: int) -> list[str | None]:
        owed = [item.owed for item in week("kim", states, day(first), Terms())]
        return [each.about for each in owed if each.code == "visit.record"]

    assert day(18).strftime("%A") == "Saturday"
    assert [visits(first) for first in (11, 13, 14)] == [[], ["v1"], ["v1", "v2"]]
