"""Who may ask what: the line manager and the team of the time, and nobody about themselves in another role."""

from typing import Any

import pytest
from tests.participation.permissions import CommandMaker, people_allowed, refused_rights
from tests.participation.stories import (
    TEAM,
    Somebody,
    Story,
    attend,
    check_in,
    day,
    enrolled,
    host,
    identify,
    joe,
    kim,
    lee,
    observe,
    office,
    on,
    payer,
    plan,
    rosa,
    schedule,
    supported,
    tom,
)

from pdflow import TEXAS_CYCLE, Command, Header, Role
from pdflow.participation import (
    AdoptPolicy,
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    BriefParticipant,
    CancelVisit,
    Complete,
    DropSession,
    MissVisit,
    Pause,
    Reopen,
    Resume,
    Transfer,
    VoidRecord,
    Waive,
    Withdraw,
    decider,
)
from pdflow.testing.spec import given

PAUSE: CommandMaker = lambda header: Pause(header, until=on(90))  # noqa: E731
MANAGED: list[CommandMaker] = [
    PAUSE,
    lambda header: Resume(header),
    lambda header: Transfer(header, site="south", role_title="lead", from_day=on(40)),
    lambda header: Withdraw(header, reason="left"),
    lambda header: schedule(header, "v1", day(60)),
    lambda header: CancelVisit(header, visit="v0"),
    lambda header: MissVisit(header, visit="v0", missed_by="ana"),
]


NAMES = [type(command(rosa(30))).__name__ for command in MANAGED]


def moved() -> Story:
    """Rosa is the line manager until day 29, tom from day 30 on; tom is on the team as well, joe is not."""
    return [*supported(), Transfer(rosa(10), site="south", role_title="", manager="tom", from_day=on(30))]


def rights(story: Story, command: Command[Any]) -> list[str]:
    return refused_rights(given(decider, *story).when(command).reasons)


@pytest.mark.parametrize("command", MANAGED, ids=NAMES)
def test_the_line_manager_is_the_one_named_for_the_day(command: CommandMaker) -> None:
    paused = [*moved(), Pause(rosa(15), until=on(80))] if isinstance(command(rosa(29)), Resume) else moved()
    visited = [*paused[:-1], schedule(kim(9), "v0", day(12)), *paused[-1:]]
    assert rights(visited, command(rosa(29))) == []
    assert rights(visited, command(rosa(30))) == ["right.not_the_manager"]
    assert rights(visited, command(tom(30))) == []


@pytest.mark.parametrize("command", MANAGED, ids=NAMES)
def test_where_no_line_manager_is_named_no_manager_may(command: CommandMaker) -> None:
    story = [*supported(manager=None), schedule(kim(9), "v0", day(12))]
    stranger = Somebody("max", Role.MANAGER)
    if not isinstance(command(rosa(29)), Resume):
        [reason] = [r for r in given(decider, *story).when(command(stranger(29))).reasons if r.code.startswith("right")]
        assert (reason.code, reason.parameters) == ("right.not_the_manager", {"person": "max", "manager": None})


def test_a_manager_on_the_team_visits_like_any_supporter() -> None:
    assert rights(supported(), schedule(tom(9), "v1", day(12))) == []


def test_a_line_manager_who_is_no_supporter_keeps_no_record_of_practice() -> None:
    given(decider, *supported()).when(observe(rosa(9), "ob1", "ask")).refused("right.not_on_team")
    assert rights(supported(), check_in(rosa(9), "k1")) == ["right.not_on_team"]


def test_whoever_is_not_on_the_team_is_told_who_is() -> None:
    [reason] = given(decider, *supported()).when(observe(joe(9), "ob1", "ask")).refused("right.not_on_team")
    assert reason.parameters == {"person": "joe", "team": ("eve", "kim", "lee", "pat", "tom")}
    assert (reason.remedy, reason.roles) == (None, ())


def test_where_nobody_is_on_the_team_the_remedy_is_to_name_somebody() -> None:
    [command] = [command for command in enrolled() if not isinstance(command, AssignTeam)][:1]
    [reason] = given(decider, command).when(attend(joe(3), "a1")).refused("right.not_on_team")
    assert reason.parameters == {"person": "joe", "team": ()}
    assert (reason.remedy, reason.roles) == ("AssignTeam", ("COORDINATOR",))


PLANNED: list[CommandMaker] = [
    lambda header: DropSession(header, session="d1"),
    lambda header: plan(header, "p9", minutes=10),
    lambda header: BriefParticipant(header, outcomes=(), strategies=()),
]
DECISIONS: list[tuple[Role, CommandMaker]] = [
    (Role.COORDINATOR, lambda header: Waive(header, waiver="w1", requirement="cycle.short", reason="agreed")),
    (Role.COMMISSIONER, lambda header: Waive(header, waiver="w1", requirement="cycle.short", reason="agreed")),
    (Role.COORDINATOR, lambda header: AssignTeam(header, team=TEAM[:2], coach="lee")),
    (Role.COORDINATOR, lambda header: AdoptPolicy(header, policy=TEXAS_CYCLE)),
    (Role.COORDINATOR, lambda header: VoidRecord(header, record="c1", reason="mistake")),
    (Role.COORDINATOR, lambda header: Reopen(header, reason="returned")),
    (Role.COORDINATOR, lambda header: BeginNextCycle(header, cycle=2)),
    (Role.COORDINATOR, Complete),
    (Role.COORDINATOR, BeginSupport),
    (Role.COORDINATOR, lambda header: attend(header, "a9", "d9")),
    *((role, command) for role in (Role.COORDINATOR, Role.SYSTEM) for command in PLANNED),
    (Role.COACH, lambda header: attend(header, "a9", "d9")),
    (Role.COORDINATOR, PAUSE),
]


@pytest.mark.parametrize(
    ("role", "command"), DECISIONS, ids=[f"{type(command(kim(9))).__name__} as {role}" for role, command in DECISIONS]
)
def test_nobody_decides_on_themselves_in_another_role(role: Role, command: CommandMaker) -> None:
    story = [*supported(), Withdraw(office(20), reason="left")] if isinstance(command(kim(9)), Reopen) else supported()
    if isinstance(command(kim(9)), BeginSupport):
        story = story[:-1]
    other, herself = Somebody("cora", role), Somebody("ana", role)
    assert rights(story, command(herself(30))) == ["right.about_self"]
    assert role is Role.COACH or rights(story, command(other(30))) == []


def test_a_line_manager_of_oneself_is_no_line_manager() -> None:
    assert rights(supported(manager="ana"), PAUSE(Somebody("ana", Role.MANAGER)(30))) == ["right.about_self"]


def test_a_coordinator_who_takes_part_does_what_is_the_participants_as_the_participant() -> None:
    herself = Somebody("ana", Role.COORDINATOR)
    assert rights(supported(), CancelVisit(herself(30), visit="v0")) == ["right.about_self"]
    assert rights(supported(), CancelVisit(Somebody("ana", Role.PARTICIPANT)(30), visit="v0")) == []


def test_the_commissioner_may_waive() -> None:
    waive: CommandMaker = lambda header: Waive(header, waiver="w1", requirement="cycle.short", reason="agreed")  # noqa: E731
    assert people_allowed(waive) == {payer.person, office.person, host.person}


def test_what_the_coach_or_the_coordinator_may_do_names_both_to_others() -> None:
    reasons = given(decider, *supported()).when(Complete(lee(20))).reasons
    [right] = [reason for reason in reasons if reason.code == "coaching.not_the_coach"]
    assert right.parameters == {"needs": ("COACH", "COORDINATOR"), "coach": "kim"}


def test_what_is_the_pairs_is_not_the_coordinators() -> None:
    assert rights(supported(), identify(office(9), "g1", "ob1")) == ["coaching.not_the_coach"]


def test_headers_of_the_team_of_the_time_count_after_a_new_team() -> None:
    new = AssignTeam(office(20), team=(), coach="joe")
    late: Header = lee(19)
    assert rights([*supported(), new], attend(late, "a9", "d9")) == []
    assert rights([*supported(), new], attend(lee(20), "a9", "d9")) == ["right.not_on_team"]
