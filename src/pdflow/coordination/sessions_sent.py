"""Sessions sent: what a member of a roster was sent to plan and to drop of an engagement's training."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from pdflow.coordination.directory import Directory, RosteredParticipation
from pdflow.coordination.envelopes import CommandMaker, EventInStream
from pdflow.coordination.participation_commands import (
    Booking,
    attendance,
    is_missed,
    last_of_parts,
    minutes_present,
    session_plan,
)
from pdflow.engagement import ScheduledSession, TrainingCancelled, TrainingRescheduled, TrainingScheduled

Planned = tuple[EventInStream[Booking], ScheduledSession]


def missed_so_far(member: RosteredParticipation, directory: Directory) -> Iterator[CommandMaker]:
    """Plan the sessions to come for a late member, and record attendance where they were present before joining.

    Each command is the one that its own event would have caused, so nothing is planned or recorded twice.
    """
    calendar = [*directory.calendar(member.engagement)]
    for _, delivery in last_of_parts(calendar):
        if minutes_present(delivery.event, member):
            yield partial(attendance, delivery, member, directory)
    for booking, session in sessions_to_come(calendar, member):
        yield partial(session_plan, booking, member, session)


def sessions_to_come(calendar: Sequence[EventInStream[Any]], member: RosteredParticipation) -> Iterator[Planned]:
    """The sessions not yet held that a late member is sent, each as it was booked last."""
    planned: dict[str, Planned] = {}
    for cause in calendar:
        match cause.event:
            case TrainingScheduled() | TrainingRescheduled():
                planned |= {session.session: (cause, session) for session in cause.event.sessions}
            case TrainingCancelled():
                planned = {name: booked for name, booked in planned.items() if name not in cause.event.sessions}
    held = {session for (session, _), _ in last_of_parts(calendar)}
    for name, (booking, session) in planned.items():
        if name not in held and session.start >= member.since:
            yield booking, session


def plans_sent(calendar: Sequence[EventInStream[Any]], member: RosteredParticipation) -> Iterator[Planned]:
    """The sessions that a member was sent to plan, each with the event that booked it."""
    yield from sessions_to_come([each for each in calendar if is_missed(each, member)], member)
    for each in calendar:
        if isinstance(each.event, TrainingScheduled | TrainingRescheduled) and not is_missed(each, member):
            yield from ((each, session) for session in each.event.sessions)


def sessions_dropped(
    cancelled: EventInStream[TrainingCancelled], calendar: Iterable[EventInStream[Any]], member: RosteredParticipation
) -> list[str]:
    """The sessions of a cancellation that a member has in the plan: not those cancelled before and not booked since."""
    starts: dict[str, datetime | None] = {}
    for earlier in calendar:
        match earlier.event:
            case TrainingScheduled() | TrainingRescheduled():
                starts |= {session.session: session.start for session in earlier.event.sessions}
            case TrainingCancelled():
                starts |= dict.fromkeys(earlier.event.sessions)
    planned = {name: starts.get(name, member.since) for name in cancelled.event.sessions}
    return [name for name, start in planned.items() if start is not None and start >= member.since]


def drops_sent(
    calendar: Sequence[EventInStream[Any]], member: RosteredParticipation
) -> Iterator[tuple[EventInStream[TrainingCancelled], str]]:
    """The sessions that a member was sent to drop, each with the event that cancelled it."""
    for place, each in enumerate(calendar):
        if isinstance(each.event, TrainingCancelled) and not is_missed(each, member):
            yield from ((each, session) for session in sessions_dropped(each, calendar[:place], member))
