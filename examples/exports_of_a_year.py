"""Everything in a store of events, in every form that other systems take: files in a folder, and a table of what came.

python examples/exports_of_a_year.py build/demo/cohort.sqlite build/demo/exchange

Without a store, it prints what one would type for each form at a terminal.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from pdflow.command_line import parse_arguments
from pdflow.command_line.export import exported
from pdflow.command_line.places import unfinished, write_text
from pdflow.exchange.event_log import EventLog, csv_lines, ocel_json, ocel_sqlite, ocel_xml, xes
from pdflow.simulation.report import Translator, as_text
from pdflow.simulation.report.table import ReportTable
from pdflow.storage.sqlite import SqliteStore

PROVIDER = ["--provider", "Greenleaf Example School District", "--provider-number", "TX-000000"]
HISTORY = ["learning-history", *PROVIDER, "--rule", "TEXAS_CPE"]
EXPORTS = {
    "ed-fi": ["ed-fi", "--namespace", "uri://greenleaf.example", "--source-system", "District"],
    "credit.csv": ["credit", "--rule", "TEXAS_CPE"],
    "learning-history.csv": HISTORY,
    "learning-history-totara.csv": [*HISTORY, "--profile", "TOTARA"],
    "xapi.jsonl": ["xapi", "--home-page", "https://greenleaf.example", "--activities", "https://greenleaf.example/pd"],
    "cloudevents.jsonl": ["cloudevents", "--source", "https://greenleaf.example/pd", "--audience", "TEAM"],
    "open-badges.jsonl": [
        *("open-badges", "--issuer", "https://greenleaf.example/profile", "--issuer-name", PROVIDER[1]),
        *("--achievement", "https://greenleaf.example/badges/questions"),
        *("--achievement-name", "Questions that everybody answers", "--description", "Asks what everybody can answer."),
        *("--criteria", "Training, support at work, and coaching until a growth area was closed."),
    ],
}
LOGS = {"log.xes": xes, "log.ocel.xml": ocel_xml, "log.ocel.json": ocel_json, "log.csv": csv_lines}
FORMS = {"lifecycle.scxml": "scxml", "lifecycle.json": "xstate", "lifecycle.pnml": "pnml"}


def exports(store: Path, folder: Path, language: str) -> Iterator[tuple[str, ...]]:
    lines = [[*line, str(store), "--language", language] for line in EXPORTS.values()]
    with ProcessPoolExecutor(1) as another_core:
        rows = another_core.map(row, EXPORTS, lines, [folder] * len(lines))
        with SqliteStore(store) as events:
            log = [*EventLog(events)]  # read once for all five
        for name, lines_of in LOGS.items():
            write_text(lines_of(log), folder / name)
            yield name, "events", f"{len(log):,}", ""
        with unfinished(folder / "log.sqlite") as file:
            yield "log.sqlite", "events", f"{ocel_sqlite(log, file):,}", ""
        yield from rows
    person = next(event.case for event in log if event.activity == "participation.enrolled").partition("-")[2]
    yield row("calendar-of-one.ics", ["icalendar", str(store), "--person", person, "--language", language], folder)
    for name, form in FORMS.items():
        yield row(name, [form, "participation"], folder)


def row(name: str, line: list[str], folder: Path) -> tuple[str, ...]:
    result = exported(parse_arguments(["export", *line, "--out", str(folder / name), "--force"]))
    what = "records" if len(result.counts) > 1 else next(iter(result.counts))
    passed_over = result.passed_over.total()
    return name, what, f"{result.counts.total():,}", f"{passed_over:,}" if passed_over else ""


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("store", nargs="?", type=Path, help="an SQLite file of events")
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/exchange"))
    parser.add_argument("--language", default="en")
    options = parser.parse_args()
    if options.store is None:
        print(*(f"pdflow export {form} ... STORE --out {name}" for name, (form, *_) in EXPORTS.items()), sep="\n")
        sys.exit()
    options.folder.mkdir(parents=True, exist_ok=True)
    translate = Translator(options.language)
    head = tuple(map(translate, ("File", "What is in it", "How many", "Passed over")))
    rows = tuple(exports(options.store, options.folder, options.language))
    print(as_text(ReportTable(translate("For other systems"), head, rows)))
