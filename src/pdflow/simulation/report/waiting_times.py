"""Waiting times of a year: from being ready to a coaching session, and from training to the first follow-up."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles
from typing import Final

from pdflow.people import PersonId
from pdflow.simulation.cohort import Run
from pdflow.simulation.report.table import ReportTable
from pdflow.simulation.report.translation import Translator
from pdflow.simulation.world.journal import LOST

MOST: Final = 12
"""Number of coaches shown at most."""


def waiting_times(run: Run, translate: Translator) -> ReportTable:
    """Show by coach the days from being ready for coaching to the session, and the coach's hours."""
    waits, coaches = run.journal.waits, run.cast.coaches
    longest = sorted(coaches, key=lambda coach: -median(waits[coach] or [0]))[:MOST]
    shown = [coach for coach in coaches if coach in longest]
    rows = [_row(run, translate.name(coach), [coach], translate) for coach in shown]
    titles = ("Coach", "People", "Sessions", "Median", "90th", "Waiting still", "Hours", "Lost")
    notes = [
        translate("The policy warns above one person a coach.", count=run.cohort.policy.caseload_total),
        translate("Lost: nobody came."),
    ]
    if len(shown) < len(coaches):
        notes.insert(0, translate("The {most} of {all} coaches with the longest waits.", most=MOST, all=len(coaches)))
    total = _row(run, translate("All"), coaches, translate)
    title = translate("Days from being ready for coaching to the session")
    return ReportTable(title, tuple(map(translate, titles)), (*rows, total), " ".join(notes))


def _row(run: Run, name: str, coaches: Sequence[PersonId], translate: Translator) -> tuple[str, ...]:
    served = [person for coach in coaches for person in run.cohort.served(coach)]
    days = [day for coach in coaches for day in run.journal.waits[coach]]
    weeks = [week for coach in coaches for week in run.journal.minutes[coach]]
    spent, lost = sum(sum(week.values()) for week in weeks), sum(week[LOST] for week in weeks)
    still = sum(person.ready_since is not None for person in served)
    counts = (str(len(served)), str(len(days)), percentile(days, 50), percentile(days, 90), str(still))
    return name, *counts, f"{spent / 60:.0f}", translate.share(lost / max(spent, 1))


def percentile(days: Sequence[float], per_cent: int) -> str:
    """Return the number of days within which so many per cent waited; a hyphen where nobody did."""
    if len(days) < 2:
        return str(days[0]) if days else "-"
    return f"{quantiles(days, n=100, method='inclusive')[per_cent - 1]:.0f}"


def first_follow_ups(run: Run, translate: Translator) -> ReportTable:
    """Show the days from training to the first follow-up, against the limits of the policy."""
    days, policy = run.journal.first_follow_ups, run.cohort.policy
    never = sum(person.trained_on is not None and person.followed_up_after is None for person in run.cohort.people)
    row = [str(len(days)), percentile(days, 50), percentile(days, 90)]
    head = [translate("People"), translate("Median"), translate("90th")]
    limits = (
        (policy.follow_up_due, "Later than due ({count} day)"),
        (policy.follow_up_breached, "Breached ({count} day)"),
    )
    for limit, name in limits:
        if limit is not None:
            head.append(translate(name, count=limit))
            row.append(str(sum(day > limit for day in days)))
    title = translate("Days from training to the first follow-up")
    return ReportTable(title, (*head, translate("Never")), ((*row, str(never)),))
