"""The results of an experiment: the counts of every alternative and seed, as a hash and as a tidy table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from os import PathLike
from pathlib import Path
from typing import Any, Final, TextIO

import attrs

from pdflow.errors import MissingExtra
from pdflow.simulation.experiment.counts import Counts, GroupCounts, plain
from pdflow.simulation.experiment.design import Alternative, Design

COLUMNS: Final = ("alternative", "seed", "coaches", "site", "tier", "measure", "value", "times")


@attrs.frozen
class Replication:
    """What one year of an alternative came to, for all people or those of a campus or tier."""

    alternative: Alternative
    counts: Counts
    group: GroupCounts

    @property
    def cost(self) -> float:
        """What the whole year cost, in dollars."""
        return self.alternative.costs.of(self.counts)

    @property
    def coach_hours(self) -> float:
        """Hours that the coaches spent with people."""
        return sum(minutes for _, minutes in self.counts.minutes) / 60


@attrs.frozen
class Results:
    """The counts of a design, by name of the alternative and seed."""

    design: Design
    counts: Mapping[str, Mapping[int, Counts]]

    def of(self, alternative: str, site: str | None = None, tier: str | None = None) -> list[Replication]:
        """Return the years of an alternative in the order of the seeds.

        Raises:
            KeyError: the design has no alternative of this name.
        """
        way = self.design.alternatives[alternative]
        years = [self.counts[alternative][seed] for seed in self.design.seeds]
        return [Replication(way, counts, counts.total(site, tier)) for counts in years]

    def among(self, *names: str) -> Results:
        """Return the results of some alternatives only, in this order.

        Raises:
            KeyError: the design has no alternative of such a name.
        """
        ways = {name: self.design.alternatives[name] for name in names}
        return Results(Design(ways, self.design.seeds), {name: self.counts[name] for name in names})

    def sha256(self) -> str:
        """Return a hash of all counts: the same whatever simulated them, and in whatever order."""
        digest = sha256()
        for name in self.design.alternatives:
            for seed in self.design.seeds:
                year = {"alternative": name, "seed": seed, "counts": plain(self.counts[name][seed])}
                digest.update(json.dumps(year, sort_keys=True).encode())
        return digest.hexdigest()

    def rows(self) -> Iterator[tuple[str, int, int, str, str, str, float, int]]:
        """Yield the tidy table, a row for each number: see ``COLUMNS``.

        Of a whole year, site and tier are empty. Where a measure is counted by value, such as people by days, the
        value is that and ``times`` how many have it; elsewhere ``times`` is 1.
        """
        for name in self.design.alternatives:
            for seed in self.design.seeds:
                counts = self.counts[name][seed]
                for measure, value in _of_the_year(counts).items():
                    yield name, seed, counts.coaches, "", "", measure, value, 1
                for group in counts.groups:
                    yield from (
                        (name, seed, counts.coaches, group.site, group.tier, *row) for row in _of_a_group(group)
                    )

    def write_csv(self, file: TextIO) -> None:
        """Write the tidy table as CSV into a file opened with ``newline=""``."""
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(self.rows())

    def write_parquet(self, file: str | PathLike[str]) -> None:
        """Write the tidy table as Parquet.

        Raises:
            MissingExtra: pyarrow is not installed.
        """
        try:
            from pyarrow import parquet, table
        except ImportError as error:
            raise MissingExtra("pyarrow", "parquet") from error
        columns = zip(*self.rows(), strict=True)
        parquet.write_table(table(dict(zip(COLUMNS, map(list, columns), strict=True))), Path(file))


def _of_the_year(counts: Counts) -> dict[str, float]:
    numbers = {name: value for name, value in plain(counts).items() if isinstance(value, int | float)}
    del numbers["coaches"]
    return {**numbers, **{f"minutes_{kind.lower()}": minutes for kind, minutes in counts.minutes}}


def _of_a_group(group: GroupCounts) -> Iterator[tuple[str, float, int]]:
    for field in attrs.fields(GroupCounts):
        value: Any = getattr(group, field.name)
        if isinstance(value, tuple):
            yield from ((field.name, number, times) for number, times in value)
        elif isinstance(value, int | float):
            yield field.name, value, 1
