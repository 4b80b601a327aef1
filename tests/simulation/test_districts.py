"""Many districts, each a cohort of its own: one sum, whatever the number of processes."""

import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from tests.simulation.example_run import EXAMPLE, ROSTER, rows

from pdflow.errors import OutOfRange
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.districts import repeated, simulate_districts
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.run import cast_of, simulate
from pdflow.simulation.world.cast import Cast
from pdflow.simulation.world.journal import Journal
from pdflow.simulation.world.parameters import SCHOOL_YEAR

STATE = EXAMPLE.with_name("simulate_state.py")


@pytest.fixture(scope="module")
def district() -> Cast:
    return cast_of(ROSTER, 6, 2)


@pytest.mark.parametrize("world", [Cohort, Commissioned])
def test_the_sum_and_the_events_are_the_same_however_many_processes(
    district: Cast, world: type[Cohort], tmp_path: Path
) -> None:
    sums = []
    for processes in (1, 2, 3):
        folder = tmp_path / f"{processes}"
        folder.mkdir()
        casts = repeated(district, 20)
        sums.append(simulate_districts(casts, folder, processes=processes, weeks=6, seed=3, world=world))
    assert sums[0] == sums[1] == sums[2]
    orders = [(*each.refusals, *each.waits, *each.minutes, *each.obligations, *each.phases) for each in sums]
    assert orders[0] == orders[1] == orders[2]
    for number in (1, 2, 3, 4):
        one, *others = (rows(tmp_path / f"{processes}" / f"{number}.sqlite") for processes in (1, 2, 3))
        assert others == [one, one]


def test_each_district_can_be_simulated_alone_and_what_is_counted_adds_up(district: Cast) -> None:
    casts = [*repeated(district, 12)]
    together = simulate_districts(casts, weeks=6, seed=3)
    alone = [simulate(cast, weeks=6, seed=f"3:{number}").journal for number, cast in enumerate(casts, 1)]
    for name in ("decisions", "events", "no_ops", "refused"):
        assert getattr(together, name) == sum(getattr(journal, name) for journal in alone)
    assert together.readings == [reading for journal in alone for reading in journal.readings]
    assert together.minutes == {coach: weeks for journal in alone for coach, weeks in journal.minutes.items()}
    assert [sum(week.values()) for week in together.weeks] == [12] * 6
    assert sum(counts.times for counts in together.refusals.values()) == sum(
        counts.times for journal in alone for counts in journal.refusals.values()
    )


def test_given_sums_of_parts_when_they_are_added_then_the_whole_is_the_same(district: Cast) -> None:
    journals = [simulate(cast, weeks=6, seed=3).journal for cast in repeated(district, 18)]
    first, rest, whole = Journal(), Journal(), Journal()
    first.add(journals[0])
    for journal in journals[1:]:
        rest.add(journal)
    first.add(rest)
    for journal in journals:
        whole.add(journal)
    assert first.practice == pytest.approx(whole.practice), "fractions are rounded in the order of the sum"
    assert attrs.evolve(first, practice=[]) == attrs.evolve(whole, practice=[])


def test_a_district_is_repeated_under_ids_of_its_own_until_there_are_enough_people(district: Cast) -> None:
    casts = [*repeated(district, 15)]
    people = [seat.person for cast in casts for seat in cast.seats]
    assert [len(cast.seats) for cast in casts] == [6, 6, 3]
    assert len({*people}) == 15
    assert casts[0] == district
    assert {seat.coach for seat in casts[2].seats} == {*casts[2].coaches}
    assert not {*casts[0].coaches} & {*casts[1].coaches}
    assert [*repeated(district, 0)] == []


def test_chances_differ_from_district_to_district(district: Cast) -> None:
    same = [district, district]
    sums = [simulate_districts(same[:n], weeks=4).decisions for n in (1, 2)]
    assert sums[1] != 2 * sums[0]


def test_a_district_without_people_is_not_repeated_for_ever() -> None:
    with pytest.raises(OutOfRange, match=r"^district\.seats"):
        next(repeated(Cast((), (), {}), 5))


def test_an_error_in_another_process_arrives_as_it_is(district: Cast) -> None:
    broken = attrs.evolve(district, coaches=())
    with pytest.raises(KeyError, match=district.coaches[0]):
        simulate_districts([district, broken], processes=2, weeks=2)


def test_counts_are_reported_district_by_district(district: Cast) -> None:
    over: list[int] = []
    parameters = attrs.evolve(SCHOOL_YEAR, absence=0.3)
    simulate_districts(repeated(district, 18), processes=2, weeks=1, parameters=parameters, watch=over.append)
    assert over == [1, 2, 3]


def test_the_example_of_a_state_prints_its_counts() -> None:
    line = [sys.executable, "-W", "error", str(STATE), "--people", "130", "--weeks", "3"]
    run = subprocess.run(line, capture_output=True, text=True, timeout=120, check=True)
    assert run.stderr.splitlines()[-1].startswith("130 people after ")
    assert run.stdout.startswith("at the end of the year: ")
    assert " us a command" in run.stdout
