"""Fidelity: shown for five people or more, so that nobody's can be worked out."""

from itertools import product
from typing import Any

from hypothesis import given, strategies as st
from tests.documents.decided_events import events_of
from tests.documents.example_participations import streams
from tests.participation import stories

from pdflow import LIGHT, Audience, Level
from pdflow.documents import impact_report, to_markdown
from pdflow.documents.programme.fidelity import (
    Fidelity,
    Groups,
    PersonLevels,
    fidelity,
    groups_of,
    person_levels,
)
from pdflow.documents.programme.site_groups import FEWEST
from pdflow.history import participation_histories
from pdflow.participation import (
    AssignTeam,
    BeginSupport,
    Enrol,
    SetPriority,
    decider,
)

NOT_YET, PARTLY, MOSTLY, FULLY = Level


def somebody(person: str, coach: str | None, site: str, *levels: Level) -> tuple[object, ...]:
    """The events of somebody who was seen at these levels, week after week."""
    seen = [stories.observe(stories.kim(7 * n + 5), f"ob{n}", "pr1", level=level) for n, level in enumerate(levels)]
    return events_of(
        decider,
        [
            Enrol(stories.office(0), person=person, site=site, policy=LIGHT),
            AssignTeam(stories.office(0), team=stories.TEAM, coach=coach),
            stories.attend(stories.host(3), "a1"),
            SetPriority(stories.office(4), priority="pr1", statement="all speak"),
            BeginSupport(stories.kim(4)),
            *seen,
        ],
    )


def of(
    *groups: tuple[str | None, str, int], levels: tuple[Level, ...] = (PARTLY, FULLY)
) -> tuple[tuple[Fidelity, ...], ...]:
    """By coach and by site: of each coach at each site so many people."""
    placed = [(coach, site) for coach, site, count in groups for _ in range(count)]
    people: dict[str, Any] = {f"p{n}": somebody(f"p{n}", *place, *levels) for n, place in enumerate(placed)}
    return fidelity(person_levels(participation_histories(people)))


def test_five_people_are_a_group_and_four_are_none() -> None:
    assert of(("kim", "North", 4)) == ((), ())
    by_coach, by_site = of(("kim", "North", 5))
    assert by_coach == (Fidelity("kim", people=5, practices=5, first=0.0, last=1.0),)
    assert by_site == (Fidelity("North", people=5, practices=5, first=0.0, last=1.0),)


def test_small_groups_are_shown_together_where_that_makes_five() -> None:
    by_coach, _ = of(("kim", "", 3), ("joe", "", 2))
    assert by_coach == (Fidelity(None, people=5, practices=5, first=0.0, last=1.0),)


def test_those_without_coach_or_site_are_shown_with_the_small_groups() -> None:
    by_coach, by_site = of((None, "", 6))
    assert [group.group for group in (*by_coach, *by_site)] == [None, None]


def test_a_site_is_left_out_where_it_would_reveal_somebody() -> None:
    """North has all of kim's people but one: what is left would be that one's."""
    by_coach, by_site = of(("kim", "North", 5), ("kim", "South", 1), ("joe", "South", 5))
    assert [group.group for group in by_coach] == ["joe", "kim"]
    assert by_site == ()


def test_the_same_sites_are_left_out_whatever_the_people_are_called() -> None:
    """North would reveal somebody of kim's and of joe's; which of the two is seen first decides on East."""
    places = [("kim", "N", 3), ("kim", "S", 2), ("joe", "N", 3), ("joe", "S", 5), ("joe", "E", 6)]
    shown = set()
    for name in range(20):
        people = (
            PersonLevels(f"{name} {coach} {site} {n}", coach, site, (PARTLY,), (FULLY,))
            for coach, site, count in places
            for n in range(count)
        )
        _, sites = groups_of(frozenset(people))
        shown.add(tuple(sites))
    assert len(shown) == 1


def test_what_was_not_looked_at_does_not_count() -> None:
    assert of(("kim", "North", 9), levels=()) == ((), ())


def test_the_first_level_and_the_last_count() -> None:
    [by_coach], _ = of(("kim", "North", 5), levels=(MOSTLY, NOT_YET, FULLY, PARTLY))
    assert (by_coach.first, by_coach.last) == (1.0, 0.0)


def test_a_report_says_nothing_of_four_people() -> None:
    four = dict([*streams().items()][:4])
    for reader in Audience:
        page = to_markdown(impact_report((), four).for_reader(reader, "ana"))
        assert "%" not in page


@given(st.lists(st.tuples(st.sampled_from(("kim", "joe", "pat", None)), st.sampled_from(("N", "S", "E"))), max_size=60))
def test_no_part_of_what_is_shown_is_of_fewer_than_five(places: list[tuple[str | None, str]]) -> None:
    people = frozenset(
        PersonLevels(f"p{n}", coach, site, (PARTLY,), (FULLY,)) for n, (coach, site) in enumerate(places)
    )
    coaches, sites = groups_of(people)
    for group in (*coaches.values(), *sites.values()):
        assert len(group) >= FEWEST
    for share, part in product(whole(coaches, people), whole(sites, people) if sites else ()):
        shown = any(share & site for site in sites.values())
        assert not shown or len(share & part) not in range(1, FEWEST)


def whole(groups: Groups, people: frozenset[PersonLevels]) -> list[frozenset[PersonLevels]]:
    """The groups shown, and everybody else."""
    return [*groups.values(), people.difference(*groups.values())]
