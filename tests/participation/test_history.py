"""Who and what counted then: the team, the line manager, the site and the policy in force at a command's own time."""

from datetime import timedelta

import attrs
from tests.participation.stories import Story, day, enrolled, kim, observe, office, on, rosa, supported, trained

from pdflow import FULL, LIGHT, Role, Supporter, Tier
from pdflow.participation import AdoptPolicy, AssignTeam, BeginSupport, Place, Transfer, Transferred, decider
from pdflow.testing.spec import given

JOE = Supporter("joe", Role.COACH)
STRICTER = attrs.evolve(FULL, name="STRICTER", shortest_session=400)


def handed_over() -> Story:
    """Joe is the coach from day 20 on."""
    return [*supported(), AssignTeam(office(20), team=(JOE,), coach="joe", tier=Tier.GENERAL, ground="fewer needs")]


def moved() -> Story:
    """At the south site under tom from day 30 on, recorded on day 10."""
    return [*supported(), Transfer(rosa(10), site="south", role_title="lead", manager="tom", from_day=on(30))]


def test_the_team_is_that_of_the_moment() -> None:
    state = given(decider, *handed_over()).state
    assert (state.coach_at(day(19)), state.coach_at(day(20)), state.coach) == ("kim", "joe", "joe")
    assert state.supporters_at(day(25)) == {"joe"}
    assert state.team_at(day(25)).tier is Tier.GENERAL
    assert state.on_team("kim", day(19))
    assert not state.on_team("kim", day(20))


def test_before_a_team_is_assigned_there_is_nobody() -> None:
    state = given(decider, *enrolled()).state
    assert state.supporters_at(day(-1)) == set()
    assert state.coach_at(day(-1)) is None


def test_a_team_recorded_late_counts_from_its_own_day() -> None:
    late = AssignTeam(office(10), team=(Supporter("pat", Role.PEER),), coach="pat")
    state = given(decider, *handed_over(), late).state
    assert [state.coach_at(day(n)) for n in (9, 10, 19, 20)] == ["kim", "pat", "pat", "joe"]
    assert state.coach == "pat"


def test_of_two_teams_of_one_moment_the_later_recorded_counts() -> None:
    again = AssignTeam(office(20), team=(Supporter("pat", Role.PEER),), coach="pat")
    assert given(decider, *handed_over(), again).state.coach_at(day(20)) == "pat"


def test_the_coach_of_last_week_may_enter_last_weeks_observation_after_the_hand_over() -> None:
    assert given(decider, *handed_over()).when(observe(kim(19), "ob1", "ask")).events
    given(decider, *handed_over()).when(observe(kim(20), "ob1", "ask")).refused("right.not_on_team")


def test_a_transfer_holds_from_its_day_on() -> None:
    state = given(decider, *moved()).state
    last_hour = day(30) - timedelta(hours=9)
    assert (state.manager_at(last_hour), state.site_at(last_hour)) == ("rosa", "")
    assert (state.manager_at(day(30, 0)), state.site_at(day(30, 0))) == ("tom", "south")
    assert state.place_at(day(40)) == Place(on(30), "south", "lead", "tom")


def test_a_transfer_of_an_earlier_day_recorded_later_holds_until_the_later_day() -> None:
    between = Transfer(office(12), site="north", role_title="", manager="kim", from_day=on(20))
    state = given(decider, *moved(), between).state
    assert [state.site_at(day(n)) for n in (19, 20, 29, 30)] == ["", "north", "north", "south"]


def places(*transfers: tuple[int, str, int]) -> list[tuple[str, int]]:
    """The sites with their days after some transfers, each recorded on a day, to a site, from a day on."""
    moves = [Transfer(office(n), site=site, role_title="", from_day=on(start)) for n, site, start in transfers]
    state = given(decider, *enrolled(site="A", manager=None), *moves).state
    return [(place.site, (place.since - on(0)).days) for place in state.places[1:]]


def test_another_day_for_a_transfer_corrects_it() -> None:
    assert places((5, "B", 20), (6, "B", 30)) == [("B", 30)]
    assert places((5, "B", 20), (22, "B", 25)) == [("B", 25)]
    assert places((5, "B", 20), (5, "C", 40), (6, "B", 25)) == [("C", 40), ("B", 25)]
    assert places((5, "B", 20), (5, "A", 40), (6, "A", 30)) == [("B", 20), ("A", 30)]


def test_a_transfer_to_where_one_is_by_its_day_leaves_a_later_return_alone() -> None:
    assert places((5, "B", 20), (5, "A", 40), (5, "A", 10)) == [("B", 20), ("A", 40)]
    assert places((5, "B", 20), (30, "B", 30)) == [("B", 20)]


def test_a_new_policy_does_not_judge_an_old_fact() -> None:
    story = [*trained(), AdoptPolicy(office(10), policy=STRICTER)]
    state = given(decider, *story).state
    assert (state.policy_at(day(9)), state.policy_at(day(10)), state.policy) == (FULL, STRICTER, STRICTER)
    assert given(decider, *story).when(BeginSupport(kim(9))).events
    given(decider, *story).when(BeginSupport(kim(10))).refused("training.attendance_short")


def test_a_policy_adopted_as_of_an_earlier_day_judges_what_lies_between() -> None:
    story = [*trained(), AdoptPolicy(office(10), policy=STRICTER), AdoptPolicy(office(5), policy=LIGHT)]
    state = given(decider, *story).state
    assert [state.policy_at(day(n)).name for n in (4, 5, 9, 10)] == ["FULL", "LIGHT", "LIGHT", "STRICTER"]


def test_a_transfer_without_a_site_changes_the_manager_and_the_role_and_leaves_the_person_where_they_are_by_then() -> (
    None
):
    later = Transfer(office(12), role_title="head", manager="kim", from_day=on(40))
    story = given(decider, *moved())
    state = story.when(later).then(
        Transferred(later.header, site="south", role_title="head", manager="kim", from_day=on(40))
    )
    assert (state.site_at(day(29)), state.site_at(day(40)), state.manager_at(day(40))) == ("", "south", "kim")
    given(decider, *moved()).when(Transfer(office(31), role_title="lead", manager="tom", from_day=on(31))).nothing()
