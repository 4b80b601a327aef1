"""The demo writes its year in every form of exchange."""

import subprocess
import sys
from pathlib import Path

from tests.command_line.stores import year_file

EXAMPLE = Path(__file__).parents[2] / "examples" / "exports_of_a_year.py"
FILES = {
    "calendar-of-one.ics",
    "cloudevents.jsonl",
    "credit.csv",
    "ed-fi",
    "learning-history-totara.csv",
    "learning-history.csv",
    "lifecycle.json",
    "lifecycle.pnml",
    "lifecycle.scxml",
    "log.csv",
    "log.ocel.json",
    "log.ocel.xml",
    "log.sqlite",
    "log.xes",
    "open-badges.jsonl",
    "xapi.jsonl",
}


def test_the_example_writes_every_form_and_a_table_of_what_came(tmp_path: Path) -> None:
    folder = tmp_path / "exchange"
    line = [sys.executable, "-W", "error", str(EXAMPLE), str(year_file(tmp_path)), str(folder), "--language", "es"]
    run = subprocess.run(line, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert {file.name for file in folder.iterdir()} == FILES
    rows = [row.split("  ")[0] for row in run.stdout.splitlines()]
    assert rows[0] == "Para otros sistemas"
    assert set(rows) >= FILES
    again = {file: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    subprocess.run(line, capture_output=True, timeout=120, check=True)
    assert {file: file.read_bytes() for file in again} == again
