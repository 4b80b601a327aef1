"""A roster gives the commands that enrol its people, and two rosters those that lead from one to the next."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve
from tests.exchange.oneroster.exports import EXAMPLE

from pdflow import FULL, Actor, Refused, Role, Supporter, Tier
from pdflow.desk import Desk
from pdflow.exchange.oneroster import (
    Class,
    Enrollment,
    Intake,
    Org,
    Participant,
    Person,
    Post,
    Roster,
    RosterCommands,
    Unmapped,
    changes,
    enrolments,
    read_roster,
)
from pdflow.participation import AssignTeam, Enrol, Phase, Transfer, Withdraw, decider
from pdflow.people import Handover
from pdflow.storage.memory import MemoryStore

OFFICE = Actor("office", Role.COORDINATOR)
AUTUMN = Intake(OFFICE, datetime(2026, 8, 17, 8, tzinfo=UTC), policy=FULL, engagement="year")
LATER = evolve(AUTUMN, at=datetime(2026, 11, 2, 8, tzinfo=UTC), on=date(2026, 11, 2))
AUGUST = date(2026, 8, 17)
ORGS = (Org("d", "District", "district"), Org("n", "North", "school", "d"), Org("s", "South", "school", "d"))


def somebody(id: str, *posts: Post, title: str = "Teacher", enabled: bool = True) -> Person:
    return Person(id, posts[0].org, posts, enabled, title)


def teacher(id: str, site: str = "n", *, title: str = "Teacher", **period: date) -> Person:
    return somebody(id, Post("teacher", site, **period), title=title)


HEAD = somebody("hea", Post("principal", "n"), title="Principal")
COACH = somebody("kim", Post("teacher", "n"), Post("teacher", "s"), title="Instructional Coach")
OTHER_COACH = teacher("lou", title="Coach")
SOUTH_HEAD = somebody("sol", Post("principal", "s"), title="Principal")


def roster(*people: Person) -> Roster:
    return Roster(ORGS, (HEAD, SOUTH_HEAD, COACH, *people))


def kinds(found: RosterCommands, *persons: str) -> list[tuple[str, str]]:
    return [(person, type(command).__name__) for person, command in found.commands if not persons or person in persons]


def command(found: RosterCommands, person: str, kind: type) -> Any:
    (one,) = [command for of, command in found.commands if of == person and isinstance(command, kind)]
    return one


def test_everybody_is_enrolled_and_given_a_team() -> None:
    found = enrolments(roster(teacher("ana")), AUTUMN)
    assert kinds(found, "ana") == [("ana", "Enrol"), ("ana", "AssignTeam")]
    enrol, team = command(found, "ana", Enrol), command(found, "ana", AssignTeam)
    assert (enrol.person, enrol.role_title, enrol.site, enrol.manager) == ("ana", "Teacher", "n", "hea")
    assert (enrol.policy, enrol.engagement, enrol.by, enrol.at) == (FULL, "year", OFFICE, AUTUMN.at)
    assert (team.coach, team.team) == ("kim", (Supporter("kim", Role.COACH), Supporter("hea", Role.MANAGER)))
    assert "kim" not in [person for person, _ in found.commands]


def test_only_who_works_there_on_the_day_is_enrolled() -> None:
    people = roster(teacher("gone", end=date(2026, 8, 1)), teacher("new", begin=date(2026, 9, 1)), teacher("ana"))
    assert {person for person, _ in enrolments(people, AUTUMN).commands} == {"hea", "sol", "ana"}
    september = evolve(AUTUMN, on=date(2026, 9, 1))
    assert {person for person, _ in enrolments(people, september).commands} == {"hea", "sol", "ana", "new"}


def test_students_and_closed_accounts_are_not_enrolled() -> None:
    student = somebody("stu", Post("student", "n"))
    closed = somebody("zoe", Post("teacher", "n"), enabled=False)
    assert {person for person, _ in enrolments(roster(student, closed), AUTUMN).commands} == {"hea", "sol"}


def test_what_the_roster_does_not_say_is_listed() -> None:
    people = Roster(ORGS, (teacher("ana"), somebody("dee", Post("districtAdministrator", "d"), title="Director")))
    found = enrolments(people, AUTUMN)
    assert list(map(str, found.unmapped)) == ["ana: no coach at n", "dee: no coach at d"]
    assert kinds(found) == [("ana", "Enrol"), ("dee", "Enrol")]
    assert command(found, "ana", Enrol).manager == "dee"
    alone = enrolments(Roster(ORGS, (teacher("ana"),)), AUTUMN)
    assert list(map(str, alone.unmapped)) == ["ana: no line manager at n or above it", "ana: no coach at n"]


def test_a_host_maps_its_roster_its_own_way() -> None:
    def mapping(people: Roster) -> Iterator[Participant | Unmapped]:
        for person in people.people:
            if person.job_title == "Teacher":
                yield Participant(person.id, "Enseignante", f"site {person.site}", tier=Tier.GENERAL, ground="year 2")
        yield Unmapped("zed", "is on no list")

    found = enrolments(roster(teacher("ana")), AUTUMN, mapping)
    assert kinds(found) == [("ana", "Enrol")]
    assert command(found, "ana", Enrol).site == "site n"
    assert found.unmapped == (Unmapped("zed", "is on no list"),)


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (Participant("ana", manager="ana"), "would be their own line manager"),
        (Participant("ana", team=(Supporter("ana", Role.PEER),)), "would be on their own team"),
        (Participant("ana", team=(Supporter("kim", Role.COACH),), coach="ana"), "would be on their own team"),
        (Participant("ben"), "has another place already"),
        (Participant("ana\n"), "Enrol.person: a text of 4 characters is not 1 to 200 characters without control"),
        (Participant("ana", site=5), "Enrol.site: a text is needed, not 5 (int)"),  # type: ignore[arg-type]
    ],
    ids=["manager", "team", "coach", "twice", "id", "type"],
)
def test_who_cannot_be_enrolled_is_listed_and_the_others_are(place: Participant, why: str) -> None:
    found = enrolments(roster(), AUTUMN, lambda people: [Participant("ben"), place, Participant("cyd")])
    assert kinds(found) == [("ben", "Enrol"), ("cyd", "Enrol")]
    (listed,) = found.unmapped
    assert (listed.person, listed.why.startswith(why)) == (place.person, True)


def test_whoever_joined_is_enrolled_and_whoever_left_is_withdrawn() -> None:
    found = changes(roster(teacher("ana"), teacher("ben")), roster(teacher("ana"), teacher("cyd")), LATER, AUGUST)
    assert kinds(found) == [("cyd", "Enrol"), ("cyd", "AssignTeam"), ("ben", "Withdraw")]
    assert command(found, "ben", Withdraw).reason == "left"
    resigned = changes(roster(teacher("ben")), roster(), evolve(LATER, left="resigned"), AUGUST)
    assert command(resigned, "ben", Withdraw).reason == "resigned"


def test_whoever_moved_is_transferred_from_the_day_of_the_move() -> None:
    moved = somebody("ana", Post("teacher", "n", end=date(2026, 10, 5)), Post("teacher", "s", date(2026, 10, 5)))
    found = changes(roster(teacher("ana")), roster(moved), LATER, AUGUST)
    assert kinds(found) == [("ana", "Transfer"), ("ana", "AssignTeam")]
    transfer, team = command(found, "ana", Transfer), command(found, "ana", AssignTeam)
    assert (transfer.site, transfer.manager, transfer.from_day) == ("s", "sol", date(2026, 10, 5))
    assert team.team == (Supporter("kim", Role.COACH), Supporter("sol", Role.MANAGER))


def test_a_move_without_a_day_holds_from_the_day_looked_at() -> None:
    for moved in (teacher("ana", "s"), teacher("ana", "s", begin=date(2020, 8, 1))):
        found = changes(roster(teacher("ana")), roster(moved), LATER, AUGUST)
        assert command(found, "ana", Transfer).from_day == date(2026, 11, 2)


def test_where_roles_have_no_periods_a_move_holds_from_the_first_day_in_a_class_there() -> None:
    both = somebody("ana", Post("teacher", "n"), Post("teacher", "s"))
    classes = (Class("c-n", "n"), Class("c-s", "s"), Class("c-t", "s"))
    year = evolve(
        roster(both),
        classes=classes,
        enrollments=(
            Enrollment("e-1", "c-n", "ana", "teacher", end=date(2026, 10, 5)),
            Enrollment("e-3", "c-t", "ana", "teacher", begin=date(2026, 10, 19)),
            Enrollment("e-2", "c-s", "ana", "teacher", begin=date(2026, 10, 5)),
        ),
    )
    transfer = command(changes(year, year, LATER, AUGUST), "ana", Transfer)
    assert (transfer.site, transfer.from_day) == ("s", date(2026, 10, 5))


def test_one_roster_that_knows_of_a_move_to_come_is_asked_for_two_days() -> None:
    moved = somebody("ana", Post("teacher", "n", end=date(2026, 10, 5)), Post("teacher", "s", date(2026, 10, 5)))
    found = changes(roster(moved), roster(moved), evolve(AUTUMN, on=date(2026, 10, 31)), AUGUST)
    assert command(found, "ana", Transfer).from_day == date(2026, 10, 5)


def test_another_title_or_line_manager_is_a_transfer_to_the_same_site() -> None:
    found = changes(roster(teacher("ana")), roster(teacher("ana", title="Lead Teacher")), LATER, AUGUST)
    assert kinds(found) == [("ana", "Transfer")]
    assert command(found, "ana", Transfer).role_title == "Lead Teacher"
    new_head = Roster(
        ORGS, (somebody("pat", Post("principal", "n"), title="Principal"), *roster(teacher("ana")).people[1:])
    )
    found = changes(roster(teacher("ana")), new_head, LATER, AUGUST)
    assert command(found, "ana", Transfer).manager == "pat"


def test_another_coach_takes_over_from_the_former_one() -> None:
    before = Roster(ORGS, (HEAD, OTHER_COACH, teacher("ana")))
    after = Roster(ORGS, (HEAD, COACH, teacher("ana")))
    found = changes(before, after, LATER, AUGUST)
    assert kinds(found, "ana") == [("ana", "AssignTeam")]
    team = command(found, "ana", AssignTeam)
    assert (team.coach, team.handovers) == ("kim", (Handover("kim", "lou"),))


@pytest.mark.parametrize(
    "after", [Roster(ORGS, (HEAD, teacher("ana"))), Roster(ORGS, (HEAD, COACH, teacher("ana", "d")))]
)
def test_without_a_coach_on_the_roster_the_former_team_is_taken_back(after: Roster) -> None:
    before, store = roster(teacher("ana")), MemoryStore()
    sent(store, enrolments(before, AUTUMN))
    found = changes(before, after, LATER, AUGUST)
    team = command(found, "ana", AssignTeam)
    assert (team.team, team.coach, team.handovers) == ((), None, ())
    sent(store, found)
    ana, _ = Desk(decider, store).load("participation-ana")
    assert (ana.coach, ana.team) == (None, ())
    assert Unmapped("ana", f"no coach at {ana.site}", "a coach") in found.unmapped


def test_whoever_never_had_a_team_is_given_none() -> None:
    before, after = (Roster(ORGS, (HEAD, teacher("ana", title=title))) for title in ("Teacher", "Aide"))
    assert kinds(changes(before, after, LATER, AUGUST), "ana") == [("ana", "Transfer")]


def test_nothing_follows_from_the_same_roster() -> None:
    assert changes(roster(teacher("ana")), roster(teacher("ana")), LATER, AUGUST) == RosterCommands(())


def test_whoever_cannot_be_mapped_any_more_is_listed_and_not_withdrawn() -> None:
    def mapping(people: Roster) -> Iterator[Participant | Unmapped]:
        for person in people.people:
            is_clear = person.job_title in {"Teacher", "Principal"}
            yield Participant(person.id) if is_clear else Unmapped(person.id, "which title?")

    found = changes(roster(teacher("ana")), roster(teacher("ana", title="?")), LATER, AUGUST, mapping)
    assert kinds(found) == []
    assert Unmapped("ana", "which title?") in found.unmapped


def sent(store: MemoryStore, found: RosterCommands) -> list[str]:
    """Send commands, and return what each left: names of events, or of the reasons against it."""
    desk, left = Desk(decider, store), list[str]()
    for person, each in found.commands:
        try:
            receipt = desk.carry_out(f"participation-{person}", each)
        except Refused as refused:
            left += [reason.code for reason in refused.reasons]
        else:
            left += [event.name for event in receipt.events]
    return left


def test_the_same_roster_gives_the_same_commands_and_sending_them_again_changes_nothing() -> None:
    first, again = enrolments(roster(teacher("ana")), AUTUMN), enrolments(roster(teacher("ana")), AUTUMN)
    assert [each.header.id for _, each in first.commands] == [each.header.id for _, each in again.commands]
    assert len({each.header.id for _, each in first.commands}) == len(first.commands) == 6
    store = MemoryStore()
    assert sent(store, first).count("participation.enrolled") == 3
    assert store.feed()[-1].position == 6
    sent(store, again)
    assert store.feed()[-1].position == 6


def test_another_engagement_day_or_content_gives_other_ids() -> None:
    ids = [
        command(enrolments(roster(teacher("ana", title=title)), intake), "ana", Enrol).header.id
        for title in ("Teacher", "Aide")
        for intake in (AUTUMN, evolve(AUTUMN, engagement="next"), evolve(AUTUMN, policy=FULL, at=LATER.at))
    ]
    assert len(set(ids)) == 6


def test_a_year_of_rosters_keeps_participations_as_the_district_has_its_people() -> None:
    store = MemoryStore()
    moved = somebody("ana", Post("teacher", "n", end=date(2026, 10, 5)), Post("teacher", "s", date(2026, 10, 5)))
    before, after = roster(teacher("ana"), teacher("ben")), roster(moved, teacher("cyd"))
    sent(store, enrolments(before, AUTUMN))
    assert not [each for each in sent(store, changes(before, after, LATER, AUGUST)) if not each.startswith("partic")]
    desk = Desk(decider, store)
    ana, ben, cyd = (desk.load(f"participation-{person}")[0] for person in ("ana", "ben", "cyd"))
    assert (ana.site, ana.manager, ana.coach) == ("s", "sol", "kim")
    assert (ben.phase, cyd.phase) == (Phase.WITHDRAWN, Phase.ENROLLED)


def test_the_example_district_is_enrolled_as_it_stands() -> None:
    found = enrolments(read_roster(EXAMPLE, job_title="metadata.jobTitle"), AUTUMN)
    assert sum(isinstance(each, Enrol) for _, each in found.commands) == 119
    assert found.unmapped == (Unmapped("stf-f8db73", "no coach at org-100", "a coach"),)
    left = sent(MemoryStore(), found)
    assert len(left) == len(found.commands)
    assert set(left) == {"participation.enrolled", "participation.team_assigned"}
