"""A program for a district's school year, from the request to its end: simulated by the real rules, kept in one file.

python examples/simulate_cohort.py build/demo --coaches 2
"""

from __future__ import annotations

import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser, Namespace
from pathlib import Path

from pdflow.errors import PdflowError
from pdflow.language import SHIPPED
from pdflow.language.locale_formats import ByLocale
from pdflow.policy import PROFILES
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.report.chronicle import chronicle
from pdflow.simulation.report.console import figures, progress, text
from pdflow.simulation.report.paperwork import write
from pdflow.simulation.report.pictures import draw
from pdflow.simulation.report.report import opening, tables
from pdflow.simulation.run import Run, cast_of, simulate
from pdflow.simulation.world.closed_days import calendar_of
from pdflow.simulation.world.translation import Speaker

DATA = Path(__file__).parent / "data"
ROSTER, CALENDAR = DATA / "roster", DATA / "school-year.ics"


def count(text: str) -> int:
    if (number := int(text)) < 1:
        raise ValueError
    return number


def options() -> Namespace:
    ask = ArgumentParser(description=__doc__, formatter_class=ArgumentDefaultsHelpFormatter)
    ask.add_argument("out", nargs="?", type=Path, default=Path("build/demo"), help="folder for the events and pictures")
    ask.add_argument("--roster", type=Path, default=ROSTER, help="a OneRoster export, folder or zip")
    ask.add_argument("--participants", type=count, help="fewer people, or more: the district again under new ids")
    ask.add_argument("--coaches", type=count, help="how many coaches; by default those whose job title says so")
    ask.add_argument("--calendar", type=Path, default=CALENDAR, help="closed days of the year, an iCalendar file")
    ask.add_argument("--language", choices=SHIPPED.languages, default="en", help="of all that is printed and drawn")
    ask.add_argument("--weeks", type=count, default=40, help="weeks of the school year")
    ask.add_argument("--seed", type=int, default=1, help="the same seed gives the same year")
    ask.add_argument("--profile", choices=sorted(PROFILES), default="TEXAS_CYCLE", help="the policy")
    return ask.parse_args()


def live(asked: Namespace, say: Speaker) -> Run:
    cast = cast_of(asked.roster, asked.participants, asked.coaches)
    year = {"weeks": asked.weeks, "calendar": calendar_of(asked.calendar, asked.weeks)}
    asked.out.mkdir(parents=True, exist_ok=True)
    told = {"policy": PROFILES[asked.profile], "seed": asked.seed, "world": Commissioned}
    with progress(7 * asked.weeks, sys.stderr, say) as watch:
        return simulate(cast, asked.out / "cohort.sqlite", watch=watch, **year, **told)


def main() -> int:
    asked = options()
    say = Speaker(asked.language, ByLocale())
    try:
        run = live(asked, say)
    except (PdflowError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print(opening(run, say), end="\n\n")
    for table in (chronicle(run, say), *tables(run, say)):
        print(text(table))
    print(figures(run, say))
    for file in (run.file, *draw(run, asked.out, say), write(run, asked.out / "documents", say)):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
