"""Fidelity: how far practices are in place, by coach and by site; never of fewer than five people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from pdflow.documents.page import Cell, ShareCell
from pdflow.documents.programme.site_groups import FEWEST
from pdflow.history import ParticipationHistory
from pdflow.kernel.fields import RecordId
from pdflow.participation import ArtifactAdded, CheckInHeld, ObservationRecorded
from pdflow.people import PersonId
from pdflow.values import IN_PLACE, Level


@attrs.frozen
class PersonLevels:
    """One person's coach and site at the time of their latest event, and the first and last level of each practice."""

    person: PersonId
    coach: PersonId | None
    site: str
    first: tuple[Level, ...]
    last: tuple[Level, ...]


@attrs.frozen
class Fidelity:
    """The shares of a group's practices that were mostly or fully in place.

    Args:
        group: A coach or a site; None for all groups together that are too small to be shown alone.
        people: How many people are in the group.
        practices: How many practices of theirs were looked at.
        first: The share in place when each was first looked at, from 0 to 1.
        last: The share in place when each was last looked at, from 0 to 1.
    """

    group: str | None
    people: int
    practices: int
    first: float
    last: float


Groups = dict[str | None, frozenset[PersonLevels]]


def fidelity(people: Iterable[PersonLevels]) -> tuple[tuple[Fidelity, ...], tuple[Fidelity, ...]]:
    """Fidelity by coach and by site, of groups of five people or more.

    Smaller groups are shown together where that makes five. A site is left out where its figures, compared with those
    of the coaches, would reveal the figures of fewer than five people.
    """
    coaches, sites = groups_of(frozenset(people))
    return _figures(coaches), _figures(sites)


def groups_of(looked_at: frozenset[PersonLevels]) -> tuple[Groups, Groups]:
    """The coaches and the sites whose figures are shown, with their people."""
    coaches, sites = _groups(looked_at, lambda one: one.coach), _groups(looked_at, lambda one: one.site)
    while revealing := _revealing_sites(coaches, sites, looked_at):
        del sites[revealing[0]]
    return coaches, sites


def person_levels(histories: Iterable[ParticipationHistory]) -> Iterator[PersonLevels]:
    """The first and last level of each practice of everybody of whom one was looked at."""
    for history in histories:
        levels: dict[RecordId, list[Level]] = {}
        for practice, level in _levels(history):
            levels.setdefault(practice, []).append(level)
        if levels:
            first, last = (tuple(seen[index] for seen in levels.values()) for index in (0, -1))
            coach, site = history.state.coach_at(history.until), history.site_at(history.until)
            yield PersonLevels(history.state.person, coach, site, first, last)


def _levels(history: ParticipationHistory) -> Iterator[tuple[RecordId, Level]]:
    for event in sorted(history.events.all, key=lambda event: event.at):
        match event:
            case ObservationRecorded(focus=shown) | ArtifactAdded(shows=shown):
                yield from ((each.on, each.level) for each in shown if each.level is not None)
            case CheckInHeld():
                yield from ((each.on, each.level) for each in event.shows if each.evidence)


def _groups(looked_at: Iterable[PersonLevels], group: Callable[[PersonLevels], str | None]) -> Groups:
    """Groups of five or more in the order of their names, and under None the others together where they are five."""
    found: dict[str | None, set[PersonLevels]] = {}
    for one in looked_at:
        found.setdefault(group(one) or None, set()).add(one)
    small = {name for name, people in found.items() if name is None or len(people) < FEWEST}
    together = frozenset(one for name in small for one in found[name])
    # In order, so that it is always the same site that goes first where two would reveal somebody.
    large: Groups = {name: frozenset(found[name]) for name in sorted(found.keys() - small, key=lambda name: name or "")}
    return large | ({None: together} if len(together) >= FEWEST else {})


def _revealing_sites(coaches: Groups, sites: Groups, everybody: frozenset[PersonLevels]) -> list[str | None]:
    """A site whose figures would reveal those of fewer than five: of a part of it, or of a coach's people elsewhere."""
    parts = [*coaches.values(), everybody.difference(*coaches.values())]
    elsewhere = everybody.difference(*sites.values())
    for part in parts:
        meeting = {name: len(part & people) for name, people in sites.items() if part & people}
        for name, common in meeting.items():
            if common < FEWEST:
                return [name]
        if meeting and 0 < len(part & elsewhere) < FEWEST:
            return [max(meeting, key=lambda name: (meeting[name], name or ""))]
    return []


def _figures(groups: Groups) -> tuple[Fidelity, ...]:
    named = sorted(groups.items(), key=lambda group: (group[0] is None, group[0] or ""))
    return tuple(_figure(name, people) for name, people in named)


def _figure(name: str | None, people: frozenset[PersonLevels]) -> Fidelity:
    first = [level for one in people for level in one.first]
    last = [level for one in people for level in one.last]
    return Fidelity(name, len(people), len(last), _in_place(first), _in_place(last))


def fidelity_figures(people: Iterable[PersonLevels]) -> tuple[Cell, ...]:
    """How many practices of these people were looked at, and the shares in place at first and at last."""
    figure = _figure(None, frozenset(people))
    return figure.practices, ShareCell(figure.first), ShareCell(figure.last)


def _in_place(levels: list[Level]) -> float:
    return sum(level in IN_PLACE for level in levels) / len(levels)
