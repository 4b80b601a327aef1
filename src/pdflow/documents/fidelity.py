"""Fidelity: how far practices are in place, by coach and by site; never of fewer than five people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import attrs

from pdflow.documents.people import Life
from pdflow.kernel.declare import RecordId
from pdflow.participation import ArtifactAdded, CheckInHeld, ObservationRecorded
from pdflow.people import PersonId
from pdflow.values import IN_PLACE, Level

FEWEST: Final = 5
"""As few people as a figure may be shown of: it rates the support they get, not them."""


@attrs.frozen
class Seen:
    """One person's practices: at which level each was first and last seen."""

    person: PersonId
    first: tuple[Level, ...]
    last: tuple[Level, ...]


@attrs.frozen
class Fidelity:
    """How many practices of how many people were mostly or fully in place when first and when last looked at.

    ``group`` is a coach or a site; None stands for those of several groups too small to be shown alone.
    """

    group: str | None
    people: int
    practices: int
    first: float
    last: float


def seen(lives: Iterable[Life]) -> Iterator[tuple[Life, Seen]]:
    """Those whose practice was ever looked at, with its levels."""
    for life in lives:
        levels: dict[RecordId, list[Level]] = {}
        for practice, level in _levels(life):
            levels.setdefault(practice, []).append(level)
        if levels:
            first, last = (tuple(told[place] for told in levels.values()) for place in (0, -1))
            yield life, Seen(life.state.person, first, last)


def _levels(life: Life) -> Iterator[tuple[RecordId, Level]]:
    for event in sorted(life.told.events, key=lambda event: event.at):
        match event:
            case ObservationRecorded(focus=shown) | ArtifactAdded(shows=shown):
                yield from ((each.on, each.level) for each in shown if each.level is not None)
            case CheckInHeld():
                yield from ((each.on, each.level) for each in event.shows if each.evidence)


def by_group(looked_at: Iterable[tuple[Life, Seen]], group: Callable[[Life], str | None]) -> tuple[Fidelity, ...]:
    """Fidelity group by group; groups under five are told together, or not at all where that is under five too."""
    groups: dict[str | None, list[Seen]] = {}
    for life, one in looked_at:
        groups.setdefault(group(life) or None, []).append(one)
    large = {name: people for name, people in groups.items() if name is not None and len(people) >= FEWEST}
    together = [one for name, people in groups.items() if name not in large for one in people]
    found = [_fidelity(name, large[name]) for name in sorted(large)]
    if len(together) >= FEWEST:
        found.append(_fidelity(None, together))
    return tuple(found)


def _fidelity(group: str | None, people: list[Seen]) -> Fidelity:
    first = [level for one in people for level in one.first]
    last = [level for one in people for level in one.last]
    return Fidelity(group, len(people), len(last), _in_place(first), _in_place(last))


def _in_place(levels: list[Level]) -> float:
    return sum(level in IN_PLACE for level in levels) / len(levels)
