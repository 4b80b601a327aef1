"""What an event costs in each form that other systems take, the reading of the store included."""

from pathlib import Path
from typing import Any

import pytest
from examples.exports_of_a_year import EXPORTS
from tests.benchmarks.small_year import small_year

from pdflow.command_line import parse_arguments
from pdflow.command_line.export import exported
from pdflow.simulation.run import Run

LOGS = {name: [name] for name in ("xes", "ocel-xml", "ocel-json", "ocel-sqlite", "event-csv")}


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return small_year(tmp_path_factory.mktemp("year") / "events.sqlite")


@pytest.mark.parametrize("form", [*EXPORTS, "icalendar", *LOGS])
def test_export(benchmark: Any, year: Run, tmp_path: Path, form: str) -> None:
    lines = EXPORTS | LOGS | {"icalendar": ["icalendar", "--person", year.cohort.people[0].seat.person]}
    line = ["export", *lines[form], str(year.file), "--out", str(tmp_path / "out"), "--force"]
    benchmark.group, benchmark.extra_info["per"] = "exports", year.journal.events
    result = benchmark.pedantic(exported, (parse_arguments(line),), rounds=3, warmup_rounds=1)
    assert result.counts.total()
