"""How a team that a roster gives stands to the team that somebody has."""

from datetime import datetime
from typing import cast
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

from pdflow import Actor, Role, Supporter, Tier
from pdflow.desk import Desk
from pdflow.exchange.oneroster import Intake, Participant, Roster, enrolments, is_in_force, is_of_others
from pdflow.kernel.header import Header
from pdflow.participation import AssignTeam, Participation, decider
from pdflow.storage.memory import MemoryStore

OFFICE = Actor("office", Role.COORDINATOR)
AUTUMN = Intake(OFFICE, datetime(2026, 8, 17, 8, 1, 2, 345678, ZoneInfo("America/Chicago")), engagement="year")
ANA = Participant("ana", "Teacher", "n", "hea", (Supporter("kim", Role.COACH),), "kim", Tier.GENERAL)


def given(place: Participant, intake: Intake) -> AssignTeam:
    *_, (_, command) = enrolments(Roster((), ()), intake, lambda _: [place]).commands
    return cast(AssignTeam, command)


def imported(place: Participant) -> Desk[Participation]:
    desk = Desk(decider, MemoryStore())
    for _, command in enrolments(Roster((), ()), AUTUMN, lambda _: [place]).commands:
        desk.carry_out("ana", command)
    return desk


@pytest.mark.parametrize("ground", ["", "asked for it"])
def test_a_team_is_in_force_whatever_is_said_of_its_tier(ground: str) -> None:
    desk = imported(evolve(ANA, ground=ground))
    state, _ = desk.load("ana")
    for at in (datetime(2026, 11, 2, 8, tzinfo=ZoneInfo("UTC")), datetime(2026, 8, 1, 8, tzinfo=ZoneInfo("UTC"))):
        again = given(evolve(ANA, ground=ground), Intake(OFFICE, at, engagement="year"))
        assert is_in_force(state, again)
    another_tier = given(evolve(ANA, tier=Tier.INTENSIVE), AUTUMN)
    assert not is_in_force(state, another_tier)
    assert not is_of_others(state, desk.history("ana"), another_tier)


def test_a_team_by_hand_is_of_others_and_none_is_of_nobody() -> None:
    desk = imported(evolve(ANA, team=(), coach=None))
    later = given(ANA, AUTUMN)
    state, _ = desk.load("ana")
    assert not is_in_force(state, later)
    assert not is_of_others(state, desk.history("ana"), later)
    header = Header(uuid4(), OFFICE, AUTUMN.at)
    desk.carry_out("ana", AssignTeam(header, team=(Supporter("lou", Role.COACH),), coach="lou"))
    state, _ = desk.load("ana")
    assert is_of_others(state, desk.history("ana"), later)
