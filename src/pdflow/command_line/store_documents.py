"""The documents that can be made of all streams of a store, each with the name of its file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, Final, Self

import attrs

from pdflow import documents, engagement, participation
from pdflow.credit import CreditRule, Provider
from pdflow.history import FoldedParticipations, engagement_histories
from pdflow.kernel.decider import Decider
from pdflow.kernel.messages import Event
from pdflow.people import PersonId
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore
from pdflow.storage.stored_streams import stored_streams

Streams = Mapping[str, Sequence[Event[Any]]]
NamedDocuments = Iterator[tuple[str, documents.Document]]

OF_AN_ENGAGEMENT: Final[Mapping[str, Callable[[Sequence[Event[Any]]], documents.Document]]] = {
    "attendance-roster": documents.attendance_roster,
    "cadre-timeline": documents.cadre_timeline,
    "cofacilitation-checklist": documents.cofacilitation_checklist,
    "commissioning-brief": documents.commissioning_brief,
    "critical-elements": documents.critical_elements_of_training,
    "electronic-tools": documents.electronic_tools,
    "follow-up-continuum": documents.follow_up_continuum,
    "follow-up-plan": documents.follow_up_plan,
    "logistics-checklist": documents.logistics_checklist,
    "partnership-ledger": documents.partnership_ledger,
    "success-checklist": documents.success_checklist,
    "training-activities": documents.training_activities,
    "workshop-request": documents.workshop_request,
    "year-at-a-glance": documents.year_at_a_glance,
}


@attrs.frozen
class StoreDocuments:
    """What documents are made of: the events of everything, which are in memory, and what the host adds."""

    engagements: Streams
    people: FoldedParticipations
    provider: Provider
    rule: CreditRule
    at: datetime
    """The moment of the lists of what is due."""

    @classmethod
    def in_store(cls, store: EventStore, *more: Any) -> Self:
        """Read a store; the rest is as for the class."""
        people = FoldedParticipations(_streams(store, participation.decider))
        return cls(_streams(store, engagement.decider), people, *more)

    def of_kind(self, kind: str) -> NamedDocuments:
        """All documents of one of the ``KINDS``."""
        if kind in OF_AN_ENGAGEMENT:
            for stream, events in self.engagements.items():
                yield f"{kind}-{file_name(stream)}", OF_AN_ENGAGEMENT[kind](events)
        else:
            yield from OTHERS[kind](self)

    def certificates(self) -> NamedDocuments:
        """A certificate for each participation."""
        for history in self.people.histories:
            events, engagement = history.events.all, self._engagement(history.state.engagement)
            made = documents.certificate(events, self.provider, rule=self.rule, engagement=engagement)
            yield f"certificate-{file_name(history.stream)}", made

    def person_records(self) -> NamedDocuments:
        """A record for each participation."""
        for history in self.people.histories:
            record = documents.person_record(history.events.all, engagement=self._engagement(history.state.engagement))
            yield f"person-record-{file_name(history.stream)}", record

    def transcripts(self) -> NamedDocuments:
        """A transcript for each person."""
        streams = defaultdict[PersonId, dict[str, Sequence[Event[Any]]]](dict)
        for history in self.people.histories:
            streams[history.state.person][history.stream] = history.events.all
        for person, mine in streams.items():
            made = documents.transcript(mine, self.provider, rules=(self.rule,), engagements=self.engagements)
            yield f"transcript-{file_name(person)}", made

    def _engagement(self, name: str | None) -> Sequence[Event[Any]]:
        """The events of the engagement of this name; none where there is none."""
        found = (each.events.all for each in engagement_histories(self.engagements) if each.name == name)
        return next(found, ())


OTHERS: Final[Mapping[str, Callable[[StoreDocuments], NamedDocuments]]] = {
    "caseload": lambda made: iter([("caseload", documents.caseload(made.people, made.at))]),
    "certificate": StoreDocuments.certificates,
    "dosage": lambda made: iter([("dosage", documents.dosage(made.people))]),
    "drift-report": lambda made: iter([("drift-report", documents.drift_report(made.people, made.at))]),
    "person-record": StoreDocuments.person_records,
    "progress-board": lambda made: iter([("progress-board", documents.progress_board(made.people, made.at))]),
    "transcript": StoreDocuments.transcripts,
}
KINDS: Final = sorted((*OF_AN_ENGAGEMENT, *OTHERS))


def file_name(text: str) -> str:
    """A text as part of a file's name, that of no other text: a digest is added where characters were replaced."""
    plain = re.sub(r"[^\w.-]", "_", text, flags=re.ASCII)[:80]
    return plain if plain == text else f"{plain}-{sha256(text.encode()).hexdigest()[:8]}"


def _streams(store: EventStore, decider: Decider[Any]) -> Streams:
    codec = Codec(decider)
    return {stream: [*map(codec.from_row, rows)] for stream, rows in stored_streams(store, of=decider.name)}
