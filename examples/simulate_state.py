"""A school year of a whole state: the district of a roster again and again, each with coaches of its own; only counted.

python examples/simulate_state.py --people 3700 --processes 2
"""

from __future__ import annotations

import sys
from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser
from pathlib import Path
from statistics import median
from time import perf_counter

from pdflow.simulation.districts import repeated, simulate_districts
from pdflow.simulation.report.console import peak_memory
from pdflow.simulation.run import cast_of
from pdflow.simulation.world.journal import Journal

ROSTER = Path(__file__).parent / "data" / "roster"


def summary(journal: Journal) -> str:
    ends = ", ".join(f"{people:,} {status}" for status, people in sorted(journal.weeks[-1].items()))
    waits = [day for days in journal.waits.values() for day in days]
    owed = journal.obligations.values()
    listed, late = (sum(getattr(counts, name) for counts in owed) for name in ("listed", "late"))
    return (
        f"at the end of the year: {ends}\n"
        f"{len(waits):,} coaching sessions, after {median(waits or [0]):.0f} days of waiting (median)\n"
        f"{listed:,} obligations on the coaches' lists, {late:,} of them met late\n"
        f"{journal.refused:,} of {journal.decisions:,} commands refused, {journal.events:,} events"
    )


def main() -> None:
    parser = ArgumentParser(description=__doc__, formatter_class=ArgumentDefaultsHelpFormatter)
    parser.add_argument("--people", type=int, default=3700)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--weeks", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--roster", type=Path, default=ROSTER, help="a OneRoster export of one district")
    options = parser.parse_args()
    district, began = cast_of(options.roster), perf_counter()

    def watch(over: int) -> None:
        people = min(over * len(district.seats), options.people)
        print(f"{people:,} people after {perf_counter() - began:,.0f} s", file=sys.stderr)

    journal = simulate_districts(
        repeated(district, options.people),
        processes=options.processes,
        seed=options.seed,
        weeks=options.weeks,
        watch=watch,
    )
    seconds = perf_counter() - began
    print(summary(journal))
    print(f"{seconds:.1f} s, {1e6 * seconds / journal.decisions:.1f} us a command; {peak_memory()} in this process")


if __name__ == "__main__":
    main()
