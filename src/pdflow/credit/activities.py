"""Activities: what a person took part in, as credit is given for it: a training as a whole, a contact by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

import attrs

from pdflow.credit.rule import ActivityKind
from pdflow.engagement import TrainingKind
from pdflow.history import FollowUpContact, Learning, SessionAttended
from pdflow.kernel.fields import RecordId
from pdflow.participation import VisitKind
from pdflow.people import PersonId
from pdflow.values import Strategy

_KIND: Final = {
    TrainingKind.TRAINING: ActivityKind.TRAINING,
    TrainingKind.INFORMATION_SESSION: ActivityKind.INFORMATION_SESSION,
    TrainingKind.MEETING: ActivityKind.MEETING,
    VisitKind.OBSERVATION: ActivityKind.OBSERVATION,
    VisitKind.CHECK_IN: ActivityKind.CHECK_IN,
    VisitKind.COACHING: ActivityKind.COACHING,
}


@attrs.frozen
class LearningActivity:
    """A training, or a contact, and the minutes of it that count."""

    engagement: str
    record: RecordId
    """The training; of sessions in no calendar the session that others make up; of a contact its record."""
    cycle: int | None
    """Of a training, which has sessions in one cycle; another's are another activity. None of a contact."""
    kind: ActivityKind
    title: str
    """Empty where nothing is known of it but its kind."""
    strategy: Strategy | None
    """Of follow-up that was received, which."""
    start: datetime
    end: datetime
    places: tuple[str, ...]
    """The sites of its sessions, or of the contact; none where none is known."""
    led_by: tuple[PersonId, ...]
    """Its trainers, or whoever was there as supporter."""
    sessions: tuple[SessionAttended, ...]
    """Those that were attended; of a contact none."""
    minutes: int
    language_minutes: int
    """Those of them that count as language acquisition."""
    evaluated: bool
    """Whether its evaluation is in, or there is none for it."""
    counts: bool
    """False while the policy holds its minutes back, until its evaluation is in."""


def activities(learning: Learning, *, language_acquisition: Collection[str] = ()) -> list[LearningActivity]:
    """What was attended within an engagement, by its beginning.

    Args:
        language_acquisition: The sessions that count as language acquisition.
    """
    made = [*_trainings(learning, language_acquisition), *_contacts(learning)]
    return sorted(made, key=lambda activity: activity.start)


def _trainings(learning: Learning, language_acquisition: Collection[str]) -> Iterator[LearningActivity]:
    attended = sorted([session for session in learning.sessions if session.credited], key=_training_in_cycle)
    for (record, cycle), grouped in groupby(attended, key=_training_in_cycle):
        sessions = tuple(grouped)
        booked = [session.booked for session in sessions if session.booked is not None]
        yield LearningActivity(
            engagement=learning.engagement,
            record=record,
            cycle=cycle,
            kind=_KIND[booked[0].kind] if booked else ActivityKind.TRAINING,
            title=booked[0].subject if booked else "",
            strategy=None,
            start=sessions[0].start,
            end=max(session.end for session in sessions),
            places=tuple(dict.fromkeys(each.site for each in booked if each.site)),
            led_by=tuple(dict.fromkeys(trainer for each in booked for trainer in each.trainers)),
            sessions=sessions,
            minutes=sum(session.credited for session in sessions),
            language_minutes=sum(each.credited for each in sessions if each.session in language_acquisition),
            evaluated=sessions[0].evaluated,
            counts=sessions[0].counts,
        )


def _training_in_cycle(session: SessionAttended) -> tuple[RecordId, int]:
    """What belongs to one activity: the sessions of a training in one cycle, which has its own evaluation."""
    return session.training, session.cycle


def _contacts(learning: Learning) -> Iterator[LearningActivity]:
    return (_contact(learning.engagement, contact) for contact in learning.contacts if contact.minutes)


def _contact(engagement: str, contact: FollowUpContact) -> LearningActivity:
    minutes, kind = contact.minutes or 0, contact.kind
    return LearningActivity(
        engagement=engagement,
        record=contact.record,
        cycle=None,
        kind=ActivityKind.FOLLOW_UP if isinstance(kind, Strategy) else _KIND[kind],
        title="",
        strategy=kind if isinstance(kind, Strategy) else None,
        start=contact.at,
        end=contact.at + timedelta(minutes=minutes),
        places=(contact.site,) if contact.site else (),
        led_by=(contact.who,),
        sessions=(),
        minutes=minutes,
        language_minutes=0,
        evaluated=True,
        counts=True,
    )
