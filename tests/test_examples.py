"""Every example runs by itself and prints what is expected of it."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
PRINTED = {
    "a_coachs_week.py": "  eva: Conversación de análisis de una observación, 9 sept 2026 (con atraso)",
    "cadre_alone.py": "refused: teachback",
    "document_host.py": "day 9  kim asks OpenCoaching       -> COACHING",
    "documents_of_a_year.py": "ana_for_her_manager: without what Kim said to Ana",
    "engagement_alone.py": "- So far only the line manager gives support; somebody else is needed as well.",
    "exports_of_a_year.py": "pdflow export cloudevents ... STORE --out cloudevents.jsonl",
    "own_rights.py": "The exams are from 2027-01-11 to 2027-01-15, and nobody is visited then.",
    "own_store.py": "participation.enrolled, version 1, a repeat: True",
    "reading_refusals.py": "Choose one thing to get better at before you meet your coach.",
}
"""A part of what each example prints; those that simulate have tests of their own."""


@pytest.mark.parametrize("name", PRINTED)
def test_an_example_runs_and_prints_what_is_expected(name: str, tmp_path: Path) -> None:
    line = [sys.executable, "-W", "error", EXAMPLES / name]
    run = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert PRINTED[name] in run.stdout
    assert [*tmp_path.iterdir()] == []


def test_every_example_is_run_and_fits_on_a_page() -> None:
    examples = {path.name: len(path.read_text().splitlines()) for path in EXAMPLES.glob("*.py")}
    long_runs = {"export_rates.py", "plan_capacity.py", "plan_on_dask.py", "simulate_cohort.py", "simulate_state.py"}
    long_runs.add("year_of_districts.py")
    assert examples.keys() - long_runs == PRINTED.keys()
    longer = {name for name, lines in examples.items() if lines > 80}
    assert longer == {"own_store.py", "plan_capacity.py", "simulate_cohort.py"}, "what is whole may be longer"
