"""Everything on record of one person: what a store has of them, event by event and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import ClassVar, Final

import attrs

from pdflow.audience import Audience
from pdflow.documents.page import (
    FOR_PERSON,
    Cell,
    DayCell,
    Fact,
    NameCell,
    PairCell,
    Paragraph,
    PeopleDocument,
    PhraseCell,
    Section,
    Table,
)
from pdflow.documents.person.field_cells import field_cell, field_label
from pdflow.kernel.messages import EVENTS
from pdflow.people import PersonId, Role
from pdflow.storage.person_export import EventOnRecord, FieldOnRecord, OnRecord

OWN = (
    "These records are about the person. What is for the pair of a record only stands in the person's own copy; "
    "notes stand here unless they were erased."
)
ELSEWHERE = "These records name the person, or are by them; other people are left out."
COLUMNS = ("When", "What", "Who", "As", "Details")
ROLES: Final[dict[str, Role]] = {role.value: role for role in Role}


@attrs.frozen
class EverythingOnRecord(PeopleDocument):
    """All that is on record of a person, for themselves."""

    title: ClassVar[str] = "Everything on record"
    copies = FOR_PERSON
    audience = Audience.TEAM
    record: OnRecord

    @property
    def pair(self) -> frozenset[PersonId]:
        return frozenset({self.record.person})

    def facts(self) -> Iterator[Fact]:
        events = self.record.events
        yield Fact("Name", NameCell(self.record.person))
        yield Fact("Records", len(events))
        yield Fact("From", DayCell(events[0].at) if events else None)
        yield Fact("Until", DayCell(max(event.at for event in events)) if events else None)
        yield Fact("Could not be read", len(self.record.unreadable) or None)

    def sections(self) -> Iterator[Section]:
        own = [event for event in self.record.events if event.is_about]
        others = [event for event in self.record.events if not event.is_about]
        yield Section("About the person", (Paragraph(OWN),))
        yield from self._of_streams(own)
        yield Section("Elsewhere", (Paragraph(ELSEWHERE),))
        yield from self._of_streams(others)
        if self.record.refusals:
            yield Section("What was refused", (self._refusals(),))

    def _of_streams(self, events: Sequence[EventOnRecord]) -> Iterator[Section]:
        by_stream = sorted(events, key=attrgetter("stream"))
        for stream, of_stream in groupby(by_stream, key=attrgetter("stream")):
            group = (Fact("In", NameCell(stream)),)
            yield Section((NameCell(stream),), (Table("Records", COLUMNS, map(self._row, of_stream), group=group),))

    def _row(self, event: EventOnRecord) -> tuple[Cell, ...]:
        role = ROLES.get(event.by.role, event.by.role)
        details = tuple(self._lines(event))
        return event.at, PhraseCell(f"event.{event.type}"), NameCell(event.by.person), role, details or None

    def _lines(self, event: EventOnRecord) -> Iterator[tuple[Cell, ...]]:
        kind = EVENTS[event.type].type
        for field in event.fields:
            cell = field_cell(kind, field.name, field.value)
            if cell not in (None, "", ()):
                yield field_label(kind, field.name), self._for_its_readers(field, cell)

    def _for_its_readers(self, field: FieldOnRecord, cell: Cell) -> Cell:
        return PairCell(cell, self.pair) if field.audience is Audience.PAIR else cell

    def _refusals(self) -> Table:
        rows = [
            (str(each.get("at", "")), PhraseCell(f"command.{each.get('command', '')}"), str(each.get("code", "")))
            for each in self.record.refusals
        ]
        return Table("Refusals", ("When", "What", "Reason"), rows)


def everything_on_record(record: OnRecord) -> EverythingOnRecord:
    """Make the page of everything on record of a person, which ``pdflow.storage.person_export.export`` gathers."""
    return EverythingOnRecord(record)
