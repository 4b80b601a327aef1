"""The year on a terminal: a progress bar while it runs (with rich, where that is installed), and its tables as text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from pdflow.simulation.report.report import Table
from pdflow.simulation.run import Run
from pdflow.simulation.world.translation import ENGLISH, Speaker

GAP = "  "


@contextmanager
def progress(days: int, to: TextIO, say: Speaker = ENGLISH) -> Iterator[Callable[[int], None]]:
    """What is told of each day that is over, and shows it: a bar with rich, else a line each four weeks."""
    if find_spec("rich") is None or not to.isatty():
        yield lambda day: _tell_of_weeks(say, day + 1, days, to)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=to), transient=True) as bar:
        task = bar.add_task(say("School year"), total=days)
        yield lambda day: bar.update(task, completed=day + 1)


def _tell_of_weeks(say: Speaker, days: int, total: int, to: TextIO) -> None:
    if days % 28 == 0 or days == total:
        to.write(say("School year: week {week} of {weeks}", week=days // 7, weeks=total // 7) + "\n")
        to.flush()


def text(table: Table, width: int | None = None) -> str:
    """A table as text: columns of figures to the right; where it is too wide, the last and the widest are wrapped."""
    width = width or min(get_terminal_size((100, 24)).columns, 120)
    columns = [*zip(table.head, *table.rows, strict=True)]
    widths = _fitting([max(map(len, column)) for column in columns], len(table.head[-1]), width)
    lines = [line for row in (table.head, *table.rows) for line in _lines(row, widths)]
    rule = "-" * max(map(len, lines))
    note = wrap(table.note, width) if table.note else []
    return "\n".join([table.title, rule, lines[0], rule, *lines[1:], *note, ""])


def _fitting(widths: list[int], least: int, width: int) -> list[int]:
    """The widths of columns that fit: a third of the room at least for the last one, if it needs that."""
    room = width - len(GAP) * (len(widths) - 1)
    *others, last = widths
    most = room - min(last, max(room // 3, least))
    if others and sum(others) > most:
        widest = others.index(max(others))
        others[widest] = max(others[widest] - sum(others) + most, 10)
    return [*others, max(min(last, room - sum(others)), least)]


def _lines(row: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    wrapped = (wrap(cell, width, break_on_hyphens=False) for cell, width in zip(row, widths, strict=True))
    for pieces in zip_longest(*wrapped, fillvalue=""):
        yield GAP.join(map(_cell, pieces, widths)).rstrip()


def _cell(text: str, width: int) -> str:
    return text.rjust(width) if text.rstrip("% \N{NO-BREAK SPACE}-").replace(".", "").isdigit() else text.ljust(width)


def figures(run: Run, say: Speaker = ENGLISH) -> str:
    """How much was decided and kept, and how fast."""
    journal, memory = run.journal, peak_memory()
    told = say(
        "{decisions} decisions left {events} events in {seconds} s: {a_second} decisions and {kept} events a second",
        decisions=journal.decisions,
        events=journal.events,
        seconds=round(run.seconds, 1),
        a_second=round(journal.decisions / run.seconds),
        kept=round(journal.events / run.seconds),
    )
    return told + (say(", with {memory} at most", memory=memory) if memory else "")


def peak_memory() -> str:
    """The most memory this process has held; empty where the system does not tell."""
    if find_spec("resource") is None:
        return ""
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{held / 2 ** (20 if sys.platform == 'darwin' else 10):.0f} MiB"
