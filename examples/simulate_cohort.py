"""A program for a district's school year, from the request to its end: simulated by the real rules, kept in one file.

python examples/simulate_cohort.py build/demo --coaches 2
"""

from __future__ import annotations

import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser, Namespace
from pathlib import Path

from pdflow.errors import PdflowError
from pdflow.policy import PROFILES
from pdflow.simulation.chronicle import chronicle
from pdflow.simulation.commissioned import Commissioned
from pdflow.simulation.console import figures, progress, text
from pdflow.simulation.paperwork import write
from pdflow.simulation.pictures import draw
from pdflow.simulation.report import opening, tables
from pdflow.simulation.run import Run, cast_of, simulate

ROSTER = Path(__file__).parent / "data" / "roster"


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
    ask.add_argument("--weeks", type=count, default=40, help="weeks of the school year")
    ask.add_argument("--seed", type=int, default=1, help="the same seed gives the same year")
    ask.add_argument("--profile", choices=sorted(PROFILES), default="TEXAS_CYCLE", help="the policy")
    return ask.parse_args()


def live(asked: Namespace) -> Run:
    cast = cast_of(asked.roster, asked.participants, asked.coaches)
    asked.out.mkdir(parents=True, exist_ok=True)
    with progress("School year", 7 * asked.weeks, sys.stderr) as watch:
        return simulate(
            cast,
            asked.out / "cohort.sqlite",
            policy=PROFILES[asked.profile],
            weeks=asked.weeks,
            seed=asked.seed,
            watch=watch,
            world=Commissioned,
        )


def main() -> int:
    asked = options()
    try:
        run = live(asked)
    except (PdflowError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(opening(run), end="\n\n")
    for table in (chronicle(run), *tables(run)):
        print(text(table))
    print(figures(run))
    for file in (run.file, *draw(run, asked.out), write(run, asked.out / "documents")):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
