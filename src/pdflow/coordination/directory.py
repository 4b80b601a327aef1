"""The directory: what a reaction has to know beyond its event, which is whose streams belong together."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

import attrs

from pdflow.coordination.envelopes import EventInStream
from pdflow.coordination.follow_ups_given import FollowUpHandedOn
from pdflow.coordination.roster_waivers import WaiverHandedOn
from pdflow.kernel.periods import held_at
from pdflow.participation import Place
from pdflow.people import PersonId
from pdflow.values import Outcome, Strategy


@attrs.frozen
class PersonBriefing:
    """The outcomes, the follow-up strategies and the planned end that one person was last briefed on."""

    outcomes: tuple[Outcome, ...]
    strategies: tuple[Strategy, ...]
    planned_end: date | None


@attrs.frozen
class RosteredParticipation:
    """A participation that belongs to an engagement; both are named by their streams."""

    person: PersonId
    participation: str
    engagement: str
    since: datetime
    """When the person was enrolled: no record of theirs is dated before it."""
    role_title: str = ""
    site: str = ""
    manager: PersonId | None = None
    briefing: PersonBriefing | None = None
    on_roster: bool = True
    """Whether the engagement's roster has the person."""
    erased: bool = False
    """Whether the participation's stream was erased."""
    places: tuple[Place, ...] = ()
    """Where else the person works from which day on, as recorded; until then at the site above."""
    missed: frozenset[str] | None = None
    """The ids of the events of training recorded before the person joined; None where only the times say so."""
    joined: str = ""
    """The id of the event by which the person joined or was enrolled, of which the ids of their commands are made, so
    that nobody finds the person by trying names; without it they are made of the stream's name."""

    def place_at(self, at: datetime) -> Place:
        """Where the person worked on the day of a moment, as what, and under which line manager."""
        return held_at(self.places, at.date()) or Place(date.min, self.site, self.role_title, self.manager)

    def site_at(self, at: datetime) -> str:
        """The site on the day of a moment."""
        return self.place_at(at).site


class Directory(Protocol):
    """Answers which streams belong together, as of the moment before the event being reacted to.

    ``FeedDirectory`` answers from the feed; a host may answer from its own tables. Engagements and participations are
    named by their streams.
    """

    def engagement_named(self, name: str) -> str | None:
        """The stream of the engagement that was requested under this name."""
        ...

    def participation_of(self, person: PersonId, engagement: str) -> str:
        """The stream of a person's participation in an engagement, whether or not it has begun."""
        ...

    def member(self, participation: str) -> RosteredParticipation | None:
        """The participation of this stream; None where it belongs to no engagement."""
        ...

    def members(self, engagement: str) -> Iterable[RosteredParticipation]:
        """The participations of everybody on the roster, without those that have ended."""
        ...

    def live(self, engagement: str) -> Iterable[RosteredParticipation]:
        """The participations that have not ended, on the roster or not."""
        ...

    def calendar(self, engagement: str) -> Iterable[EventInStream[Any]]:
        """The events that scheduled, rescheduled, cancelled or delivered training, in order, without voided ones."""
        ...

    def waivers_handed_on(self, engagement: str, waiver: str) -> Iterable[WaiverHandedOn]:
        """What live participations were sent because of this waiver for the roster, and of no other in force."""
        ...

    def follow_ups_handed_on(self, engagement: str, given: str) -> Iterable[FollowUpHandedOn]:
        """What participations were sent because of this follow-up given.

        Where a host's own directory was written before there was this method, participations keep what they were sent.
        """
        ...

    def engagements_naming(self, trainer: PersonId) -> Iterable[str]:
        """The engagements under way that name this trainer."""
        ...

    def pseudonym(self, stream: str, record: str) -> str:
        """The UUID under which a record of a stream is handed on without its person; keyed by the host's secret."""
        ...

    def forget(self, participation: str) -> None:
        """Take no more notice of a participation whose stream was erased."""
        ...

    def learn(self, event: EventInStream[Any]) -> None:
        """Take in an event whose reactions were carried out; a directory that asks tables need do nothing."""
        ...
