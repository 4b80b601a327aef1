"""A directory ready for use: folded from the events of all streams, in the order of the feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import attrs

from pdflow.coordination.directory import (
    COORDINATION,
    Happened,
    Member,
    Told,
)
from pdflow.coordination.participations import Briefs, told_to
from pdflow.engagement import (
    BaselineSet,
    ClearanceRecorded,
    EngagementCancelled,
    EngagementClosed,
    EngagementReopened,
    EngagementRequested,
    FollowUpChosen,
    FollowUpPlanned,
    FollowUpRevised,
    MeasureChosen,
    OutcomeStated,
    ParticipationEnded,
    RecordVoided,
    RosterJoined,
    TaskAssigned,
    TrainingCancelled,
    TrainingDelivered,
    TrainingRescheduled,
    TrainingScheduled,
)
from pdflow.kernel.messages import Event
from pdflow.participation import (
    Enrolled,
    ParticipationCompleted,
    Reopened,
    Transferred,
    Withdrawn,
)
from pdflow.people import PersonId

Naming = Callable[[str, PersonId], str]


def usual_name(engagement: str, person: PersonId) -> str:
    """The stream of a participation that coordination begins, where a host names none otherwise."""
    return f"participation-{engagement}-{person}"


class Register:
    """Answers a reaction's questions from what it has learnt; give it every event once, in the order of the feed."""

    def __init__(self, naming: Naming = usual_name) -> None:
        """Begin empty; ``naming`` names the stream of a participation from its engagement's stream and the person."""
        self._naming = naming
        self._streams: dict[str, str] = {}
        self._members: dict[str, Member] = {}
        self._participations: defaultdict[str, dict[PersonId, str]] = defaultdict(dict)
        self._gone: set[str] = set()
        self._calendars: defaultdict[str, list[Happened[Any]]] = defaultdict(list)
        self._naming_trainer: defaultdict[PersonId, dict[str, None]] = defaultdict(dict)
        self._over: set[str] = set()

    def engagement_named(self, name: str) -> str | None:
        """The stream of the engagement of this name."""
        return self._streams.get(name)

    def participation_of(self, person: PersonId, engagement: str) -> str:
        """The stream somebody was enrolled in, or else the usual name."""
        return self._participations[engagement].get(person) or self._naming(engagement, person)

    def member(self, participation: str) -> Member | None:
        """Whose participation this is; None where it belongs to no engagement."""
        return self._members.get(participation)

    def members(self, engagement: str) -> Iterable[Member]:
        """Everybody on the roster whose participation has not ended."""
        streams = self._participations[engagement].values()
        members = (self._members[stream] for stream in streams if stream not in self._gone)
        return [member for member in members if member.on_roster]

    def calendar(self, engagement: str) -> Iterable[Happened[Any]]:
        """What was scheduled, rescheduled, cancelled and delivered, in that order, without what was taken back."""
        return self._calendars[engagement]

    def engagements_naming(self, trainer: PersonId) -> Iterable[str]:
        """The engagements under way with a session, a task or a clearance of this trainer."""
        return [engagement for engagement in self._naming_trainer[trainer] if engagement not in self._over]

    def learn(self, happened: Happened[Any]) -> None:
        """Take in an event, after what follows from it was carried out."""
        if lesson := LESSONS.get(type(happened.event)):
            lesson(self, happened)

    def _requested(self, happened: Happened[EngagementRequested]) -> None:
        self._streams[happened.event.engagement] = happened.stream

    def _joined(self, happened: Happened[RosterJoined]) -> None:
        event, stream = happened.event, self.participation_of(happened.event.person, happened.stream)
        self._participations[happened.stream][event.person] = stream
        title, site = event.role_title, event.site
        new = Member(event.person, stream, happened.stream, event.at, title, site, event.manager)
        known = self._members.get(stream, new)
        self._members[stream] = attrs.evolve(known, on_roster=True, told=told_to(known, event.briefing))

    def _enrolled(self, happened: Happened[Enrolled]) -> None:
        event, stream = happened.event, happened.stream
        engagement = self._streams.get(event.engagement or "")
        if engagement is None:
            return
        self._participations[engagement][event.person] = stream
        told = Told(event.outcomes, event.strategies, event.planned_end)
        new = Member(
            event.person, stream, engagement, event.at, event.role_title, event.site, event.manager, told, False
        )
        self._members.setdefault(stream, new)

    def _briefed(self, happened: Happened[Briefs]) -> None:
        if briefing := happened.event.briefing:
            for member in self.members(happened.stream):
                self._members[member.participation] = attrs.evolve(member, told=told_to(member, briefing))

    def _transferred(self, happened: Happened[Transferred]) -> None:
        event, member = happened.event, self._members.get(happened.stream)
        if member is not None:
            moved = attrs.evolve(member, role_title=event.role_title, site=event.site, manager=event.manager)
            self._members[happened.stream] = moved

    def _left(self, happened: Happened[ParticipationCompleted | Withdrawn]) -> None:
        self._gone.add(happened.stream)
        if happened.event.by != COORDINATION:
            self._strike(happened.stream)

    def _ended(self, happened: Happened[ParticipationEnded]) -> None:
        self._strike(self.participation_of(happened.event.person, happened.stream))

    def _strike(self, participation: str) -> None:
        member = self._members.get(participation)
        if member is not None:
            self._members[participation] = attrs.evolve(member, on_roster=False)

    def _reopened(self, happened: Happened[Reopened]) -> None:
        self._gone.discard(happened.stream)

    def _scheduled(self, happened: Happened[TrainingScheduled | TrainingRescheduled]) -> None:
        self._calendars[happened.stream].append(happened)
        for session in happened.event.sessions:
            for trainer in session.trainers:
                self._naming_trainer[trainer.person][happened.stream] = None

    def _changed(self, happened: Happened[TrainingCancelled | TrainingDelivered]) -> None:
        self._calendars[happened.stream].append(happened)

    def _voided(self, happened: Happened[RecordVoided]) -> None:
        kept = [earlier for earlier in self._calendars[happened.stream] if name_of(earlier) != happened.event.record]
        self._calendars[happened.stream] = kept
        self._briefed(happened)

    def _named(self, happened: Happened[TaskAssigned | ClearanceRecorded]) -> None:
        self._naming_trainer[happened.event.person][happened.stream] = None

    def _closed(self, happened: Happened[EngagementClosed | EngagementCancelled]) -> None:
        self._over.add(happened.stream)

    def _taken_up(self, happened: Happened[EngagementReopened]) -> None:
        self._over.discard(happened.stream)


def name_of(happened: Happened[Any]) -> str:
    """The name under which an event of the calendar is taken back."""
    match happened.event:
        case TrainingScheduled():
            return happened.event.schedule
        case TrainingDelivered():
            return happened.event.delivery
    command: str = happened.event.header.id
    return command


LESSONS: Final[Mapping[type[Event[Any]], Callable[[Register, Happened[Any]], None]]] = {
    EngagementRequested: Register._requested,
    RosterJoined: Register._joined,
    Enrolled: Register._enrolled,
    OutcomeStated: Register._briefed,
    MeasureChosen: Register._briefed,
    BaselineSet: Register._briefed,
    FollowUpPlanned: Register._briefed,
    FollowUpChosen: Register._briefed,
    FollowUpRevised: Register._briefed,
    RecordVoided: Register._voided,
    Transferred: Register._transferred,
    ParticipationCompleted: Register._left,
    Withdrawn: Register._left,
    ParticipationEnded: Register._ended,
    Reopened: Register._reopened,
    TrainingScheduled: Register._scheduled,
    TrainingRescheduled: Register._scheduled,
    TrainingCancelled: Register._changed,
    TrainingDelivered: Register._changed,
    TaskAssigned: Register._named,
    ClearanceRecorded: Register._named,
    EngagementClosed: Register._closed,
    EngagementCancelled: Register._closed,
    EngagementReopened: Register._taken_up,
}
"""What a register learns from each event."""
