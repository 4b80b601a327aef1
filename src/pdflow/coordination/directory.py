"""The directory: what a reaction has to know beyond its event, and how its commands are addressed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final, Generic, Protocol, TypeVar
from uuid import UUID, uuid5

import attrs

from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command, Event
from pdflow.people import SYSTEM, PersonId
from pdflow.values import Outcome, Strategy

E = TypeVar("E", bound=Event[Any], covariant=True)

COORDINATION: Final = Actor("coordination", SYSTEM)
"""Who acts where one thing follows from another."""


@attrs.frozen
class Happened(Generic[E]):
    """An event with its place: its id in the store, and the stream it stands in."""

    id: str
    stream: str
    event: E


@attrs.frozen
class Addressed:
    """A command, and the stream it is meant for."""

    stream: str
    command: Command[Any]


@attrs.frozen
class Told:
    """What somebody was last told of the outcomes, the follow-up and the planned end."""

    outcomes: tuple[Outcome, ...]
    strategies: tuple[Strategy, ...]
    planned_end: date | None


@attrs.frozen
class Member:
    """Somebody whose participation belongs to an engagement; both are named by their streams."""

    person: PersonId
    participation: str
    engagement: str
    since: datetime
    """When they were enrolled: nothing of theirs is dated before it."""
    role_title: str = ""
    site: str = ""
    manager: PersonId | None = None
    told: Told | None = None
    on_roster: bool = True
    """Whether the engagement counts them in."""


class Directory(Protocol):
    """Who belongs to whom, as known before the event that is being reacted to. All names are streams.

    ``Register`` answers from the feed; a host may answer from its own tables.
    """

    def engagement_named(self, name: str) -> str | None:
        """The engagement of this name."""
        ...

    def participation_of(self, person: PersonId, engagement: str) -> str:
        """The participation of somebody in an engagement: as it is, or as it will be named."""
        ...

    def member(self, participation: str) -> Member | None:
        """Whose participation this is; None where it belongs to no engagement."""
        ...

    def members(self, engagement: str) -> Iterable[Member]:
        """Everybody on the roster whose participation has not ended."""
        ...

    def calendar(self, engagement: str) -> Iterable[Happened[Any]]:
        """What was scheduled, rescheduled, cancelled and delivered, in that order, without what was taken back."""
        ...

    def engagements_naming(self, trainer: PersonId) -> Iterable[str]:
        """The engagements under way that name this trainer."""
        ...

    def learn(self, happened: Happened[Any]) -> None:
        """Take in an event, once what follows from it was carried out; nothing to do for one that asks tables."""
        ...


def header(
    cause: Happened[Event[Any]], stream: str, kind: type[Command[Any]], about: str = "", at: datetime | None = None
) -> Header:
    """The header of a command that follows from an event: from the same event always the same id.

    ``about`` tells several commands of one kind to one stream apart. The command is dated as its cause, if not ``at``.
    """
    named = uuid5(UUID(cause.id), "\n".join((stream, kind.__name__, about)))
    return Header(named, COORDINATION, at or cause.event.at)
