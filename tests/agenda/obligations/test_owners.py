"""Owners: who owes what somebody else on the team owed."""

from tests.agenda.participations import after
from tests.participation.stories import (
    TEAM,
    day,
    kim,
    observed,
    office,
    schedule,
    supported,
)

from pdflow import (
    Handover,
    Role,
    Supporter,
)
from pdflow.agenda import EveryDay, agenda, drifts, route_to
from pdflow.agenda.obligations.owners import current_owner
from pdflow.participation import (
    AssignTeam,
)


def team(n: int, coach: str, takes_over_from: str | None = None) -> AssignTeam:
    """On day n somebody alone supports."""
    handovers = () if takes_over_from is None else (Handover(coach, takes_over_from),)
    return AssignTeam(office(n), team=(Supporter(coach, Role.COACH),), coach=coach, handovers=handovers)


def test_two_who_handed_over_to_each_other_and_left_owe_nothing_any_more() -> None:
    there_and_back = [team(9, "joe", "kim"), team(12, "kim", "joe")]
    assert current_owner(after(*observed(), *there_and_back), "joe", day(20)) == "kim"
    assert current_owner(after(*observed(), *there_and_back, team(15, "pat")), "kim", day(20)) is None


def test_a_team_dated_earlier_but_typed_later_takes_nothing_over() -> None:
    by_joe = AssignTeam(office(20), team=TEAM, coach="joe", handovers=(Handover(successor="joe", predecessor="kim"),))
    typed_late = AssignTeam(office(9, 12), team=TEAM[2:], coach="pat")
    state = after(*supported(), schedule(kim(8), "v1", day(40)), by_joe, typed_late)
    assert (state.coach, state.coach_at(day(50))) == ("pat", "joe")
    owed = {(each.code, each.owner) for each in agenda(state, day(50), EveryDay()) if each.role is Role.COACH}
    assert {owner for _, owner in owed} <= {"joe", "kim"}
    assert {drift.owner for drift in drifts(state, day(200), EveryDay()) if drift.cause == "no_contact"} == {"joe"}
    actors = {step.by.person for step in route_to(state, "coaching", day(50)).steps if step.by.role is Role.COACH}
    assert actors == {"joe"}
