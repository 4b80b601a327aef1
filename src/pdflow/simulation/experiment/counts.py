"""The counts of one simulated year: plain numbers, by campus and tier, that are small, pickle and go into JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import attrs

from pdflow.participation import COMPLETED, WITHDRAWN
from pdflow.people import Tier
from pdflow.simulation.cohort import Cohort
from pdflow.simulation.participant.person import SimulatedPerson

YEAR_AFTER: Final = 365
"""Days from the end of the year to the last reading of skill."""
DIGITS: Final = 9
"""Decimals of a sum of skill."""

T = TypeVar("T")


class Times(NamedTuple):
    """A value, such as a number of days, and how many people or sessions have it."""

    value: int
    times: int


@attrs.frozen
class GroupCounts:
    """The counts of the people of one campus and tier."""

    site: str
    tier: str
    people: int
    trained: int
    """People with an hour of training at least."""
    completed: int
    withdrawn: int
    seen: tuple[Times, ...]
    """Days from the training to the first follow-up by somebody other than the line manager."""
    unseen: tuple[Times, ...]
    """Days since the training, of people without such a follow-up yet."""
    waits: tuple[Times, ...]
    """Days from being ready for coaching to a session."""
    waiting: int
    """People still waiting for a session at the end."""
    coached: int
    coached_right: int
    """People coached on a growth area that holds the practice back."""
    training_hours: float
    start: float
    """The sum of the skill that people came with; nobody sees it."""
    gain: float
    """The sum of what they are above it at the end."""
    gain_after: float
    """The same a year later, with nobody supported in between."""
    gain_in_year: float
    """The sum of each person's mean gain over the days of the year."""
    reached: tuple[Times, ...]
    """By per cent of what a person can gain at all, from 0 to 100: people who have gained that much at the end."""
    reached_after: tuple[Times, ...]


@attrs.frozen
class Counts:
    """The counts of one year of an alternative with one seed."""

    coaches: int
    coach_years: float
    """Coaches at work, less for those who left in the course of the year."""
    training_days: int
    decisions: int
    refused: int
    minutes: tuple[tuple[str, int], ...]
    """Minutes of the coaches with people, by kind of visit, and those lost because nobody came."""
    groups: tuple[GroupCounts, ...]

    def total(self, site: str | None = None, tier: str | None = None) -> GroupCounts:
        """Return the sum of all groups, or of those of a campus or tier; other names of them are empty."""
        groups = [group for group in self.groups if site in (None, group.site) and tier in (None, group.tier)]
        return _sum(groups, site or "", tier or "")


def counts_of(cohort: Cohort, coach_years: float) -> Counts:
    """Count what a cohort did in the days that it has lived through."""
    groups = defaultdict[tuple[str, str], list[SimulatedPerson]](list)
    for person in cohort.people:
        tier = Tier.INTENSIVE if person.intensive else Tier.GENERAL
        groups[person.seat.site, tier.value].append(person)
    minutes = Counter[str]()
    for weeks in cohort.journal.minutes.values():
        for week in weeks:
            minutes.update(week)
    return Counts(
        coaches=len(cohort.diaries),
        coach_years=coach_years,
        training_days=sum(day < cohort.year.days for days in cohort.rounds for day in days),
        decisions=cohort.journal.decisions,
        refused=cohort.journal.refused,
        minutes=tuple(sorted((str(kind), spent) for kind, spent in minutes.items())),
        groups=tuple(_counts(*key, people) for key, people in sorted(groups.items())),
    )


def _counts(site: str, tier: str, people: Sequence[SimulatedPerson]) -> GroupCounts:
    end = people[0].world.today
    coached = [person for person in people if person.coached_areas]
    return GroupCounts(
        site=site,
        tier=tier,
        people=len(people),
        trained=sum(person.trained_on is not None for person in people),
        completed=sum(person.state.phase is COMPLETED for person in people),
        withdrawn=sum(person.state.phase is WITHDRAWN for person in people),
        seen=_times(person.followed_up_after for person in people if person.followed_up_after is not None),
        unseen=_times(end - trained for person in people if (trained := _unseen_since(person)) is not None),
        waits=_times(days for person in people for days in person.waits),
        waiting=sum(person.ready_since is not None for person in people),
        coached=len(coached),
        coached_right=sum(bool(person.coached_areas & person.right_areas) for person in coached),
        training_hours=_rounded(person.skill.hours for person in people),
        start=_rounded(person.skill.traits.start for person in people),
        gain=_rounded(_gain(person, end) for person in people),
        gain_after=_rounded(_gain(person, end + YEAR_AFTER) for person in people),
        gain_in_year=_rounded(person.skill.sum_of_gain(end) / max(end, 1) for person in people),
        reached=_times(_reached(person, end) for person in people),
        reached_after=_times(_reached(person, end + YEAR_AFTER) for person in people),
    )


def _unseen_since(person: SimulatedPerson) -> int | None:
    return person.trained_on if person.followed_up_after is None else None


def _gain(person: SimulatedPerson, day: int) -> float:
    return person.skill.on(day) - person.skill.traits.start


def _reached(person: SimulatedPerson, day: int) -> int:
    reach = person.skill.traits.reach
    return min(int(100 * _gain(person, day) / reach + 1e-9), 100) if reach else 0


def _times(values: Iterable[int]) -> tuple[Times, ...]:
    return tuple(Times(*pair) for pair in sorted(Counter(values).items()))


def _rounded(numbers: Iterable[float]) -> float:
    return round(sum(numbers), DIGITS)


def _sum(groups: Sequence[GroupCounts], site: str, tier: str) -> GroupCounts:
    fields = [field.name for field in attrs.fields(GroupCounts) if field.name not in ("site", "tier")]
    sums = {name: _added([getattr(group, name) for group in groups], name) for name in fields}
    return GroupCounts(site=site, tier=tier, **sums)


HISTOGRAMS: Final = frozenset({"seen", "unseen", "waits", "reached", "reached_after"})


def _added(values: Sequence[Any], name: str) -> Any:
    if name not in HISTOGRAMS:
        return sum(values)
    added = Counter[int]()
    for histogram in values:
        for value, times in histogram:
            added[value] += times
    return tuple(Times(*pair) for pair in sorted(added.items()))


def plain(counts: Counts) -> dict[str, Any]:
    """Return counts as what JSON can hold."""
    groups = [attrs.asdict(group, recurse=False) for group in counts.groups]
    return {**attrs.asdict(counts, recurse=False), "groups": groups}


def counts_from(read: Mapping[str, Any]) -> Counts:
    """Return the counts that ``plain`` made, read back from JSON.

    Raises:
        KeyError, TypeError, ValueError: they are no counts.
    """
    groups = tuple(_group_from(group) for group in read["groups"])
    minutes = tuple((str(kind), int(spent)) for kind, spent in read["minutes"])
    return Counts(**{**read, "minutes": minutes, "groups": groups})


def _group_from(read: Mapping[str, Any]) -> GroupCounts:
    histograms = {name: tuple(Times(*map(int, pair)) for pair in read[name]) for name in HISTOGRAMS}
    return GroupCounts(**{**read, **histograms})
