"""A program for a district's school year, from the request to its end: simulated by the real rules, kept in one file.

python examples/simulate_cohort.py build/demo --coaches 2
"""

from __future__ import annotations

import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser, Namespace
from pathlib import Path
from subprocess import Popen

import attrs

from pdflow.errors import PdflowError
from pdflow.language import SHIPPED
from pdflow.language.locale_formats import ByLocale
from pdflow.policy import PROFILES
from pdflow.simulation import report
from pdflow.simulation.cohort import Run
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.report.charts import draw
from pdflow.simulation.report.document_folder import write_documents
from pdflow.simulation.report.passed_over import read_calendar
from pdflow.simulation.run import cast_of, simulate

HERE = Path(__file__).parent
ROSTER, CALENDAR, EXPORTS = HERE / "data/roster", HERE / "data/school-year.ics", HERE / "exports_of_a_year.py"


def count(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError
    return number


def parse_arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add("out", nargs="?", type=Path, default=Path("build/demo"), help="folder for the events and pictures")
    add("--roster", type=Path, default=ROSTER, help="a OneRoster export, folder or zip")
    add("--participants", type=count, help="fewer people, or more: the district again under new ids")
    add("--coaches", type=count, help="how many coaches; by default those whose job title says so")
    add("--calendar", type=Path, default=CALENDAR, help="closed days of the year, an iCalendar file")
    add("--language", choices=SHIPPED.languages, default="en", help="of all that is printed and drawn")
    add("--weeks", type=count, default=40, help="weeks of the school year")
    add("--seed", type=int, default=1, help="the same seed gives the same year")
    add("--profile", choices=sorted(PROFILES), default="TEXAS_CYCLE", help="the policy")
    return parser.parse_args()


def run_year(options: Namespace, translate: report.Translator) -> Run:
    cast = cast_of(options.roster, options.participants, options.coaches)
    calendar = read_calendar(options.calendar, options.weeks, sys.stderr, translate)
    options.out.mkdir(parents=True, exist_ok=True)
    with report.progress(7 * options.weeks, sys.stderr, translate) as watch:
        more = {"policy": PROFILES[options.profile], "weeks": options.weeks, "seed": options.seed}
        return simulate(cast, options.out / "cohort.sqlite", calendar=calendar, watch=watch, world=Commissioned, **more)


def main() -> int:
    options = parse_arguments()
    translate = report.Translator(options.language, ByLocale())
    try:
        run = run_year(options, translate)
    except (PdflowError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    translate = attrs.evolve(translate, names=report.names_of(run.cast, report.roster_names(options.roster)))
    print(report.opening(run, translate), end="\n\n")
    for table in (report.chronicle(run, translate), *report.tables(run, translate)):
        print(report.as_text(table))
    print(report.throughput(run, translate), flush=True)
    line = [sys.executable, str(EXPORTS), str(run.file), str(options.out / "exchange"), "--language", options.language]
    with Popen(line) as exports:  # on another core meanwhile
        pictures, documents = draw(run, options.out, translate), options.out / "documents"
        files = (run.file, *pictures, write_documents(run, documents, translate), options.out / "exchange")
    print(*files, sep="\n")
    return exports.returncode


if __name__ == "__main__":
    sys.exit(main())
