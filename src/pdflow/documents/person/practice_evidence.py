"""Evidence of one person's practice, with the feedback on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import Cell, NameCell, PhraseCell, Table, note_cells, pair_cells
from pdflow.documents.person.record_texts import record_texts
from pdflow.history import EffectiveEvents
from pdflow.kernel.fields import RecordId
from pdflow.participation import ArtifactAdded, CheckInHeld, FeedbackGiven, ObservationRecorded, Participation
from pdflow.people import PersonId
from pdflow.values import Level

PracticeLevels = tuple[tuple[str, Level | None], ...]
"""What was looked at, by its text, each with its level if one was given."""


@attrs.frozen
class PracticeEvidence:
    """What an observation, artifact, check-in or feedback says about practice."""

    at: datetime
    who: PersonId
    looked_at: PracticeLevels
    strengths: str | None = None
    struggles: str | None = None
    feedback: str | None = None
    reflection: str | None = None
    reference: str = ""
    """The host's own reference to an artifact."""
    with_whom: tuple[PersonId, ...] = ()
    """Who else observed."""

    @property
    def present(self) -> frozenset[PersonId]:
        """Who was there by record, besides the participant."""
        return frozenset({self.who, *self.with_whom})


def practice_evidence(events: EffectiveEvents[Participation]) -> list[PracticeEvidence]:
    """All evidence of a person's practice, by its time."""
    return sorted(_evidence(events), key=lambda evidence: evidence.at)


def _evidence(events: EffectiveEvents[Participation]) -> Iterator[PracticeEvidence]:
    texts = record_texts(events)

    def levels(pairs: Iterable[tuple[RecordId, Level | None]]) -> PracticeLevels:
        return tuple((texts.get(record, record), level) for record, level in pairs)

    for event in events.all:
        who, at = event.by.person, event.at
        match event:
            case ObservationRecorded():
                looked_at = levels((focus.on, focus.level) for focus in event.focus)
                there = event.observed_with
                yield PracticeEvidence(at, who, looked_at, event.strengths, event.struggles, with_whom=there)
            case ArtifactAdded():
                looked_at = levels((focus.on, focus.level) for focus in event.shows)
                yield PracticeEvidence(at, who, looked_at, reference=event.reference)
            case CheckInHeld():
                looked_at = levels((shown.on, shown.level) for shown in event.shows)
                yield PracticeEvidence(at, who, looked_at, reflection=event.reflection)
            case FeedbackGiven():
                yield PracticeEvidence(at, who, (), feedback=event.said, reflection=event.reflection)


def evidence_table(person: PersonId, pair: frozenset[PersonId], evidence: Iterable[PracticeEvidence]) -> Table:
    """The evidence of a person's practice, for the pair and whoever was there; its notes are for those who were."""
    rows: list[tuple[Cell, ...]] = []
    for each in evidence:
        looked_at = pair_cells(pair | each.present, each.looked_at)
        rows.append((each.at, NameCell(each.who), *looked_at, _content(person, pair, each)))
    return Table("Seen and said", ("When", "By", "Looked at", "Said"), rows, reader=Audience.PAIR)


def _content(person: PersonId, pair: frozenset[PersonId], evidence: PracticeEvidence) -> Cell:
    strengths, struggles, feedback, reflection = note_cells(
        {person, *evidence.present}, evidence.strengths, evidence.struggles, evidence.feedback, evidence.reflection
    )
    [reference] = pair_cells(pair | evidence.present, evidence.reference)
    return (
        (PhraseCell("Strengths"), strengths),
        (PhraseCell("Struggles"), struggles),
        (PhraseCell("Feedback"), feedback),
        (PhraseCell("Reflection"), reflection),
        (PhraseCell("Evidence"), reference),
    )
