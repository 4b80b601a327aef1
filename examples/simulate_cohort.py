"""A district's school year, simulated: every step decided by the real rules and kept in one SQLite file.

python examples/simulate_cohort.py build/demo --coaches 2
"""

from __future__ import annotations

import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser, Namespace
from pathlib import Path

from pdflow.errors import PdflowError
from pdflow.policy import PROFILES
from pdflow.simulation.console import peak_memory, progress, text
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
        )


def figures(run: Run) -> str:
    journal, memory = run.journal, peak_memory()
    return (
        f"{journal.decisions} decisions left {journal.events} events in {run.seconds:.1f} s:"
        f" {journal.decisions / run.seconds:,.0f} decisions and {journal.events / run.seconds:,.0f} events a second"
        f"{memory and f', with {memory} at most'}"
    )


def main() -> int:
    asked = options()
    try:
        run = live(asked)
    except (PdflowError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(opening(run), end="\n\n")
    for table in tables(run):
        print(text(table))
    print(figures(run))
    for file in (asked.out / "cohort.sqlite", *draw(run, asked.out)):
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
