"""Reactions to events of an engagement: the commands that they cause for its participations."""

from __future__ import annotations

from collections.abc import Iterator

from pdflow.coordination.command_ids import reaction_header
from pdflow.coordination.directory import Directory, RosteredParticipation
from pdflow.coordination.envelopes import AddressedCommand, EventInStream
from pdflow.coordination.participation_commands import (
    Booking,
    attendance,
    briefing_of,
    briefing_update,
    enrolment,
    member_header,
    missed_so_far,
    session_plan,
    waiver,
)
from pdflow.engagement import (
    AddToRoster,
    BaselineSet,
    EngagementCancelled,
    FollowUpChosen,
    FollowUpPlanned,
    FollowUpRevised,
    MeasureChosen,
    OutcomeStated,
    RecordVoided,
    RequirementWaived,
    RosterJoined,
    TrainingCancelled,
    TrainingDelivered,
    TrainingRescheduled,
    TrainingScheduled,
)
from pdflow.participation import DropSession, Withdraw

BriefingChange = (
    OutcomeStated | MeasureChosen | BaselineSet | FollowUpPlanned | FollowUpChosen | FollowUpRevised | RecordVoided
)
Commands = Iterator[AddressedCommand]


def roster_joined(cause: EventInStream[RosterJoined], directory: Directory) -> Commands:
    """Enrols whoever joined, or briefs them if they are enrolled already, and catches up with what they missed."""
    event, stream = cause.event, directory.participation_of(cause.event.person, cause.stream)
    known = directory.member(stream)
    member = known or RosteredParticipation(
        event.person, stream, cause.stream, event.at, event.role_title, event.site, event.manager
    )
    briefing = briefing_of(member, event.briefing)
    if known is None:
        yield enrolment(cause, stream, briefing)
    elif known.briefing != briefing:
        yield briefing_update(cause, member, briefing)
    for requirement in event.waived:
        yield waiver(cause, member, requirement, "roster")
    yield from missed_so_far(member, directory)


def briefing_changed(cause: EventInStream[BriefingChange], directory: Directory) -> Commands:
    """Briefs everybody on the roster for whom something is new."""
    if cause.event.briefing is None:
        return
    for member in directory.members(cause.stream):
        briefing = briefing_of(member, cause.event.briefing)
        if briefing != member.briefing:
            yield briefing_update(cause, member, briefing)


def training_booked(cause: EventInStream[Booking], directory: Directory) -> Commands:
    """Plans each session for everybody on the roster, or plans it anew."""
    for member in directory.members(cause.stream):
        for session in cause.event.sessions:
            yield session_plan(cause, member, session)


def training_cancelled(cause: EventInStream[TrainingCancelled], directory: Directory) -> Commands:
    """Drops the sessions for everybody who has them in their plan."""
    starts = {
        session.session: session.start
        for earlier in directory.calendar(cause.stream)
        if isinstance(earlier.event, TrainingScheduled | TrainingRescheduled)
        for session in earlier.event.sessions
    }
    for member in directory.members(cause.stream):
        for session in cause.event.sessions:
            if starts.get(session, member.since) >= member.since:
                header = member_header(cause, member, DropSession, session)
                drop = DropSession(header, session=session, reason=cause.event.reason)
                yield AddressedCommand(member.participation, drop)


def training_delivered(cause: EventInStream[TrainingDelivered], directory: Directory) -> Commands:
    """Records the attendance of everybody on the roster, and adds to it whoever came without being on it."""
    members = {member.person: member for member in directory.members(cause.stream)}
    for presence in cause.event.there:
        if presence.person not in members and presence.minutes:
            known = directory.member(directory.participation_of(presence.person, cause.stream))
            if known is None:
                header = reaction_header(cause, cause.stream, AddToRoster, presence.person)
                yield AddressedCommand(cause.stream, AddToRoster(header, person=presence.person))
            else:
                members[presence.person] = known
    for member in members.values():
        yield attendance(cause, member)


def requirement_waived(cause: EventInStream[RequirementWaived], directory: Directory) -> Commands:
    """Waives for everybody on the roster what is waived for the roster."""
    if cause.event.for_roster:
        for member in directory.members(cause.stream):
            yield waiver(cause, member, cause.event.requirement, cause.event.reason)


def engagement_cancelled(cause: EventInStream[EngagementCancelled], directory: Directory) -> Commands:
    """Withdraws everybody whose participation has not ended."""
    for member in directory.members(cause.stream):
        header = member_header(cause, member, Withdraw)
        yield AddressedCommand(member.participation, Withdraw(header, reason=cause.event.reason))
