"""The year on a terminal: a progress bar while it runs (with rich, where that is installed), and its tables as text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from pdflow.simulation.report import Table
from pdflow.simulation.run import Run

GAP = "  "


@contextmanager
def progress(title: str, days: int, to: TextIO) -> Iterator[Callable[[int], None]]:
    """What is told of each day that is over, and shows it: a bar with rich, else a line each four weeks."""
    if find_spec("rich") is None or not to.isatty():
        yield lambda day: _tell_of_weeks(title, day + 1, days, to)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=to), transient=True) as bar:
        task = bar.add_task(title, total=days)
        yield lambda day: bar.update(task, completed=day + 1)


def _tell_of_weeks(title: str, days: int, total: int, to: TextIO) -> None:
    if days % 28 == 0 or days == total:
        to.write(f"{title}: week {days // 7} of {total // 7}\n")
        to.flush()


def text(table: Table, width: int | None = None) -> str:
    """A table as text: columns of figures to the right, the last one wrapped."""
    width = width or min(get_terminal_size((100, 24)).columns, 120)
    columns = [*zip(table.head, *table.rows, strict=True)]
    widths = [max(map(len, column)) for column in columns]
    widths[-1] = max(len(table.head[-1]), min(widths[-1], width - sum(widths[:-1]) - len(GAP) * (len(widths) - 1)))
    lines = [line for row in (table.head, *table.rows) for line in _lines(row, widths)]
    rule = "-" * max(map(len, lines))
    return "\n".join([table.title, rule, lines[0], rule, *lines[1:], *([table.note] if table.note else []), ""])


def _lines(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    last = wrap(row[-1], widths[-1]) or [""]
    for number, piece in enumerate(last):
        cells = [cell if number == 0 else "" for cell in row[:-1]]
        told = [_cell(cell, width) for cell, width in zip(cells, widths, strict=False)]
        yield GAP.join([*told, _cell(piece, widths[-1])]).rstrip()


def _cell(text: str, width: int) -> str:
    return text.rjust(width) if text.rstrip(" %-").replace(".", "").isdigit() else text.ljust(width)


def figures(run: Run) -> str:
    """How much was decided and kept, and how fast."""
    journal, memory = run.journal, peak_memory()
    return (
        f"{journal.decisions} decisions left {journal.events} events in {run.seconds:.1f} s:"
        f" {journal.decisions / run.seconds:,.0f} decisions and {journal.events / run.seconds:,.0f} events a second"
        f"{memory and f', with {memory} at most'}"
    )


def peak_memory() -> str:
    """The most memory this process has held; empty where the system does not tell."""
    if find_spec("resource") is None:
        return ""
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{held / 2 ** (20 if sys.platform == 'darwin' else 10):.0f} MiB"
