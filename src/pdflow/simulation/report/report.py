"""What a year came to, in tables and sentences: who is where, what slipped, what was refused, how people waited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import mean, median, quantiles
from typing import Final
from uuid import UUID

import attrs

from pdflow.kernel.header import Header
from pdflow.kernel.refusal import Reason
from pdflow.participation.completion import Complete
from pdflow.participation.state.state import Phase
from pdflow.participation.table import decider
from pdflow.people import PersonId
from pdflow.simulation.participant.person import Person, is_live
from pdflow.simulation.report.journal import (
    LOST,
    PAUSED,
    Asked,
    Refusal,
    Slips,
)
from pdflow.simulation.run import Run
from pdflow.simulation.world.translation import ENGLISH, Speaker

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


def place(where: str, say: Speaker) -> str:
    """What a phase is called."""
    return say("On leave") if where == PAUSED else say.label(Phase(where))


def tables(run: Run, say: Speaker = ENGLISH) -> Iterator[Table]:
    """Everything a director asks after a year, in the order in which they ask it."""
    yield who_is_where(run, say)
    yield from (table for table in (still_open(run, say), lists(run, say)) if table.rows)
    yield refusals(run, say)
    yield waiting(run, say)
    yield follow_up(run, say)
    yield practice(run, say)


def opening(run: Run, say: Speaker = ENGLISH) -> str:
    """What ran."""
    cohort, cast, year = run.cohort, run.cast, run.cohort.year
    people = say("{count} person", count=len(cast.seats))
    leaders = say("{count} of them a leader", count=sum(seat.leads for seat in cast.seats))
    sites = say("on {count} site", count=len(cohort.sites))
    coaches = say("{count} coach", count=len(cast.coaches))
    weeks = say("{count} week from {start}", count=year.weeks, start=year.start)
    rules = say("policy {policy}, seed {seed}", policy=cohort.policy.name, seed=str(cohort.seed))
    return f"{people} ({leaders}) {sites}, {coaches}, {weeks}, {rules}"


def who_is_where(run: Run, say: Speaker) -> Table:
    """People by campus and phase at the end of the year."""
    people = run.cohort.people
    there = Counter((person.state.site or person.seat.site, person.where) for person in people)
    places = [where for where in PLACES if any(place == where for _, place in there)]
    names = {site: run.cast.sites.get(site, site) for site in run.cohort.sites}
    rows = [(name, *(str(there[site, where]) for where in places)) for site, name in names.items()]
    total = (say("All"), *(str(sum(person.where == where for person in people)) for where in places))
    head = (say("Site"), *(place(where, say) for where in places))
    return Table(say("Who is where at the end of the year"), head, (*rows, total))


def still_open(run: Run, say: Speaker) -> Table:
    """What stands in the way of completion for those who are still in it, most frequent first."""
    live = [person for person in run.cohort.people if is_live(person)]
    counts: Counter[str] = Counter()
    examples: dict[str, Reason] = {}
    for person in live:
        for reason in decider.why_not(person.state, Complete(closing_header(person))):
            counts[reason.code] += 1
            examples.setdefault(reason.code, reason)
    rows = tuple((str(times), *say.why([examples[code]])) for code, times in counts.most_common())
    title = say("What stands between the one who is still in it and completion", count=len(live))
    return Table(title, (say("People"), say("Why not, for example")), rows)


def closing_header(person: Person) -> Header:
    """The header of a question that nobody asked for real, at the end of the year."""
    return Header(UUID(int=0), person.coach, person.cohort.year.at(person.now))


def lists(run: Run, say: Speaker) -> Table:
    """What came onto the week's lists and what became of it, what slipped most first."""
    duties = run.journal.duties
    outstanding = Counter(key.code for person in run.cohort.people for key in person.listed)
    most = sorted(duties, key=lambda code: (-duties[code].late - outstanding[code], code))
    rows = tuple(
        (say.label(f"obligation.{code}"), *map(str, _worked(duties[code])), str(outstanding[code])) for code in most
    )
    head = tuple(map(say, ("Obligation", "Listed", "In time", "Late", "Fell away", "Carried over", "Open still")))
    note = say(
        "Carried over: on more than one week's list. Fell away: waived, put off, or somebody left. "
        "What each cycle asks for is listed in each."
    )
    return Table(say("What was owed on the week's lists"), head, rows, note)


def _worked(slips: Slips) -> tuple[int, ...]:
    return slips.listed, slips.in_time, slips.late, slips.fell_away, slips.carried


def refusals(run: Run, say: Speaker) -> Table:
    """What was refused most often, why, and how often it was carried out after all."""
    journal = run.journal
    most = sorted(journal.refusals.items(), key=lambda told: (-told[1].times, told[0]))
    note = say(
        "{refused} of {decisions} commands were refused, for {count} reason; {silences} only repeated what was so"
        " already.",
        refused=journal.refused,
        decisions=journal.decisions,
        count=len(most),
        silences=journal.silences,
    )
    rows = tuple(told(asked, refusal, say) for asked, refusal in most[:MOST])
    head = tuple(map(say, ("Times", "Done later", "Days until", "Command", "Why")))
    return Table(say("What was refused, and why"), head, rows, note)


def told(asked: Asked, refusal: Refusal, say: Speaker) -> tuple[str, ...]:
    """One refusal as a row; its text is that of the first time."""
    days = f"{median(refusal.days):.0f}" if refusal.days else ""
    (why,) = say.why([refusal.example])
    return str(refusal.times), str(refusal.remedied), days, say.label(f"command.{asked.command}"), why


def waiting(run: Run, say: Speaker) -> Table:
    """Days from being ready for coaching to the session, by coach."""
    waits, coaches = run.journal.waits, run.cast.coaches
    longest = sorted(coaches, key=lambda coach: -median(waits[coach] or [0]))[:MOST]
    shown = [coach for coach in coaches if coach in longest]
    rows = [_waiting(run, coach, [coach], say) for coach in shown]
    head = map(say, ("Coach", "People", "Sessions", "Median", "90th", "Waiting still", "Hours", "Lost"))
    notes = [
        say("The policy warns above one person a coach.", count=run.cohort.policy.caseload_total),
        say("Lost: nobody came."),
    ]
    if len(shown) < len(coaches):
        notes.insert(0, say("The {most} of {all} coaches with the longest waits.", most=MOST, all=len(coaches)))
    total = _waiting(run, say("All"), coaches, say)
    return Table(say("Days from being ready for coaching to the session"), (*head,), (*rows, total), " ".join(notes))


def _waiting(run: Run, name: str, coaches: Sequence[PersonId], say: Speaker) -> tuple[str, ...]:
    served = [person for coach in coaches for person in run.cohort.served[coach]]
    days = [day for coach in coaches for day in run.journal.waits[coach]]
    weeks = [week for coach in coaches for week in run.journal.minutes[coach]]
    spent, lost = sum(sum(week.values()) for week in weeks), sum(week[LOST] for week in weeks)
    still = sum(person.ready_since is not None for person in served)
    counts = (str(len(served)), str(len(days)), days_of(days, 50), days_of(days, 90), str(still))
    return name, *counts, f"{spent / 60:.0f}", say.share(lost / max(spent, 1))


def days_of(days: Sequence[float], share: int) -> str:
    """The number of days within which so many in a hundred waited."""
    if len(days) < 2:
        return str(days[0]) if days else "-"
    return f"{quantiles(days, n=100, method='inclusive')[share - 1]:.0f}"


def follow_up(run: Run, say: Speaker) -> Table:
    """Days from the training to the first follow-up, against what the policy asks."""
    days, policy = run.journal.first_follow_ups, run.cohort.policy
    never = sum(person.trained_on is not None and not person.followed_up for person in run.cohort.people)
    row = [str(len(days)), days_of(days, 50), days_of(days, 90)]
    head = [say("People"), say("Median"), say("90th")]
    limits = (
        (policy.follow_up_due, "Later than due ({count} day)"),
        (policy.follow_up_breached, "Breached ({count} day)"),
    )
    for limit, name in limits:
        if limit is not None:
            head.append(say(name, count=limit))
            row.append(str(sum(day > limit for day in days)))
    return Table(say("Days from training to the first follow-up"), (*head, say("Never")), ((*row, str(never)),))


def practice(run: Run, say: Speaker) -> Table:
    """The outcome before and after, as it was read."""
    pairs = [(baseline, value) for baseline, value in run.journal.readings if baseline is not None]
    if not pairs:
        return Table(say("Outcomes read again"), (say("Readings"),), (("0",),))
    before, after = mean(baseline for baseline, _ in pairs), mean(value for _, value in pairs)
    row = (str(len(pairs)), say.share(before / 100), say.share(after / 100))
    head = (say("Readings"), say("Baseline"), say("Read again"))
    return Table(say("Lessons with the practice in use"), head, (row,))
