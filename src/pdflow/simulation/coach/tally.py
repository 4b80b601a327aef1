"""What became of the lists: what was done by its day, what later, what stood on them again, and what fell away."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.agenda import Item, Obligation
from pdflow.simulation.participant.person import Person
from pdflow.simulation.report.journal import Key, Listed

CONTACT: Final = ("RecordObservation", "HoldCheckIn", "OpenCoaching")
ENDED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "follow_up.first": CONTACT,
    "visit.record": (*CONTACT, "CancelVisit", "MissVisit"),
    "coaching.return_visit": CONTACT,
    "growth_area.settle": ("CloseGrowthArea", "CarryGrowthArea", "DropGrowthArea"),
    "step.review": ("CompleteActionStep", "DropActionStep", "ExtendActionStep"),
}
"""The commands that settle it, where there are others than the one the obligation names."""


def key(owed: Obligation) -> Key:
    """By what an obligation is known from week to week; a return visit is one, in the calendar or not yet."""
    return Key(owed.code, None if owed.code == "coaching.return_visit" else owed.about)


def follow(person: Person, items: Mapping[Key, Item]) -> None:
    """Count what is on a person's list for the first time, what is on it again, and the end of what no longer is."""
    duties, now, before = person.cohort.journal.duties, person.now, person.listed
    for former, listed in before.items():
        if former not in items:
            duties[former.code].end(_was_in_time(person, former, listed))
        elif listed.times == 1:
            duties[former.code].carried += 1
    person.listed = {}
    for known, item in items.items():
        times = before[known].times + 1 if known in before else 1
        duties[known.code].listed += times == 1
        person.listed[known] = Listed(item.owed, now, times)


def _was_in_time(person: Person, former: Key, listed: Listed) -> bool | None:
    """Whether it was done by its day; None where it was not done, but fell away."""
    commands = ENDED_BY.get(former.code, (listed.owed.command,))
    done = [when for command in commands if (when := person.done.get(command, -1)) >= listed.read]
    return person.cohort.year.at(min(done)) <= listed.owed.due if done else None
