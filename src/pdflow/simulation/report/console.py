"""Reports on a terminal: progress while a year runs (a bar with rich, if installed), and tables as text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import zip_longest
from shutil import get_terminal_size
from textwrap import wrap
from typing import TextIO

from pdflow.simulation.cohort import Run
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import ENGLISH, Translator

GAP = "  "


@contextmanager
def progress(days: int, stream: TextIO, translate: Translator = ENGLISH) -> Iterator[Callable[[int], None]]:
    """Show progress on a stream: a bar with rich on a terminal, else a line every four weeks.

    Yields a function to be called with each day, counted from 0, once it is over.
    """
    if find_spec("rich") is None or not stream.isatty():
        yield lambda day: _print_week(translate, day + 1, days, stream)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(file=stream), transient=True) as bar:
        task = bar.add_task(translate("School year"), total=days)
        yield lambda day: bar.update(task, completed=day + 1)


def _print_week(translate: Translator, days: int, total: int, stream: TextIO) -> None:
    if days % 28 == 0 or days == total:
        stream.write(translate("School year: week {week} of {weeks}", week=days // 7, weeks=total // 7) + "\n")
        stream.flush()


def as_text(table: ReportTable, width: int | None = None) -> str:
    """Format a table as text, numbers to the right; cells of the widest columns are wrapped if need be."""
    width = width or min(get_terminal_size((100, 24)).columns, 120)
    columns = [*zip(table.head, *table.rows, strict=True)]
    widths = _fitting([max(map(len, column)) for column in columns], len(table.head[-1]), width)
    lines = [line for row in (table.head, *table.rows) for line in _lines(row, widths)]
    rule = "-" * max(map(len, lines))
    note = wrap(table.note, width) if table.note else []
    return "\n".join([table.title, rule, lines[0], rule, *lines[1:], *note, ""])


def _fitting(widths: list[int], least: int, width: int) -> list[int]:
    """Return column widths that fit; the last column gets a third of the room, if it needs that."""
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


def throughput(run: Run, translate: Translator = ENGLISH) -> str:
    """Describe how many commands were decided and events stored, and how fast."""
    journal, memory = run.journal, peak_memory()
    sentence = translate(
        "{decisions} decisions left {events} events in {seconds} s: {a_second} decisions and {kept} events a second",
        decisions=journal.decisions,
        events=journal.events,
        seconds=round(run.seconds, 1),
        a_second=round(journal.decisions / run.seconds),
        kept=round(journal.events / run.seconds),
    )
    return sentence + (translate(", with {memory} at most", memory=memory) if memory else "")


def peak_memory() -> str:
    """Return the peak memory of this process; empty where the system does not report it."""
    if find_spec("resource") is None:
        return ""
    import resource

    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{held / 2 ** (20 if sys.platform == 'darwin' else 10):.0f} MiB"
