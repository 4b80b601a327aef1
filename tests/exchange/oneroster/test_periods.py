"""Roles and enrollments have periods, and a roster is asked by the day."""

from datetime import date
from pathlib import Path

import pytest
from tests.exchange.oneroster.exports import Rows, export_1_1, export_1_2, folder, problems

from pdflow.exchange.oneroster import Person, Post, Roster, read_roster


def role(user: str, org: str, begin: str = "", end: str = "", kind: str = "primary") -> dict[str, str]:
    days = {"beginDate": begin, "endDate": end}
    return {"userSourcedId": user, "roleType": kind, "role": "teacher", "orgSourcedId": org} | days


def roster(tmp_path: Path, roles: Rows, users: Rows | None = None) -> Roster:
    ids = dict.fromkeys(role["userSourcedId"] for role in roles)
    return read_roster(folder(tmp_path, export_1_2(roles, users or [{"sourcedId": id} for id in ids])))


def test_a_mover_stands_at_the_old_site_up_to_the_day_before_and_then_at_the_new_one(tmp_path: Path) -> None:
    moved = roster(tmp_path, [role("u-1", "org-1", end="2026-10-01"), role("u-1", "org-2", begin="2026-10-01")])
    assert moved.people == (
        Person(
            "u-1",
            "org-1",
            (Post("teacher", "org-1", None, date(2026, 10, 1)), Post("teacher", "org-2", date(2026, 10, 1))),
        ),
    )
    for day, site in ((date(2026, 9, 30), "org-1"), (date(2026, 10, 1), "org-2")):
        (person,) = moved.as_of(day).people
        assert (person.site, person.orgs, len(person.posts)) == (site, (site,), 1)


def test_the_primary_org_is_the_site_only_while_somebody_works_there(tmp_path: Path) -> None:
    roles = [role("u-1", "org-1", end="2026-10-01"), role("u-1", "org-2", kind="secondary")]
    moved = roster(tmp_path, roles, [{"sourcedId": "u-1", "primaryOrgSourcedId": "org-1"}])
    assert [person.site for person in moved.as_of(date(2026, 9, 30)).people] == ["org-1"]
    assert [person.site for person in moved.as_of(date(2026, 10, 1)).people] == ["org-2"]


def test_leavers_and_those_yet_to_come_are_on_no_roster_of_that_day(tmp_path: Path) -> None:
    all_of_them = roster(tmp_path, [role("u-1", "org-1", end="2026-10-01"), role("u-2", "org-2", begin="2026-10-15")])
    assert [person.id for person in all_of_them.people] == ["u-1", "u-2"]
    for day, ids in (("2026-09-30", ["u-1"]), ("2026-10-01", []), ("2026-10-15", ["u-2"])):
        assert [person.id for person in all_of_them.as_of(date.fromisoformat(day)).people] == ids


def test_somebody_without_periods_is_on_the_roster_of_every_day(tmp_path: Path) -> None:
    always = read_roster(folder(tmp_path, export_1_1()))
    for day in (date(1999, 1, 1), date(2026, 10, 1), date(2099, 1, 1)):
        assert always.as_of(day) == always


def test_an_enrollment_has_a_period_too(tmp_path: Path) -> None:
    files = export_1_1()
    files["enrollments.csv"] += (
        "e-2,,,c-1,,u-2,teacher,,2026-08-17,2027-01-05\r\ne-3,,,c-1,,u-2,teacher,,2027-01-05,\r\n"
    )
    found = read_roster(folder(tmp_path, files))
    assert (found.enrollments[1].begin, found.enrollments[1].end) == (date(2026, 8, 17), date(2027, 1, 5))
    by_day = [[each.id for each in found.as_of(date(2027, 1, day)).enrollments] for day in (4, 5)]
    assert by_day == [["e-1", "e-2"], ["e-1", "e-3"]]


@pytest.mark.parametrize("written", ["2026-10-01", "20261001", "2026-10-01T00:00:00.000Z", " 2026-10-01 "])
def test_a_day_may_be_written_as_a_moment(tmp_path: Path, written: str) -> None:
    (person,) = roster(tmp_path, [role("u-1", "org-1", begin=written)]).people
    assert person.posts == (Post("teacher", "org-1", date(2026, 10, 1)),)


def test_a_day_that_is_none_and_an_end_before_the_begin_are_problems(tmp_path: Path) -> None:
    roles = [role("u-1", "org-1", begin="10/01/2026"), role("u-1", "org-2", "2026-10-01", "2026-09-01")]
    assert problems(folder(tmp_path, export_1_2(roles, [{"sourcedId": "u-1"}]))) == [
        "roles.csv, row 2, column beginDate: no date such as 2026-09-30: '10/01/2026'",
        "roles.csv, row 3, column endDate: ends before it begins on 2026-10-01: '2026-09-01'",
    ]


def teaching_at_both(tmp_path: Path, *enrollments: str) -> Roster:
    """A 1.1 export in which u-2 belongs to org-2 and org-1, which both have a class."""
    files = export_1_1()
    files["classes.csv"] += "c-2,,,Other,,,,,,org-1,,,,\r\n"
    files["enrollments.csv"] = files["enrollments.csv"].split("\r\n", 1)[0] + "\r\n" + "".join(enrollments)
    return read_roster(folder(tmp_path, files))


@pytest.mark.parametrize(
    ("enrollments", "orgs"),
    [
        (["e-1,,,c-1,,u-2,teacher,,,2026-10-01", "e-2,,,c-2,,u-2,teacher,,2026-10-01,"], ["org-1"]),
        (["e-1,,,c-1,,u-2,teacher,,,2026-12-01", "e-2,,,c-2,,u-2,teacher,,2026-12-01,"], ["org-2"]),
        (["e-1,,,c-1,,u-2,teacher,,,2026-10-01", "e-2,,,c-2,,u-2,teacher,,,2026-10-01"], ["org-2", "org-1"]),
        (["e-1,,,c-1,,u-2,teacher,,,", "e-2,,,c-2,,u-2,teacher,,,"], ["org-2", "org-1"]),
        (["e-1,,,c-1,,u-2,teacher,,,2026-10-01", "e-2,,,c-1,,u-2,teacher,,2026-10-01,"], ["org-2", "org-1"]),
    ],
    ids=["moved", "is yet to move", "teaches nowhere now", "teaches at both", "has another class at one"],
)
def test_without_periods_of_roles_the_enrollments_say_where_somebody_teaches(
    tmp_path: Path, enrollments: list[str], orgs: list[str]
) -> None:
    found = teaching_at_both(tmp_path, *(f"{each}\r\n" for each in enrollments))
    person = found.as_of(date(2026, 11, 2)).people[1]
    assert (person.site, [post.org for post in person.posts]) == (orgs[0], orgs)
