"""A school year of many districts in one store: each with people, trainers and an engagement of its own.

python examples/year_of_districts.py year.sqlite --people 10000
"""

from __future__ import annotations

from argparse import ArgumentDefaultsHelpFormatter, ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from pdflow.kernel.messages import Event
from pdflow.simulation.districts import repeated
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.run import cast_of, encoder, remove
from pdflow.simulation.world.day_batch import DayBatch, EveningClock
from pdflow.simulation.world.school_year import SchoolYear
from pdflow.storage.event_store import NewEvent
from pdflow.storage.sqlite import SqliteStore

ROSTER = Path(__file__).parent / "data" / "roster"
PEOPLE = "participation-"


class DistrictBatch(DayBatch):
    """What one of the districts writes: its engagement and its trainers have the names of no other's."""

    def __init__(self, store: SqliteStore, clock: EveningClock, number: int) -> None:
        super().__init__(store, clock, self._renamed)
        self._number, self._to_rows = number, encoder(Commissioned)

    def _renamed(self, events: Sequence[Event[Any]]) -> list[NewEvent]:
        engagement = f'"engagement": "school-year-{self._number}"'
        rows = self._to_rows(events)
        return [attrs.evolve(row, data=row.data.replace('"engagement": "school-year"', engagement)) for row in rows]

    def take(self) -> list[Any]:
        return [
            day if day.stream.startswith(PEOPLE) else attrs.evolve(day, stream=f"{day.stream}-{self._number}")
            for day in super().take()
        ]


def main() -> None:
    parser = ArgumentParser(description=__doc__, formatter_class=ArgumentDefaultsHelpFormatter)
    parser.add_argument("store", type=Path, help="a new SQLite file")
    parser.add_argument("--people", type=int, default=1200)
    parser.add_argument("--weeks", type=int, default=40)
    parser.add_argument("--roster", type=Path, default=ROSTER, help="a OneRoster export of one district")
    options = parser.parse_args()
    remove(options.store)
    clock, year = EveningClock(), SchoolYear(options.weeks)
    with SqliteStore(options.store, clock=clock) as store:
        districts = [
            Commissioned(cast, DistrictBatch(store, clock, number), year=year, seed=f"1:{number}").days()
            for number, cast in enumerate(repeated(cast_of(options.roster), options.people), 1)
        ]
        for _ in zip(*districts, strict=True):  # a day of all of them
            pass


if __name__ == "__main__":
    main()
