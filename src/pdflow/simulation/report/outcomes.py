"""Outcomes of a year: practice in use at the baseline, and when it was measured again."""

from __future__ import annotations

from statistics import mean

from pdflow.simulation.cohort import Run
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import Translator


def outcomes(run: Run, translate: Translator) -> ReportTable:
    """Compare the mean outcome measured again with the mean baseline of the same people."""
    pairs = [(baseline, value) for baseline, value in run.journal.readings if baseline is not None]
    if not pairs:
        return ReportTable(translate("Outcomes read again"), (translate("Readings"),), (("0",),))
    before, after = mean(baseline for baseline, _ in pairs), mean(value for _, value in pairs)
    row = (str(len(pairs)), translate.share(before / 100), translate.share(after / 100))
    head = (translate("Readings"), translate("Baseline"), translate("Read again"))
    return ReportTable(translate("Lessons with the practice in use"), head, (row,))
