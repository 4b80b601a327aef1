"""Fidelity: how far practices are in place, by coach and by site; never of fewer than five people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from pdflow.documents.history.folded import Life
from pdflow.kernel.fields import RecordId
from pdflow.participation import ArtifactAdded, CheckInHeld, ObservationRecorded
from pdflow.people import PersonId
from pdflow.values import IN_PLACE, Level

FEWEST: Final = 5
"""As few people as a figure may be shown of: it rates the support they get, not them."""


@attrs.frozen
class Seen:
    """One person's practices: at which level each was first and last seen, under whom and where."""

    person: PersonId
    coach: PersonId | None
    site: str
    first: tuple[Level, ...]
    last: tuple[Level, ...]


@attrs.frozen
class Fidelity:
    """How many practices of how many people were mostly or fully in place when first and when last looked at.

    ``group`` is a coach or a site; None stands for groups too small to be shown alone, together.
    """

    group: str | None
    people: int
    practices: int
    first: float
    last: float


Groups = dict[str | None, frozenset[Seen]]


def fidelity(lives: Iterable[Life]) -> tuple[tuple[Fidelity, ...], tuple[Fidelity, ...]]:
    """Fidelity by coach and by site, of groups of five people or more.

    Smaller ones are told together where that makes five. A site is left out where its figures, set against those of
    the coaches, would tell those of fewer than five people.
    """
    coaches, sites = groups_of(frozenset(_seen(lives)))
    return _figures(coaches), _figures(sites)


def groups_of(looked_at: frozenset[Seen]) -> tuple[Groups, Groups]:
    """The coaches and sites of which figures are told, with their people."""
    coaches, sites = _groups(looked_at, lambda one: one.coach), _groups(looked_at, lambda one: one.site)
    while telling := _telling(coaches, sites, looked_at):
        del sites[telling[0]]
    return coaches, sites


def _seen(lives: Iterable[Life]) -> Iterator[Seen]:
    for life in lives:
        levels: dict[RecordId, list[Level]] = {}
        for practice, level in _levels(life):
            levels.setdefault(practice, []).append(level)
        if levels:
            first, last = (tuple(told[place] for told in levels.values()) for place in (0, -1))
            yield Seen(life.state.person, life.state.coach, life.state.site, first, last)


def _levels(life: Life) -> Iterator[tuple[RecordId, Level]]:
    for event in sorted(life.told.events, key=lambda event: event.at):
        match event:
            case ObservationRecorded(focus=shown) | ArtifactAdded(shows=shown):
                yield from ((each.on, each.level) for each in shown if each.level is not None)
            case CheckInHeld():
                yield from ((each.on, each.level) for each in event.shows if each.evidence)


def _groups(looked_at: Iterable[Seen], group: Callable[[Seen], str | None]) -> Groups:
    """Groups of five or more by name, and under None the others together where they are five."""
    found: dict[str | None, set[Seen]] = {}
    for one in looked_at:
        found.setdefault(group(one) or None, set()).add(one)
    small = {name for name, people in found.items() if name is None or len(people) < FEWEST}
    together = frozenset(one for name in small for one in found[name])
    large: Groups = {name: frozenset(people) for name, people in found.items() if name not in small}
    return large | ({None: together} if len(together) >= FEWEST else {})


def _telling(coaches: Groups, sites: Groups, everybody: frozenset[Seen]) -> list[str | None]:
    """A site of which one part, or what it leaves of a coach's people, is fewer than five and could be worked out."""
    shares = [*coaches.values(), everybody.difference(*coaches.values())]
    elsewhere = everybody.difference(*sites.values())
    for share in shares:
        meeting = {name: len(share & people) for name, people in sites.items() if share & people}
        for name, common in meeting.items():
            if common < FEWEST:
                return [name]
        if meeting and 0 < len(share & elsewhere) < FEWEST:
            return [max(meeting, key=lambda name: (meeting[name], name or ""))]
    return []


def _figures(groups: Groups) -> tuple[Fidelity, ...]:
    named = sorted(groups.items(), key=lambda group: (group[0] is None, group[0] or ""))
    return tuple(_figure(name, people) for name, people in named)


def _figure(name: str | None, people: frozenset[Seen]) -> Fidelity:
    first = [level for one in people for level in one.first]
    last = [level for one in people for level in one.last]
    return Fidelity(name, len(people), len(last), _in_place(first), _in_place(last))


def _in_place(levels: list[Level]) -> float:
    return sum(level in IN_PLACE for level in levels) / len(levels)
