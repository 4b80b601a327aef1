"""Refusals of a year: the most frequent commands and reasons, and how often the command was accepted later."""

from __future__ import annotations

from statistics import median
from typing import Final

from pdflow.simulation.cohort import Run
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.journal import RefusalCounts, RefusalKey

MOST: Final = 12
"""Number of rows at most."""


def refusals(run: Run, translate: Translator) -> ReportTable:
    """Count the most frequent refusals, with a reason as an example."""
    journal = run.journal
    ranked = sorted(journal.refusals.items(), key=lambda item: (-item[1].times, item[0]))
    note = translate(
        "{refused} of {decisions} commands were refused, for {count} reason; {silences} only repeated what was so"
        " already.",
        refused=journal.refused,
        decisions=journal.decisions,
        count=len(ranked),
        silences=journal.no_ops,
    )
    rows = tuple(_row(key, counts, translate) for key, counts in ranked[:MOST])
    head = tuple(map(translate, ("Times", "Done later", "Days until", "Command", "Why")))
    return ReportTable(translate("What was refused, and why"), head, rows, note)


def _row(key: RefusalKey, counts: RefusalCounts, translate: Translator) -> tuple[str, ...]:
    days = f"{median(counts.days):.0f}" if counts.days else ""
    (why,) = translate.explain([counts.example], counts.state)
    return str(counts.times), str(counts.remedied), days, translate.label(f"command.{key.command}"), why
