"""The report of a year: one line on what was run, and all its tables."""

from __future__ import annotations

from collections.abc import Iterator

from pdflow.simulation.cohort import Run
from pdflow.simulation.report.obligations import obligations
from pdflow.simulation.report.outcomes import outcomes
from pdflow.simulation.report.people import missing_for_completion, people_by_site
from pdflow.simulation.report.refusals import refusals
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import ENGLISH, Translator
from pdflow.simulation.report.waiting_times import first_follow_ups, waiting_times


def opening(run: Run, translate: Translator = ENGLISH) -> str:
    """Describe a run in one line: people, coaches, weeks, policy and seed."""
    cohort, cast, year = run.cohort, run.cast, run.cohort.year
    people = translate("{count} person", count=len(cast.seats))
    leaders = translate("{count} of them a leader", count=sum(seat.leads for seat in cast.seats))
    sites = translate("on {count} site", count=len(cohort.sites))
    coaches = translate("{count} coach", count=len(cast.coaches))
    weeks = translate("{count} week from {start}", count=year.weeks, start=year.start)
    rules = translate("policy {policy}, seed {seed}", policy=cohort.policy.name, seed=str(cohort.seed))
    return f"{people} ({leaders}) {sites}, {coaches}, {weeks}, {rules}"


def tables(run: Run, translate: Translator = ENGLISH) -> Iterator[ReportTable]:
    """Yield the tables of a report, without those that would be empty."""
    yield people_by_site(run, translate)
    optional = (missing_for_completion(run, translate), obligations(run, translate))
    yield from (table for table in optional if table.rows)
    yield refusals(run, translate)
    yield waiting_times(run, translate)
    yield first_follow_ups(run, translate)
    yield outcomes(run, translate)
