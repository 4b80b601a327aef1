"""The counts of a year: those of the cohort itself, by campus and tier, through JSON and in a tidy table."""

import csv
import json
import sys
from collections import Counter
from io import StringIO
from pathlib import Path
from statistics import fmean

import attrs
import pytest

from pdflow.errors import MissingExtra
from pdflow.people import Tier
from pdflow.simulation.experiment import Alternative, Counts, Design, Results, run_design
from pdflow.simulation.experiment.counts import counts_from, plain
from pdflow.simulation.experiment.replication import replicate
from pdflow.simulation.run import Run, simulate


@pytest.fixture(scope="module")
def whole(base: Alternative) -> Alternative:
    return base.but(weeks=30)


@pytest.fixture(scope="module")
def counts(whole: Alternative) -> Counts:
    return replicate(whole, 5)


@pytest.fixture(scope="module")
def year(whole: Alternative) -> Run:
    return simulate(whole.cast, weeks=30, seed=5)


def test_the_counts_are_those_of_the_same_year_simulated_alone(counts: Counts, year: Run) -> None:
    total, people, end = counts.total(), year.cohort.people, year.cohort.today
    assert (counts.decisions, counts.refused) == (year.journal.decisions, year.journal.refused)
    assert Counter(dict(total.seen)) == Counter(year.journal.first_follow_ups)
    assert Counter(dict(total.waits)) == Counter(day for days in year.journal.waits.values() for day in days)
    assert (total.completed, total.withdrawn) == tuple(
        year.journal.weeks[-1].get(status, 0) for status in ("COMPLETED", "WITHDRAWN")
    )
    assert total.gain / total.people == pytest.approx(
        fmean(person.skill.on(end) - person.skill.traits.start for person in people)
    )
    assert total.gain_after / total.people == pytest.approx(
        fmean(person.skill.on(end + 365) - person.skill.traits.start for person in people)
    )
    assert sum(times for _, times in (*total.seen, *total.unseen)) == total.trained
    assert 0 < total.gain_after < total.gain
    assert sum(times for _, times in total.reached) == total.people == 12
    minutes = Counter[str]()
    for weeks in year.journal.minutes.values():
        minutes.update(sum(weeks, Counter()))
    assert dict(counts.minutes) == minutes


def test_campuses_and_tiers_add_up(counts: Counts, year: Run) -> None:
    total = counts.total()
    for part in ([counts.total(tier=tier) for tier in Tier], [counts.total(site=site) for site in year.cohort.sites]):
        for name in ("people", "trained", "completed", "coached", "waiting"):
            assert sum(getattr(group, name) for group in part) == getattr(total, name)
        assert sum(group.gain for group in part) == pytest.approx(total.gain)
        assert sum((Counter(dict(group.waits)) for group in part), Counter()) == Counter(dict(total.waits))
    intensive = counts.total(tier=Tier.INTENSIVE)
    assert intensive.people == sum(person.intensive for person in year.cohort.people)
    assert counts.total(tier=Tier.GENERAL).coached <= total.coached - intensive.coached + 1


def test_given_fewer_weeks_counted_then_they_are_the_first_weeks_of_the_same_year(whole: Alternative) -> None:
    early, late = (replicate(whole.but(weeks_counted=weeks), 5).total() for weeks in (10, 30))
    assert {*early.seen} <= {*late.seen}
    assert early.trained <= late.trained


def test_counts_go_through_json(counts: Counts) -> None:
    assert counts_from(json.loads(json.dumps(plain(counts)))) == counts


@pytest.fixture(scope="module")
def results(base: Alternative) -> Results:
    return run_design(Design({"as planned": base, "one coach": base.but(coaches=1)}, (1, 2)))


def test_the_tidy_table_has_every_number_once(results: Results) -> None:
    file = StringIO(newline="")
    results.write_csv(file)
    rows = [*csv.DictReader(StringIO(file.getvalue(), newline=""))]
    keys = [tuple(row[name] for name in ("alternative", "seed", "site", "tier", "measure")) for row in rows]
    plain_rows = [
        key
        for key, row in zip(keys, rows, strict=True)
        if key[-1] not in ("seen", "unseen", "waits", "reached", "reached_after")
    ]
    assert len({*plain_rows}) == len(plain_rows)
    one = [row for row in rows if (row["alternative"], row["seed"]) == ("one coach", "2")]
    total = results.counts["one coach"][2].total()
    assert sum(int(row["value"]) for row in one if row["measure"] == "people") == 12
    assert {row["coaches"] for row in one} == {"1"}
    assert sum(int(row["times"]) for row in one if row["measure"] == "seen") == sum(times for _, times in total.seen)
    assert sum(float(row["value"]) for row in one if row["measure"] == "gain") == pytest.approx(total.gain)


def test_the_table_in_parquet_is_that_in_csv(results: Results, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow, of the dependency group hosts")
    results.write_parquet(tmp_path / "results.parquet")
    table = parquet.read_table(tmp_path / "results.parquet")
    assert [tuple(row.values()) for row in table.to_pylist()] == [*results.rows()]


def test_given_no_pyarrow_then_the_extra_is_named_and_no_file_written(
    results: Results, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtra, match=r"pip install 'pdflow\[parquet\]'"):
        results.write_parquet(tmp_path / "results.parquet")
    assert [*tmp_path.iterdir()] == []


def test_costs_are_those_of_coaches_substitutes_trainers_and_material(results: Results) -> None:
    [year, _] = results.of("as planned")
    hours = sum(group.training_hours for group in year.counts.groups)
    salaries = 2 * 61_550 / (1 - 0.376)
    assert year.cost == pytest.approx(salaries + 6 * 1_500 + 22.32 * hours + 12 * 50)
    cheaper = attrs.evolve(
        results, design=attrs.evolve(results.design, alternatives={"as planned": year.alternative.but(trainer_day=0.0)})
    )
    assert cheaper.of("as planned")[0].cost == pytest.approx(year.cost - 9_000)
