"""The next school year of a district, planned: how many coaches, which follow-up, what it costs, on four pages.

python examples/plan_capacity.py build/plan --budget 600000
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser, Namespace
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from pdflow.documents.render.html import to_html
from pdflow.errors import FieldError, OutOfRange, PdflowError
from pdflow.language import SHIPPED
from pdflow.language.locale_formats import ByLocale
from pdflow.policy import PROFILES
from pdflow.simulation.experiment import Alternative
from pdflow.simulation.experiment.plan import CoveragePromise, YearPlan, pages, plan_year
from pdflow.simulation.report.passed_over import read_calendar
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.run import cast_of

HERE = Path(__file__).parent
ROSTER, CALENDAR = HERE / "data/roster", HERE / "data/school-year.ics"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def parse_arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__, formatter_class=ArgumentDefaultsHelpFormatter)
    add = parser.add_argument
    add("out", nargs="?", type=Path, default=Path("build/plan"), help="folder for the plan and the years behind it")
    add("--roster", type=Path, default=ROSTER, help="a OneRoster export, folder or zip")
    add("--participants", type=int, help="fewer people than on the roster, or more")
    add("--calendar", type=Path, default=CALENDAR, help="closed days of the year, an iCalendar file")
    add("--profile", choices=sorted(PROFILES), default="TEXAS_CYCLE", help="the policy")
    add("--budget", type=float, help="dollars for the year")
    add("--share", type=float, default=0.95, help="people seen in time, a share of all")
    add("--days", type=int, default=28, help="days after training in which they are seen")
    add("--chance", type=float, default=0.9, help="the chance with which a year keeps that")
    add("--most", type=int, default=6, help="the highest number of coaches that is tried")
    add("--seeds", type=int, default=4, help="whole years of each alternative")
    add("--early-seeds", type=int, default=36, help="years of which only the first weeks are simulated")
    add("--weeks", type=int, default=40, help="weeks of the school year")
    add("--processes", type=int, default=os.cpu_count())
    add("--language", choices=SHIPPED.languages, default="en")
    return parser.parse_args()


def check_counts_and_files(options: Namespace) -> None:
    for name in ("participants", "processes"):
        if (count := getattr(options, name)) is not None and count < 1:
            raise OutOfRange(f"options.{name}", count, "a whole number from 1 on")
    for name, is_there in {"roster": options.roster.exists(), "calendar": options.calendar.is_file()}.items():
        if not is_there:
            raise FileNotFoundError(f"--{name}: {getattr(options, name)} is not there")


def plan_of(options: Namespace, translate: Translator) -> YearPlan:
    check_counts_and_files(options)
    promise = CoveragePromise(options.share, options.days, options.chance)
    cast = cast_of(options.roster, options.participants)
    roster = Alternative(cast, policy=PROFILES[options.profile], weeks=options.weeks)
    roster = roster.but(calendar=read_calendar(options.calendar, options.weeks, sys.stderr, translate))
    options.out.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(options.processes, get_context("spawn")) as executor:
        return plan_year(
            roster,
            promise=promise,
            budget=options.budget,
            most=options.most,
            seeds=range(1, options.seeds + 1),
            early_seeds=range(1, options.early_seeds + 1),
            executor=executor,
            file=options.out / "years.jsonl",
            watch=lambda line: print(line, end="\r", file=sys.stderr),
        )


def print_to_pdf(page: Path) -> Path | None:
    """Print a page by a browser, if one is there."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return None
    pdf = page.with_suffix(".pdf")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    subprocess.run([browser, *flags, page.resolve().as_uri()], check=True, capture_output=True, timeout=120)
    return pdf


def main() -> int:
    options = parse_arguments()
    translate = Translator(options.language, ByLocale())
    try:
        plan = plan_of(options, translate)
        text = to_html(pages(plan, translate))
    except FieldError as error:
        name = error.place.rpartition(".")[2]
        place = f"--{name.replace('_', '-')}" if name in vars(options) else error.place
        print(f"{place}: {error.problem}", file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 2
    except (PdflowError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    page, table = options.out / "plan.html", options.out / "years.csv"
    page.write_text(text, encoding="utf-8")
    with table.open("w", newline="") as file:
        plan.results.write_csv(file)
    print(*filter(None, (page, print_to_pdf(page), table)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
