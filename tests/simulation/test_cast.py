"""A cast has the people of the roster, and as many as are asked for."""

import pytest
from tests.simulation.example_run import ROSTER

from pdflow.exchange.oneroster import (
    Org,
    Person,
    Post,
    Roster,
    read_roster,
)
from pdflow.simulation.run import JOB_TITLE
from pdflow.simulation.world.cast import cast

DISTRICT = read_roster(ROSTER, job_title=JOB_TITLE)


def small(*people: Person) -> Roster:
    return Roster(orgs=(Org("s", "School", "school"),), people=people)


def somebody(name: str, role: str = "teacher", title: str = "", *, enabled: bool = True) -> Person:
    return Person(name, "s", (Post(role, "s"),), enabled, title)


def test_teachers_and_leaders_take_part_and_coaches_coach() -> None:
    chosen = cast(DISTRICT)
    coaching = {person.id for person in DISTRICT.people if "Coach" in person.job_title}
    assert set(chosen.coaches) == coaching
    assert coaching.isdisjoint(seat.person for seat in chosen.seats)
    assert len(chosen.seats) == 119
    assert sum(seat.leads for seat in chosen.seats) == 13


def test_everybody_is_coached_by_one_of_the_coaches_and_nobody_by_many_more_than_another() -> None:
    chosen = cast(DISTRICT)
    loads = [sum(seat.coach == coach for seat in chosen.seats) for coach in chosen.coaches]
    assert sum(loads) == len(chosen.seats)
    assert max(loads) - min(loads) <= 1


def test_the_first_leader_of_a_site_is_the_manager_there_and_answers_to_the_district() -> None:
    seats = {seat.person: seat for seat in cast(DISTRICT).seats}
    principals = [seat for seat in seats.values() if seat.title == "Principal"]
    assert len(principals) == 6
    for principal in principals:
        assert principal.manager is not None
        assert seats[principal.manager].title == "Director of Professional Learning"
    directors = [seat for seat in seats.values() if seat.manager is None]
    assert [seat.title for seat in directors] == ["Director of Professional Learning"]


@pytest.mark.parametrize("wanted", [1, 12, 118, 119])
def test_fewer_people_are_taken_evenly_from_the_whole_roster(wanted: int) -> None:
    seats = cast(DISTRICT, wanted).seats
    assert len({seat.person for seat in seats}) == wanted
    if wanted == 12:
        assert len({seat.site for seat in seats}) >= 6


def test_for_more_people_the_district_is_repeated_with_its_coaches() -> None:
    chosen = cast(DISTRICT, 3 * 119 + 1)
    assert len({seat.person for seat in chosen.seats}) == 358
    assert len(set(chosen.coaches)) == len(chosen.coaches) == 12
    third = next(seat for seat in chosen.seats if seat.person.endswith("~3") and not seat.leads)
    assert (third.manager or "").endswith("~3")


def test_as_many_coaches_as_are_asked_for() -> None:
    assert len(cast(DISTRICT, coaches=2).coaches) == 2
    assert len(set(cast(DISTRICT, coaches=9).coaches)) == 9


def test_where_no_title_says_coach_the_first_of_the_roster_are() -> None:
    chosen = cast(small(*map(somebody, "abcd")), coaches=2)
    assert chosen.coaches == ("a", "b")
    assert [seat.person for seat in chosen.seats] == ["c", "d"]


def test_students_and_closed_accounts_take_no_part() -> None:
    chosen = cast(
        small(somebody("k", title="Coach"), somebody("s", "student"), somebody("x", enabled=False), somebody("a"))
    )
    assert [seat.person for seat in chosen.seats] == ["a"]


def test_a_roster_without_anybody_to_take_part_is_no_cohort() -> None:
    with pytest.raises(ValueError, match="nobody"):
        cast(small(somebody("k", title="Coach")))
