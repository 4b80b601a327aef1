"""Reactions to events of an engagement: the commands that they cause for its participations."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pdflow.coordination.directory import Directory, RosteredParticipation
from pdflow.coordination.envelopes import CommandMaker, EventInStream
from pdflow.coordination.participation_commands import (
    Booking,
    attendance,
    briefing_of,
    briefing_update,
    dropped_session,
    enrolment,
    follow_up,
    session_plan,
    waiver,
    walk_in,
    with_missed,
    withdrawal,
)
from pdflow.coordination.sessions_sent import missed_so_far, sessions_dropped
from pdflow.engagement import (
    BaselineSet,
    EngagementCancelled,
    FollowUpChosen,
    FollowUpGiven,
    FollowUpPlanned,
    FollowUpRevised,
    MeasureChosen,
    OutcomeStated,
    RecordVoided,
    RequirementWaived,
    RosterJoined,
    TrainingCancelled,
    TrainingDelivered,
)
from pdflow.people import is_forgotten

BriefingChange = (
    OutcomeStated | MeasureChosen | BaselineSet | FollowUpPlanned | FollowUpChosen | FollowUpRevised | RecordVoided
)
Commands = Iterator[CommandMaker]


def roster_joined(cause: EventInStream[RosterJoined], directory: Directory) -> Commands:
    """Enrols whoever joined, or briefs them if they are enrolled already, and catches up with what they missed."""
    event, stream = cause.event, directory.participation_of(cause.event.person, cause.stream)
    known = directory.member(stream)
    new = RosteredParticipation(
        event.person, stream, cause.stream, event.at, event.role_title, event.site, event.manager, joined=cause.id
    )
    member = new if known is None or known.erased else known
    briefing = briefing_of(member, event.briefing, event.at)
    if known is None or known.erased:
        yield partial(enrolment, cause, stream, briefing)
    elif known.briefing != briefing:
        yield partial(briefing_update, cause, member, briefing)
    for requirement in event.waived:
        yield partial(waiver, cause, member, requirement, "roster")
    yield from missed_so_far(with_missed(member, directory.calendar(cause.stream)), directory)


def briefing_changed(cause: EventInStream[BriefingChange], directory: Directory) -> Commands:
    """Briefs everybody on the roster for whom something is new."""
    if cause.event.briefing is None:
        return
    for member in directory.members(cause.stream):
        briefing = briefing_of(member, cause.event.briefing, cause.event.at)
        if briefing != member.briefing:
            yield partial(briefing_update, cause, member, briefing)


def training_booked(cause: EventInStream[Booking], directory: Directory) -> Commands:
    """Plans each session for everybody on the roster, or plans it anew."""
    for member in directory.members(cause.stream):
        for session in cause.event.sessions:
            yield partial(session_plan, cause, member, session)


def training_cancelled(cause: EventInStream[TrainingCancelled], directory: Directory) -> Commands:
    """Drops the sessions for everybody who has them in their plan."""
    calendar = [*directory.calendar(cause.stream)]
    for member in directory.members(cause.stream):
        for session in sessions_dropped(cause, calendar, member):
            yield partial(dropped_session, cause, member, session)


def training_delivered(cause: EventInStream[TrainingDelivered], directory: Directory) -> Commands:
    """Records the attendance of everybody on the roster, and adds to it whoever came without being on it."""
    members = {member.person: member for member in directory.members(cause.stream)}
    for presence in cause.event.there:
        if presence.person not in members and presence.minutes:
            known = directory.member(directory.participation_of(presence.person, cause.stream))
            if known is None:
                if not is_forgotten(presence.person):
                    yield partial(walk_in, cause, presence.person)
            elif not known.erased:
                members[presence.person] = known
    for member in members.values():
        yield partial(attendance, cause, member, directory)


def follow_up_given(cause: EventInStream[FollowUpGiven], directory: Directory) -> Commands:
    """Records with everybody whom a follow-up strategy reached that they received it."""
    if cause.event.strategy is not None:
        for member in members_reached(cause, directory):
            yield partial(follow_up, cause, member, cause.event.strategy)


def members_reached(cause: EventInStream[FollowUpGiven], directory: Directory) -> Iterator[RosteredParticipation]:
    """Whom on the roster a follow-up strategy reached.

    These are the people it names, else, unless it was given to a group whose people only the host knows, all for whom
    it is meant; nobody where it was stored before it named a strategy.
    """
    event = cause.event
    for member in directory.members(cause.stream) if event.strategy is not None else ():
        meant = not event.group and event.for_whom.concerns(member.person, member.site_at(event.at))
        if member.person in event.to or (meant and not event.to):
            yield member


def requirement_waived(cause: EventInStream[RequirementWaived], directory: Directory) -> Commands:
    """Waives for everybody on the roster what is waived for the roster."""
    if cause.event.for_roster:
        for member in directory.members(cause.stream):
            yield partial(waiver, cause, member, cause.event.requirement, cause.event.reason)


def engagement_cancelled(cause: EventInStream[EngagementCancelled], directory: Directory) -> Commands:
    """Withdraws everybody whose participation has not ended."""
    for member in directory.live(cause.stream):
        yield partial(withdrawal, cause, member)
