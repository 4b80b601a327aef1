"""Teach-back sessions: who teaches what to whom, and when (agency guide)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

import attrs

from pdflow.cadre import CadreMember
from pdflow.documents.cadre.teach_back_history import TeachBackHistory, teach_back_histories
from pdflow.documents.page import Cell, Document, NameCell, Section, Table, name_cells
from pdflow.history import EffectiveEvents
from pdflow.kernel.messages import Event


@attrs.frozen
class TeachBackSessions(Document):
    """Who teaches what to whom, and when."""

    title: ClassVar[str] = "Teach-back sessions"
    teach_backs: tuple[TeachBackHistory, ...]

    def sections(self) -> Iterator[Section]:
        columns = (
            "When",
            "Who teaches",
            "Subject and segment",
            "To whom",
            "Minutes",
            "Critiques",
            "Debrief",
            "Cleared until",
        )
        table = Table("Teach-backs", columns, map(_row, self.teach_backs), empty="No teach-back was held yet.")
        yield Section("", (table,))


def _row(teach_back: TeachBackHistory) -> tuple[Cell, ...]:
    held = teach_back.held
    taught = ((held.subject, held.segment),)
    session = (held.at, NameCell(teach_back.person), taught, name_cells(held.peers), held.minutes)
    return (*session, len(teach_back.critiques), teach_back.debrief is not None, teach_back.cleared_until)


def teach_back_sessions(members: Mapping[str, Iterable[Event[CadreMember]]]) -> TeachBackSessions:
    """List every teach-back of a cadre in the order of time, from the events of each member's stream."""
    teach_backs = (each for events in members.values() for each in teach_back_histories(EffectiveEvents(events)))
    return TeachBackSessions(tuple(sorted(teach_backs, key=lambda teach_back: teach_back.held.at)))
