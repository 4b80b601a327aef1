"""Repeated participations: people who take part in one engagement twice, whose hours are credited once."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import cast

import attrs

from pdflow import participation
from pdflow.history.learning import Learning
from pdflow.history.sessions_attended import SessionAttended
from pdflow.kernel.fields import RecordId
from pdflow.participation import Enrolled
from pdflow.people import PersonId
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore
from pdflow.storage.stored_streams import feed_of

TakesPart = tuple[PersonId, str]
"""Somebody, and the engagement that they take part in."""


def repeated_participations(store: EventStore) -> frozenset[TakesPart]:
    """Who was enrolled for which engagement more than once; of everybody else only a number is kept meanwhile.

    Raises:
        DecodeError: An enrolment cannot be read.
    """
    codec, known, repeated = Codec(participation.decider), set[int](), set[TakesPart]()
    for row in feed_of(store):
        if row.type == Enrolled.name:
            enrolled = cast(Enrolled, codec.from_row(row))
            takes_part = enrolled.person, enrolled.engagement or ""
            if takes_part[1] and hash(takes_part) in known:
                repeated.add(takes_part)
            known.add(hash(takes_part))
    return frozenset(repeated)


def credited_once(learnt: Iterable[Learning], repeated: Container[TakesPart] | None = None) -> Iterator[Learning]:
    """What people took part in, with a session that is in two participations in one engagement credited in the first.

    Where more minutes of it are credited in a later one, that has the rest of them.

    Args:
        repeated: Who takes part in which engagement more than once; without it, anybody may.
    """
    credited: dict[TakesPart, dict[RecordId, int]] = {}
    for each in learnt:
        takes_part = each.person, each.engagement
        if each.engagement and (repeated is None or takes_part in repeated):
            known = credited.setdefault(takes_part, {})
            yield attrs.evolve(each, sessions=tuple([_beyond(session, known) for session in each.sessions]))
        else:
            yield each


def _beyond(session: SessionAttended, known: dict[RecordId, int]) -> SessionAttended:
    """A session with the minutes that were not credited before."""
    before = known.get(session.session, 0)
    known[session.session] = max(before, session.credited)
    return attrs.evolve(session, credited=max(session.credited - before, 0)) if before else session
