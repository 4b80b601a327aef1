"""Owners: who owes what somebody else on the team owed."""

from tests.agenda.participations import after
from tests.participation.stories import (
    observed,
    office,
)

from pdflow import (
    Handover,
    Role,
    Supporter,
)
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
    assert current_owner(after(*observed(), *there_and_back), "joe") == "kim"
    assert current_owner(after(*observed(), *there_and_back, team(15, "pat")), "kim") is None
