"""Obligations on the weekly lists: met in time, met late, lapsed, carried over, still owed."""

from __future__ import annotations

from collections import Counter

from pdflow.simulation.cohort import Run
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.obligation_counts import ObligationCounts


def obligations(run: Run, translate: Translator) -> ReportTable:
    """Count by code what became of the listed obligations, those most often late or still owed first."""
    counts = run.journal.obligations
    outstanding = Counter(key.code for person in run.cohort.people for key in person.listed)
    codes = sorted(counts, key=lambda code: (-counts[code].late - outstanding[code], code))
    rows = tuple(
        (translate.label(f"obligation.{code}"), *map(str, _numbers(counts[code])), str(outstanding[code]))
        for code in codes
    )
    head = tuple(map(translate, ("Obligation", "Listed", "In time", "Late", "Fell away", "Carried over", "Open still")))
    note = translate(
        "Carried over: on more than one week's list. Fell away: waived, put off, or somebody left. "
        "What each cycle asks for is listed in each."
    )
    return ReportTable(translate("What was owed on the week's lists"), head, rows, note)


def _numbers(counts: ObligationCounts) -> tuple[int, ...]:
    return counts.listed, counts.in_time, counts.late, counts.lapsed, counts.carried
