"""The entries of one participation: how it now stands, and what the person has learnt in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from operator import attrgetter
from typing import Final

import attrs

from pdflow.kernel.fields import RecordId
from pdflow.kernel.messages import Event
from pdflow.participation import (
    CheckInHeld,
    CoachingClosed,
    ContactMade,
    FollowUpReceived,
    ObservationRecorded,
    Participation,
    contacts,
    credited_attendance,
)
from pdflow.projections.entries import LearningEntry, ParticipationEntry

TRAINING: Final = "TRAINING"
"""The kind of a training session in a learning history; the others are those of contacts."""
ContactEvent = CheckInHeld | CoachingClosed | FollowUpReceived | ObservationRecorded


def participation_entries(stream: str, state: Participation, at: datetime) -> Iterator[ParticipationEntry]:
    """The one entry of a participation at a moment; none before the enrolment."""
    if state.enrolled_at is None or state.turned is None:
        return
    team, place = state.team_at(at), state.place_at(at)
    leave = state.paused if state.paused is not None and at >= state.paused.since else None
    last_contact = max((contact.at for contact in contacts(state)), default=None)
    yield ParticipationEntry(
        stream=stream,
        person=state.person,
        engagement=state.engagement,
        phase=str(state.phase),
        since=state.turned.at.astimezone(UTC),
        enrolled_at=state.enrolled_at.astimezone(UTC),
        site=place.site,
        role_title=place.role_title,
        manager=place.manager,
        coach=team.coach,
        tier=str(team.tier),
        policy=state.policy_at(at).name,
        cycle=state.cycle,
        planned_end=state.planned_end,
        paused_since=None if leave is None else leave.since.astimezone(UTC),
        paused_until=None if leave is None else leave.until,
        last_contact=None if last_contact is None else last_contact.astimezone(UTC),
    )


def learning_entries(stream: str, state: Participation, events: Iterable[Event[Participation]]) -> list[LearningEntry]:
    """The training attended and the contacts that count, in the order of time.

    Args:
        stream: The name of the participation's stream.
        state: What it is folded to; it says what counts, and what was voided.
        events: All of its events; they say how long each contact was, which a state forgets with a closed cycle.
    """
    made = {_record(event): event for event in events if isinstance(event, ContactEvent)}
    of_contacts = (_of_contact(stream, state, contact, made[contact.record]) for contact in contacts(state))
    found = sorted([*_of_training(stream, state), *of_contacts], key=attrgetter("at", "kind", "record"))
    return [attrs.evolve(entry, number=number) for number, entry in enumerate(found)]


def _record(event: ContactEvent) -> RecordId:
    match event:
        case CheckInHeld():
            return event.check_in
        case CoachingClosed():
            return event.session
        case FollowUpReceived():
            return event.follow_up
        case ObservationRecorded():
            return event.observation


def _of_training(stream: str, state: Participation) -> Iterator[LearningEntry]:
    for attendance in credited_attendance(state, earlier=True):
        if attendance.there:
            at, minutes = attendance.at.astimezone(UTC), attendance.there
            yield LearningEntry(stream, 0, state.person, TRAINING, at, minutes, attendance.session, None, None)


def _of_contact(stream: str, state: Participation, contact: ContactMade, event: ContactEvent) -> LearningEntry:
    subject = str(event.strategy) if isinstance(event, FollowUpReceived) else None
    at, kind = contact.at.astimezone(UTC), str(contact.kind)
    return LearningEntry(stream, 0, state.person, kind, at, event.minutes, contact.record, subject, contact.by)
