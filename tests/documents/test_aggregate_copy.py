"""Aggregate copies: figures by district and site, none of fewer than five people, not even by subtraction."""

from itertools import chain, combinations

import attrs
from hypothesis import given, strategies as st
from tests.documents.all_documents import aggregate_copies
from tests.documents.decided_events import events_of
from tests.documents.example_engagement import commissioned, engagement_year, trained
from tests.documents.example_participations import streams
from tests.documents.example_people import AT, NAMES
from tests.engagement.stories import day, payer

from pdflow import Audience, OutcomeOf, engagement
from pdflow.documents import ImpactReport, dosage, drift_report, impact_report, progress_board, to_csv, to_markdown
from pdflow.documents.programme.site_groups import FEWEST, SiteGroup, site_groups
from pdflow.documents.render.html import to_html
from pdflow.engagement import LoseSlot


@attrs.frozen
class Somebody:
    person: str
    site: str


def people(**sites: int) -> list[Somebody]:
    return [Somebody(f"{site}-{n}", site) for site, count in sites.items() for n in range(count)]


def groups(districts: dict[str, str], **sites: int) -> list[tuple[object, object, int]]:
    return [(group.district, group.site, group.size) for group in site_groups(people(**sites), districts)]


def test_sites_of_five_stand_alone_and_smaller_ones_together() -> None:
    assert groups({}, a=5, b=3, c=2) == [
        ("Everywhere", None, 10),
        (None, "a", 5),
        (None, "Smaller sites, together", 5),
    ]


def test_one_small_site_takes_the_next_smallest_with_it_so_that_it_cannot_be_told_from_the_total() -> None:
    assert groups({}, a=9, b=6, c=2) == [
        ("Everywhere", None, 17),
        (None, "a", 9),
        (None, "Smaller sites, together", 8),
    ]
    assert groups({}, a=9, b=2) == [("Everywhere", None, 11)]


def test_of_fewer_than_five_people_nothing_is_shown() -> None:
    assert groups({}, a=4) == []
    assert groups({"a": "D"}, a=2, b=2) == []


def test_sites_are_told_apart_within_their_districts() -> None:
    assert groups({"a": "D", "b": "D", "c": "E", "d": "E"}, a=5, b=6, c=7, d=1) == [
        ("Everywhere", None, 19),
        ("D", None, 11),
        ("D", "a", 5),
        ("D", "b", 6),
        ("E", None, 8),
    ]


def test_a_person_enrolled_twice_is_one() -> None:
    twice = [Somebody("ana", "a")] * 9
    assert list(site_groups(twice, {})) == []


SITES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 12), max_size=8)
DISTRICTS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("XYZ"))


@given(SITES, DISTRICTS)
def test_no_sum_or_difference_of_groups_is_of_fewer_than_five(sites: dict[str, int], districts: dict[str, str]) -> None:
    found: list[SiteGroup[Somebody]] = list(site_groups(people(**sites), districts))
    assert all(group.size >= FEWEST for group in found)
    sets = [frozenset(group.people) for group in found]
    for whole in sets:
        parts = [part for part in sets if part < whole]
        for some in chain.from_iterable(combinations(parts, size) for size in range(1, min(len(parts), 4) + 1)):
            rest = whole.difference(*some)
            assert not rest or len(rest) >= FEWEST


def test_nobody_is_named_on_a_boards_paper() -> None:
    known = {name for id, name in NAMES.items() if id not in {"North", "South", "Harbour"}}
    for document in aggregate_copies(streams(), engagement_year()):
        page = document.for_reader(Audience.PAIR, "ana", names=NAMES)
        for text in (to_markdown(page), to_html(page), *to_csv(page).values()):
            assert not [name for name in known if name in text], document
            assert "Copy for" not in text


def test_a_board_sees_the_share_of_people_in_each_phase_and_with_something_late() -> None:
    board = progress_board(streams(), AT).aggregate({"North": "Upper", "South": "Lower", "Harbour": "Lower"})
    assert [(group.district, group.site, group.people) for group in board.groups] == [
        ("Everywhere", None, 12),
        ("Lower", None, 7),
        ("Upper", None, 5),
        ("Upper", "North", 5),
    ]
    before, supported, completed, withdrawn, *_ = board.groups[0].figures
    assert (before, supported, completed, withdrawn) == (2 / 12, 9 / 12, 0, 1 / 12)
    late = {owed.subject for owed in progress_board(streams(), AT).late}
    assert board.groups[0].figures[-1] == len(late) / 12


def test_dosage_and_drift_are_counted_alike() -> None:
    hours = dosage(streams()).aggregate()
    assert [group.people for group in hours.groups] == [12, 6, 6]
    drift = drift_report(streams(), AT).aggregate()
    assert drift.groups[0].figures == (3 / 12,)


def test_a_board_sees_the_drift_of_the_engagement_itself_without_the_words_of_its_plans() -> None:
    year = engagement_year()
    for people in (streams(), {}):
        copy = drift_report(people, AT, engagements={"e": year}).aggregate()
        page = to_markdown(copy.for_reader(Audience.ALL, names={**NAMES, "e1": "Talk first"}))
        section = page.split("## Drift of engagements")[1].split("## ")[0]
        assert [line for line in section.splitlines() if line.startswith("| ")] == [
            "| Engagement | Cause | How often | Days at most |",
            "| --- | --- | --: | --: |",
            "| Talk first | Follow-up not given on its date | 1 | 31 |",
            "| Talk first | Key messages not revisited | 1 | 16 |",
        ]
        assert "Talk moves across subjects" not in page
    assert "## Drift of engagements" not in to_markdown(
        drift_report(streams(), AT).aggregate().for_reader(Audience.ALL)
    )


def test_lost_protected_time_is_on_the_boards_copy_too_and_causes_of_people_apart() -> None:
    lost = [LoseSlot(payer(n), slot=slot, put_first="Fair") for n, slot in ((15, "slot1"), (29, "slot2"))]
    events = events_of(engagement.decider, (*commissioned(), *trained(), *lost))
    page = to_markdown(drift_report(streams(), day(30), engagements={"e": events}).aggregate()
                       .for_reader(Audience.ALL, language="es"))  # fmt: skip
    of_people, _, of_engagement = page.partition("## Desvíos de los programas")
    assert "| e1 | Tiempo protegido perdido | 1 | 15 |" in of_engagement
    assert "Tiempo protegido perdido" not in of_people
    assert "Fair" not in page


def test_an_outcome_read_of_fewer_than_five_people_is_left_out() -> None:
    report = of_persons()
    few = [each for each in report.measured if (each.people or 0) < FEWEST]
    assert few
    page = to_markdown(report.aggregate().for_reader(Audience.ALL))
    for each in few:
        assert each.outcome.statement not in page.split("## Conclusions")[0]
    many = attrs.evolve(report, measured=tuple(attrs.evolve(each, people=5, baselined=5) for each in report.measured))
    assert few[0].outcome.statement in to_markdown(many.aggregate().for_reader(Audience.ALL)).split("## Conclusions")[0]


def of_persons() -> ImpactReport:
    """The report of a year, as if all its outcomes were persons'."""
    report = impact_report(engagement_year(), streams())
    measured = [attrs.evolve(each, outcome=attrs.evolve(each.outcome, of=OutcomeOf.PERSON)) for each in report.measured]
    return attrs.evolve(report, measured=tuple(measured))


def test_a_baseline_of_fewer_than_five_people_is_left_out_too() -> None:
    measured = of_persons().measured
    assert measured
    assert not [each for each in measured if attrs.evolve(each, people=5, baselined=4).of_enough]
    assert all(attrs.evolve(each, people=5, baselined=5).of_enough for each in measured)
