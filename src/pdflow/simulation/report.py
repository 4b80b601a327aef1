"""What a year came to, in tables and sentences: who is where, what was refused and why, how long people waited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean, median, quantiles
from typing import Final
from uuid import UUID

import attrs

from pdflow.kernel.header import Header
from pdflow.kernel.rules import Reason
from pdflow.language import explain, label
from pdflow.participation.closing import Complete
from pdflow.participation.state import Phase
from pdflow.participation.table import decider
from pdflow.people import PersonId
from pdflow.simulation.journal import LOST, PAUSED, Asked, Refusal
from pdflow.simulation.person import Person, is_live
from pdflow.simulation.run import Run

PLACES: Final = (*(phase.value for phase in Phase), PAUSED)
MOST: Final = 12
"""Refusals told, of those that happened most often."""


@attrs.frozen
class Table:
    """A title, the heads of the columns, and rows; ``note`` is a sentence below."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def place(where: str) -> str:
    """What a phase is called."""
    return "On leave" if where == PAUSED else label(Phase(where))


def tables(run: Run) -> Iterator[Table]:
    """Everything a director asks after a year, in the order in which they ask it."""
    yield who_is_where(run)
    if (open_still := still_open(run)).rows:
        yield open_still
    yield refusals(run)
    yield waiting(run)
    yield follow_up(run)
    yield practice(run)


def opening(run: Run) -> str:
    """What ran."""
    cohort, cast, year = run.cohort, run.cast, run.cohort.year
    leaders = sum(seat.leads for seat in cast.seats)
    people = f"{len(cast.seats)} people ({leaders} of them leaders) on {len(cohort.sites)} sites"
    rules = f"policy {cohort.policy.name}, seed {cohort.seed}"
    return f"{people}, {len(cast.coaches)} coaches, {year.weeks} weeks from {year.start}, {rules}"


def who_is_where(run: Run) -> Table:
    """People by campus and phase at the end of the year."""
    people = run.cohort.people
    there = Counter((person.state.site or person.seat.site, person.where) for person in people)
    places = [where for where in PLACES if any(place == where for _, place in there)]
    names = {site: run.cast.sites.get(site, site) for site in run.cohort.sites}
    rows = [(name, *(str(there[site, where]) for where in places)) for site, name in names.items()]
    total = ("All", *(str(sum(person.where == where for person in people)) for where in places))
    return Table("Who is where at the end of the year", ("Site", *map(place, places)), (*rows, total))


def still_open(run: Run) -> Table:
    """What stands in the way of completion for those who are still in it, most frequent first."""
    live = [person for person in run.cohort.people if is_live(person)]
    counts: Counter[str] = Counter()
    examples: dict[str, Reason] = {}
    for person in live:
        for reason in decider.why_not(person.state, Complete(closing_header(person))):
            counts[reason.code] += 1
            examples.setdefault(reason.code, reason)
    rows = tuple((str(times), explain([examples[code]])[0].why) for code, times in counts.most_common())
    title = f"What stands between the {len(live)} who are still in it and completion"
    return Table(title, ("People", "Why not, for example"), rows)


def closing_header(person: Person) -> Header:
    """The header of a question that nobody asked for real, at the end of the year."""
    return Header(UUID(int=0), person.coach, person.cohort.year.at(person.now))


def refusals(run: Run) -> Table:
    """What was refused most often, why, and how often it was carried out after all."""
    journal = run.journal
    most = sorted(journal.refusals.items(), key=lambda told: (-told[1].times, told[0]))
    note = (
        f"{journal.refused} of {journal.decisions} commands were refused, for {len(most)} reasons;"
        f" {journal.silences} only repeated what was so already."
    )
    rows = tuple(told(asked, refusal) for asked, refusal in most[:MOST])
    return Table("What was refused, and why", ("Times", "Done later", "Days until", "Command", "Why"), rows, note)


def told(asked: Asked, refusal: Refusal) -> tuple[str, ...]:
    """One refusal as a row; its text is that of the first time."""
    days = f"{median(refusal.days):.0f}" if refusal.days else ""
    why = explain([refusal.example])[0].why
    return str(refusal.times), str(refusal.remedied), days, label(f"command.{asked.command}"), why


def waiting(run: Run) -> Table:
    """Days from being ready for coaching to the session, by coach."""
    waits, coaches = run.journal.waits, run.cast.coaches
    longest = sorted(coaches, key=lambda coach: -median(waits[coach] or [0]))[:MOST]
    shown = [coach for coach in coaches if coach in longest]
    rows = [_waiting(run, coach, [coach]) for coach in shown]
    head = ("Coach", "People", "Sessions", "Median", "90th", "Waiting still", "Hours", "Lost")
    most = "" if len(shown) == len(coaches) else f"The {MOST} of {len(coaches)} coaches with the longest waits. "
    note = f"{most}The policy warns above {run.cohort.policy.caseload_total} people a coach. Lost: nobody came."
    total = _waiting(run, "All", coaches)
    return Table("Days from being ready for coaching to the session", head, (*rows, total), note)


def _waiting(run: Run, name: str, coaches: Sequence[PersonId]) -> tuple[str, ...]:
    here = {*coaches}
    served = [person for person in run.cohort.people if person.coach.person in here]
    days = [day for coach in coaches for day in run.journal.waits[coach]]
    weeks = [week for coach in coaches for week in run.journal.minutes[coach]]
    spent, lost = sum(sum(week.values()) for week in weeks), sum(week[LOST] for week in weeks)
    still = sum(person.ready_since is not None for person in served)
    counts = (str(len(served)), str(len(days)), days_of(days, 50), days_of(days, 90), str(still))
    return name, *counts, f"{spent / 60:.0f}", f"{lost / max(spent, 1):.0%}"


def days_of(days: Sequence[float], share: int) -> str:
    """The number of days within which so many in a hundred waited."""
    if len(days) < 2:
        return str(days[0]) if days else "-"
    return f"{quantiles(days, n=100, method='inclusive')[share - 1]:.0f}"


def follow_up(run: Run) -> Table:
    """Days from the training to the first follow-up, against what the policy asks."""
    days, policy = run.journal.first_follow_ups, run.cohort.policy
    never = sum(person.trained_on is not None and not person.followed_up for person in run.cohort.people)
    row = [str(len(days)), days_of(days, 50), days_of(days, 90)]
    head = ["People", "Median", "90th"]
    for limit, name in ((policy.follow_up_due, "Later than due"), (policy.follow_up_breached, "Breached")):
        if limit is not None:
            head.append(f"{name} ({limit} days)")
            row.append(str(sum(day > limit for day in days)))
    return Table("Days from training to the first follow-up", (*head, "Never"), ((*row, str(never)),))


def practice(run: Run) -> Table:
    """The outcome before and after, as it was read."""
    pairs = [(baseline, value) for baseline, value in run.journal.readings if baseline is not None]
    if not pairs:
        return Table("Outcomes read again", ("Readings",), (("0",),))
    before, after = mean(baseline for baseline, _ in pairs), mean(value for _, value in pairs)
    row = (str(len(pairs)), f"{before:.0f} %", f"{after:.0f} %")
    return Table("Lessons with the practice in use", ("Readings", "Baseline", "Read again"), (row,))
