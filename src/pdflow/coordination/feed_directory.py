"""The feed directory: answers from the events of all streams that it has read, in the order of the feed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, get_args

import attrs

from pdflow.coordination.command_ids import COORDINATION, Pseudonyms
from pdflow.coordination.directory import PersonBriefing, RosteredParticipation
from pdflow.coordination.envelopes import EventInStream
from pdflow.coordination.follow_ups_given import FollowUpHandedOn, FollowUpsGiven
from pdflow.coordination.participation_commands import briefing_of, with_missed
from pdflow.coordination.participations import BriefingChange, members_reached
from pdflow.coordination.roster_waivers import RosterWaivers, WaiverHandedOn
from pdflow.coordination.stream_names import StreamNames, StreamNaming, default_stream_name
from pdflow.coordination.training_calendars import TrainingCalendars
from pdflow.engagement import (
    BaselineSet,
    ClearanceRecorded,
    EngagementCancelled,
    EngagementClosed,
    EngagementReopened,
    EngagementRequested,
    EvaluationCollected,
    FollowUpChosen,
    FollowUpGiven,
    FollowUpPlanned,
    FollowUpRevised,
    MeasureChosen,
    OutcomeStated,
    ParticipationEnded,
    ReadingRecorded,
    RecordVoided,
    RequirementWaived,
    RosterJoined,
    TaskAssigned,
    TrainingCancelled,
    TrainingDelivered,
    TrainingRescheduled,
    TrainingScheduled,
)
from pdflow.kernel.messages import Event
from pdflow.participation import Enrolled, ParticipationCompleted, Place, Reopened, Transferred, Withdrawn, with_move
from pdflow.people import PersonId
from pdflow.storage.event_store import EventStore

TrainingChange = TrainingScheduled | TrainingRescheduled | TrainingCancelled | TrainingDelivered


class FeedDirectory:
    """Answers from what it has learnt; give it every event once, in the order of the feed."""

    def __init__(
        self, secret: bytes, naming: StreamNaming = default_stream_name, store: EventStore | None = None
    ) -> None:
        """Begin empty.

        Args:
            secret: The host's, 16 bytes or more, always the same: it keys the ids of what an engagement is handed
                without the person.
            naming: Of an engagement's stream and a person, the stream of their participation.
            store: Where participations may have begun under the names of before.
        """
        self._pseudonyms, self.names = Pseudonyms(secret), StreamNames(naming, store)
        self.begun_with = secret, naming, store
        self._streams: dict[str, str] = {}
        self._members: dict[str, RosteredParticipation] = {}
        self._participations: defaultdict[str, dict[PersonId, str]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._ended: set[str] = set()
        self._trainings, self._waivers, self._given = TrainingCalendars(), RosterWaivers(), FollowUpsGiven()

    def engagement_named(self, name: str) -> str | None:
        """The stream of the engagement that was requested under this name."""
        return self._streams.get(name)

    def participation_of(self, person: PersonId, engagement: str) -> str:
        """The stream in which a person was enrolled, or else the one that the naming gives."""
        return self._participations[engagement].get(person) or self.names.of(engagement, person)

    def member(self, participation: str) -> RosteredParticipation | None:
        """The participation of this stream; None where it belongs to no engagement."""
        return self._members.get(participation)

    def members(self, engagement: str) -> Iterable[RosteredParticipation]:
        """The participations of everybody on the roster, without those that have ended."""
        return [member for member in self.live(engagement) if member.on_roster]

    def live(self, engagement: str) -> Iterable[RosteredParticipation]:
        """The participations that have not ended, on the roster or not."""
        streams = self._participations[engagement].values()
        return [self._members[stream] for stream in streams if stream not in self._ended]

    def calendar(self, engagement: str) -> Iterable[EventInStream[Any]]:
        """The events that scheduled, rescheduled, cancelled or delivered training, in order, without voided ones."""
        return self._trainings.of(engagement)

    def waivers_handed_on(self, engagement: str, waiver: str) -> Iterable[WaiverHandedOn]:
        """What live participations were sent because of this waiver for the roster, and of no other in force."""
        return self._waivers.handed_on(engagement, waiver, [each.participation for each in self.live(engagement)])

    def follow_ups_handed_on(self, engagement: str, given: str) -> Iterable[FollowUpHandedOn]:
        """What live participations were sent because of this follow-up given."""
        sent = self._given.handed_on(engagement, given)
        return [each for each in sent if each.participation not in self._ended]

    def engagements_naming(self, trainer: PersonId) -> Iterable[str]:
        """The engagements under way with a session, a task or a clearance of this trainer."""
        return self._trainings.naming(trainer)

    def pseudonym(self, stream: str, record: str) -> str:
        """The id under which a record of a stream is handed on without its person."""
        member = self._members.get(stream)
        return self._pseudonyms.of((member and member.joined) or stream, record, stream)

    def forget(self, participation: str) -> None:
        """Take no more notice of a participation whose stream was erased."""
        self._ended.add(participation)
        if member := self._members.get(participation):
            self._members[participation] = attrs.evolve(member, on_roster=False, erased=True)

    def learn(self, event: EventInStream[Any]) -> None:
        """Take in an event whose reactions were carried out."""
        if handler := HANDLERS.get(type(event.event)):
            handler(self, event.stream, event)

    def _engagement_requested(self, stream: str, requested: EventInStream[EngagementRequested]) -> None:
        self._streams[requested.event.engagement] = stream

    def _roster_joined(self, engagement: str, joined: EventInStream[RosterJoined]) -> None:
        event, stream = joined.event, self.participation_of(joined.event.person, engagement)
        self._participations[engagement][event.person] = stream
        self.names.take(stream, engagement, event.person)
        place = (event.role_title, event.site, event.manager)
        new = RosteredParticipation(event.person, stream, engagement, event.at, *place, joined=joined.id)
        known = self._members.get(stream)
        if known is None or known.erased:
            known = new
            self._ended.discard(stream)
        briefing = briefing_of(known, event.briefing, event.at)
        joining = with_missed(known, self._trainings.of(engagement))
        self._members[stream] = attrs.evolve(joining, on_roster=True, briefing=briefing)
        self._waivers.join(joined, stream)

    def _enrolled(self, stream: str, enrolled: EventInStream[Enrolled]) -> None:
        event = enrolled.event
        engagement = self._streams.get(event.engagement or "")
        self.names.take(stream, engagement or "", event.person)
        if engagement is None:
            return
        # A second participation in an engagement does not take the place of one that goes on.
        known = self._participations[engagement].get(event.person)
        if known not in self._begun or known in self._ended:
            self._participations[engagement][event.person] = stream
        self._begun.add(stream)
        new = RosteredParticipation(
            event.person,
            stream,
            engagement,
            event.at,
            event.role_title,
            event.site,
            event.manager,
            briefing=PersonBriefing(event.outcomes, event.strategies, event.planned_end),
            on_roster=False,
            joined=enrolled.id,
        )
        self._members.setdefault(stream, new)

    def _briefing_changed(self, engagement: str, changed: EventInStream[BriefingChange]) -> None:
        if briefing := changed.event.briefing:
            for member in self.members(engagement):
                briefed = attrs.evolve(member, briefing=briefing_of(member, briefing, changed.event.at))
                self._members[member.participation] = briefed

    def _transferred(self, stream: str, transferred: EventInStream[Transferred]) -> None:
        event = transferred.event
        if member := self._members.get(stream):
            place = Place(event.from_day, event.site, event.role_title, event.manager)
            known = member.places or (member.place_at(event.at),)
            places = with_move(known, place, event.at.date())
            self._members[stream] = attrs.evolve(member, places=places)

    def _participation_over(self, stream: str, over: EventInStream[ParticipationCompleted | Withdrawn]) -> None:
        self._ended.add(stream)
        if over.event.by != COORDINATION:
            self._take_off_roster(stream)

    def _participation_ended(self, engagement: str, ended: EventInStream[ParticipationEnded]) -> None:
        self._take_off_roster(self.participation_of(ended.event.person, engagement))

    def _take_off_roster(self, participation: str) -> None:
        if member := self._members.get(participation):
            self._members[participation] = attrs.evolve(member, on_roster=False)

    def _reopened(self, stream: str, reopened: EventInStream[Reopened]) -> None:
        self._ended.discard(stream)

    def _training_changed(self, engagement: str, change: EventInStream[TrainingChange]) -> None:
        self._trainings.add(engagement, change)

    def _record_voided(self, engagement: str, voided: EventInStream[RecordVoided]) -> None:
        self._trainings.void(engagement, voided.event.record)
        self._waivers.void(engagement, voided.event.record)
        self._given.void(engagement, voided.event.record)
        self._briefing_changed(engagement, voided)

    def _requirement_waived(self, engagement: str, waived: EventInStream[RequirementWaived]) -> None:
        self._waivers.waive(waived, [member.participation for member in self.members(engagement)])

    def _follow_up_given(self, engagement: str, given: EventInStream[FollowUpGiven]) -> None:
        self._given.give(given, [member.participation for member in members_reached(given, self)])

    def _handed_on(self, engagement: str, record: EventInStream[EvaluationCollected | ReadingRecorded]) -> None:
        if (event := record.event).by == COORDINATION:
            self._pseudonyms.learn(event.evaluation if isinstance(event, EvaluationCollected) else event.reading)

    def _trainer_named(self, engagement: str, named: EventInStream[TaskAssigned | ClearanceRecorded]) -> None:
        self._trainings.name(named.event.person, engagement)

    def _engagement_closed(
        self, engagement: str, closed: EventInStream[EngagementClosed | EngagementCancelled]
    ) -> None:
        self._trainings.close(engagement)

    def _engagement_reopened(self, engagement: str, reopened: EventInStream[EngagementReopened]) -> None:
        self._trainings.reopen(engagement)


Handler = Callable[[FeedDirectory, str, EventInStream[Any]], None]

HANDLERS: Final[Mapping[type[Event[Any]], Handler]] = {
    EngagementRequested: FeedDirectory._engagement_requested,
    RosterJoined: FeedDirectory._roster_joined,
    Enrolled: FeedDirectory._enrolled,
    OutcomeStated: FeedDirectory._briefing_changed,
    MeasureChosen: FeedDirectory._briefing_changed,
    BaselineSet: FeedDirectory._briefing_changed,
    FollowUpPlanned: FeedDirectory._briefing_changed,
    FollowUpChosen: FeedDirectory._briefing_changed,
    FollowUpRevised: FeedDirectory._briefing_changed,
    RecordVoided: FeedDirectory._record_voided,
    RequirementWaived: FeedDirectory._requirement_waived,
    FollowUpGiven: FeedDirectory._follow_up_given,
    EvaluationCollected: FeedDirectory._handed_on,
    ReadingRecorded: FeedDirectory._handed_on,
    Transferred: FeedDirectory._transferred,
    ParticipationCompleted: FeedDirectory._participation_over,
    Withdrawn: FeedDirectory._participation_over,
    ParticipationEnded: FeedDirectory._participation_ended,
    Reopened: FeedDirectory._reopened,
    **dict.fromkeys(get_args(TrainingChange), FeedDirectory._training_changed),
    TaskAssigned: FeedDirectory._trainer_named,
    ClearanceRecorded: FeedDirectory._trainer_named,
    EngagementClosed: FeedDirectory._engagement_closed,
    EngagementCancelled: FeedDirectory._engagement_closed,
    EngagementReopened: FeedDirectory._engagement_reopened,
}
"""What a directory learns from each event."""
