"""Turns a run of the benchmarks, as pytest-benchmark writes it, into the table of what was to be reached.

python -m tests.benchmarks.table build/benchmarks.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs


class Run:
    """The figures of one run, by the name of the benchmark: the best of its rounds, since others share the machine."""

    def __init__(self, results: dict[str, Any]) -> None:
        self.benchmarks = {each["name"]: each for each in results["benchmarks"]}

    def seconds(self, name: str) -> float:
        """Of one step."""
        found = self.benchmarks[name]
        return found["stats"]["min"] / found["extra_info"].get("per", 1)

    def extra(self, name: str, what: str) -> float:
        """What a benchmark measured besides time."""
        return self.benchmarks[name]["extra_info"][what]

    def each(self, command: str = "") -> list[float]:
        """The seconds of each command of the story, or of those of one kind."""
        return [self.seconds(name) for name in self.benchmarks if name.startswith("test_each[") and command in name]

    def mean(self, command: str = "") -> float:
        """The mean of them."""
        return sum(self.each(command)) / len(self.each(command))


@attrs.frozen
class Row:
    """One line of the measure: what it is, how it is read from a run, and what it must and should reach."""

    work: str
    measure: Callable[[Run], tuple[float, str]]
    must: float | None
    aim: float | None
    show: Callable[[float], str]
    more_is_better: bool = False

    def line(self, run: Run) -> str:
        """The row in Markdown."""
        try:
            value, text = self.measure(run)
        except (KeyError, ZeroDivisionError):
            return f"| {self.work} | not run | {self._bound(self.must)} | {self._bound(self.aim)} | |"
        return f"| {self.work} | {text} | {self._bound(self.must)} | {self._bound(self.aim)} | {self._verdict(value)} |"

    def _bound(self, bound: float | None) -> str:
        return "" if bound is None else self.show(bound)

    def _verdict(self, value: float) -> str:
        if self.must is None or self.aim is None:
            return ""
        value, must, aim = (-value, -self.must, -self.aim) if self.more_is_better else (value, self.must, self.aim)
        return "aim reached" if value <= aim else "reached" if value <= must else "**falls short**"


def us(seconds: float) -> str:
    return f"{seconds * 1e6:.2f} µs" if seconds < 1e-5 else f"{seconds * 1e6:.0f} µs"


def ms(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms"


def times(ratio: float) -> str:
    return f"{ratio:.2f}x" if ratio >= 0.1 else f"1/{1 / ratio:.0f}"


def kib(size: float) -> str:
    return f"{size / 1024:.1f} KiB"


def a_second(many: float) -> str:
    return f"{many / 1000:.0f} k/s"


def flat(bound: float) -> str:
    return "flat"


Measure = Callable[[Run], tuple[float, str]]


def against(peer: str, ours: Callable[[Run], float]) -> Measure:
    """How our seconds compare with those of a peer."""

    def measure(run: Run) -> tuple[float, str]:
        mine, theirs = ours(run), run.seconds(peer)
        show = us if mine < 0.01 else ms
        return mine / theirs, f"{times(mine / theirs)} ({show(mine)} to {show(theirs)})"

    return measure


def of(name: str) -> Callable[[Run], float]:
    """The seconds of one step of this benchmark."""
    return lambda run: run.seconds(name)


def extra(name: str, what: str) -> Callable[[Run], float]:
    """What this benchmark measured besides time."""
    return lambda run: run.extra(name, what)


def alone(read: Callable[[Run], float], show: Callable[[float], str]) -> Measure:
    """A figure that stands for itself."""
    return lambda run: (read(run), show(read(run)))


def one(command: str) -> Callable[[Run], float]:
    """The seconds of one decision on this command."""
    return lambda run: run.mean(command)


TRIGGER, MACHINE, EVENT = "test_transitions", "test_python_statemachine", "test_eventsourcing"
RAW, HANDMADE, BARE = "test_append_with_raw_executemany[100]", "test_by_hand", "test_bare_json_and_cattrs"
SQL = "test_desk_raw_select_and_insert[60]"
WEIGHT, COHORT = "test_bytes_of_one_participation[midway]", "test_a_years_decisions_alone"
SQLITE, POSTGRESQL = "sqlite", "postgresql"
FORMS = (
    "ed-fi", "credit.csv", "learning-history.csv", "xapi.jsonl", "cloudevents.jsonl", "open-badges.jsonl", "icalendar",
    "xes", "ocel-xml", "ocel-json", "ocel-sqlite", "event-csv",
)  # fmt: skip


def eventsourcing(database: str, state: str = "cold") -> str:
    """The application of eventsourcing on a database: as it comes, or with the cache of its aggregates."""
    return f"test_eventsourcing_application[{database}-{state}]"


def desk(state: str) -> Callable[[Run], float]:
    """A command at the desk on PostgreSQL."""
    return of(f"test_desk_of_sqlalchemy[{POSTGRESQL}-{state}]")


ROWS = (
    Row("one decision, guards asked and events applied: mean of a story, to one guarded trigger of `transitions`",
        against(TRIGGER, Run.mean), 0.38, 0.3, times),
    Row("the same, `OpenCoaching` alone", against(TRIGGER, one("OpenCoaching")), 0.4, 0.33, times),
    Row("the same, the story in one go", against(TRIGGER, of("test_story_in_one_go")), None, None, times),
    Row("the mean, to one guarded event of `python-statemachine`", against(MACHINE, Run.mean), 1 / 25, 1 / 35, times),
    Row("the mean, to one guarded `eventsourcing` event", against(EVENT, Run.mean), 0.3, 0.22, times),
    Row("a whole participation, headers and commands made on the way, to the same written by hand with attrs",
        against(HANDMADE, of("test_with_pdflow")), 3, 2.5, times),
    Row("replay from stored JSON, decoded and folded, to bare `json.loads` and cattrs",
        against(BARE, of("test_decode_and_fold")), 0.8, 0.7, times),
    Row("append to SQLite by the hundred, to raw `executemany` of the same rows",
        against(RAW, of("test_append_to_sqlite[100]")), 1.3, 1.15, times),
    Row("one command at the desk on a stream of 60 events in SQLite, its state kept, to raw SELECT and INSERT",
        against(SQL, of("test_desk_kept[60]")), 1.2, 0.8, times),
    Row("the same, by a snapshot", against(SQL, of("test_desk_snapshot[60]")), 5, 3, times),
    Row("the same, folded anew", against(SQL, of("test_desk_cold[60]")), 5, None, times),
    Row("the same in SQLite, its state kept, to `eventsourcing` as it comes",
        against(eventsourcing(SQLITE), of("test_desk_kept[60]")), 1 / 10, 1 / 14, times),
    Row("the same, by a snapshot", against(eventsourcing(SQLITE), of("test_desk_snapshot[60]")), 0.42, 0.3, times),
    Row("the same, folded anew", against(eventsourcing(SQLITE), of("test_desk_cold[60]")), 0.42, None, times),
    Row("its state kept, to `eventsourcing` with its cache",
        against(eventsourcing(SQLITE, "kept"), of("test_desk_kept[60]")), None, None, times),
    Row("the same in PostgreSQL, its state kept, to `eventsourcing` as it comes",
        against(eventsourcing(POSTGRESQL), desk("kept")), 1 / 10, 1 / 14, times),
    Row("the same, folded anew", against(eventsourcing(POSTGRESQL), desk("cold")), 0.42, 0.3, times),
    Row("its state kept, to `eventsourcing` with its cache",
        against(eventsourcing(POSTGRESQL, "kept"), desk("kept")), None, None, times),
    Row("memory of one live participation, midway", alone(extra(WEIGHT, "bytes"), kib), 8 * 1024, 6.5 * 1024, kib),
    Row("a decision after 10,000 events, to one after 10",
        against("test_decisions_after[10]", of("test_decisions_after[10000]")), 1.08, 1.0, times),
    Row("`evolve` by copy, midway", alone(of("test_evolve_by_copy"), us), None, None, us),
    Row("options of one person, all commands", alone(of("test_options"), us), 45e-6, 30e-6, us),
    Row("why not, with two reasons", alone(of("test_why_not_with_two_reasons"), us), None, None, us),
    Row("the agenda of one person", alone(of("test_agenda_of_one"), us), 32e-6, 20e-6, us),
    Row("a director's list of 10,000 people", alone(of("test_directors_list"), ms), 0.5, 0.3, ms),
    Row("the same, to asking one after the other and sorting",
        against("test_directors_list_the_simple_way", of("test_directors_list")), None, None, times),
    Row("the first page of such a list from a read model", alone(of("test_directors_first_page"), us), None, None, us),
    Row("read models made from nothing, an event", alone(of("test_catching_up_from_nothing"), us), None, None, us),
    Row("the form of a command, with what a state offers", alone(of("test_form_with_choices"), us), None, None, us),
    Row("a route of five steps, to coaching", alone(of("test_route[COACHING]"), ms), None, None, ms),
    Row("`import pdflow`, beyond its three dependencies",
        alone(extra("test_import[pdflow]", "seconds"), ms), 0.018, 0.012, ms),
    Row("`import pdflow.participation`, beyond them",
        alone(extra("test_import[pdflow.participation]", "seconds"), ms), 0.065, 0.045, ms),
    Row("a cohort through the real guards on one core: decisions",
        alone(extra(COHORT, "decisions a second"), a_second), None, None, a_second, more_is_better=True),
    *(
        Row(f"an export, an event read and written: `{form}`", alone(of(f"test_export[{form}]"), us), None, None, us)
        for form in FORMS
    ),
)  # fmt: skip


def table(run: Run) -> str:
    """The measure, row by row."""
    return "\n".join(["| work | measured | must | aim | |", "|---|---|---|---|---|", *(row.line(run) for row in ROWS)])


if __name__ == "__main__":
    print(table(Run(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))))
