"""Counts of listed obligations: met by their day or later, on another week's list, or lapsed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pdflow.agenda import Item, Obligation
from pdflow.simulation.participant.person import SimulatedPerson
from pdflow.simulation.world.obligation_counts import ListedObligation, ObligationKey

CONTACT: Final = ("RecordObservation", "HoldCheckIn", "OpenCoaching")
ENDED_BY: Final[Mapping[str, tuple[str, ...]]] = {
    "follow_up.first": CONTACT,
    "visit.record": (*CONTACT, "CancelVisit", "MissVisit"),
    "coaching.return_visit": CONTACT,
    "growth_area.settle": ("CloseGrowthArea", "CarryGrowthArea", "DropGrowthArea"),
    "step.review": ("CompleteActionStep", "DropActionStep", "ExtendActionStep"),
}
"""By code: the commands that meet an obligation, where there are others than the one it names."""


def obligation_key(owed: Obligation) -> ObligationKey:
    """Return what identifies an obligation from week to week; a return visit is the same one once it is booked."""
    return ObligationKey(owed.code, None if owed.code == "coaching.return_visit" else owed.about)


def count_list(person: SimulatedPerson, items: Mapping[ObligationKey, Item]) -> None:
    """Count the obligations on a person's list for the first time, those on it again, and those no longer on it."""
    counts, now, before = person.world.journal.obligations, person.now, person.listed
    for key, listed in before.items():
        if key not in items:
            counts[key.code].end(_was_in_time(person, key, listed))
        elif listed.times == 1:
            counts[key.code].carried += 1
    person.listed = {}
    for key, item in items.items():
        times = before[key].times + 1 if key in before else 1
        counts[key.code].listed += times == 1
        person.listed[key] = ListedObligation(item.owed, now, times)


def _was_in_time(person: SimulatedPerson, key: ObligationKey, listed: ListedObligation) -> bool | None:
    """Whether an obligation was met by its day; None where it lapsed."""
    commands = ENDED_BY.get(key.code, (listed.owed.command,))
    done = [minute for command in commands if (minute := person.done.get(command, -1)) >= listed.read]
    return person.world.year.at(min(done)) <= listed.owed.due if done else None
