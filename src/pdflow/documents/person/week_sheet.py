"""The week sheet: what one person owes within seven days, or has owed for longer, to tick off."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import ClassVar, Final

import attrs

from pdflow.agenda import OPEN_COACHING, REVIEW_STEP, SETTLE_GROWTH_AREA, Calendar, Terms
from pdflow.audience import Audience
from pdflow.calendar import DAY, WorkingDays
from pdflow.documents.page import (
    FOR_PERSON,
    Cell,
    Fact,
    NameCell,
    NoteCell,
    PeopleDocument,
    PhraseCell,
    Section,
    Table,
    zone_of,
)
from pdflow.documents.person.record_texts import record_texts
from pdflow.documents.programme.obligation_rows import ObligationRow, obligation_rows
from pdflow.documents.programme.obligation_subjects import StreamHistory
from pdflow.engagement import Engagement
from pdflow.history import (
    ParticipationHistory,
    engagement_histories,
    participation_histories,
    programme_names,
)
from pdflow.kernel.messages import Event
from pdflow.participation import Participation
from pdflow.people import PersonId, Role

PRIVATE_CODES: Final = frozenset(duty.code for duty in (OPEN_COACHING, SETTLE_GROWTH_AREA, REVIEW_STEP))
"""Obligations about a growth area or an action step, whose text only their owner may read."""


@attrs.frozen
class ToDo:
    """Something to do, and for its owner the text of the growth area or action step that it is about."""

    owed: ObligationRow
    about: NoteCell | None


@attrs.frozen
class WeekSheet(PeopleDocument):
    """What one person has to do this week: first what is late, then day by day."""

    title: ClassVar[str] = "To do this week"
    copies = FOR_PERSON
    person: PersonId
    first: date
    last: date
    to_do: tuple[ToDo, ...]

    @property
    def pair(self) -> frozenset[PersonId]:
        return frozenset({self.person})

    def facts(self) -> Iterator[Fact]:
        yield Fact("Name", NameCell(self.person), Audience.TEAM)
        yield Fact("From", self.first)
        yield Fact("Until", self.last)
        yield Fact("Late", sum(each.owed.late for each in self.to_do), Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        for heading, late, empty in (("Late", True, "Nothing is late."), ("This week", False, "Nothing else is due.")):
            group = (Fact("When", PhraseCell(heading)),)
            rows = [_row(each) for each in self.to_do if each.owed.late is late]
            columns = ("Due", "Name", "Site", "What", "What to do", "Status", "Done")
            yield Section(heading, (Table("To do", columns, rows, group=group, empty=empty),))


def _row(to_do: ToDo) -> tuple[Cell, ...]:
    owed = to_do.owed
    site = None if owed.site is None else NameCell(owed.site)
    command = PhraseCell(f"command.{owed.item.owed.command}")
    what = (*owed.what, (to_do.about,))
    return owed.last_day, NameCell(owed.subject), site, what, command, owed.item.status, False


def week_sheet(
    person: PersonId,
    participations: Mapping[str, Iterable[Event[Participation]]],
    at: datetime,
    calendar: Calendar | None = None,
    *,
    engagements: Mapping[str, Iterable[Event[Engagement]]] | None = None,
    roles: Collection[Role] = (),
) -> WeekSheet:
    """List what a person owes in seven days.

    Args:
        person: Who owes it.
        participations: The events of each person's stream.
        at: A moment of the first day.
        calendar: Which days are closed, and the zone of the days; by default weekends are, in the moment's zone.
        engagements: The events of each engagement's stream.
        roles: The roles whose obligations are listed where nobody is named for them.
    """
    working = calendar or Terms(zone_of(at))
    days = WorkingDays.of(working)
    people = {history.stream: history for history in participation_histories(participations)}
    histories: list[StreamHistory] = [*people.values(), *engagement_histories(engagements or {})]
    owed = obligation_rows(histories, at, days, person, roles)
    to_do = tuple(ToDo(each, _private_text(each, people, person)) for each in owed)
    first = days.day(at)
    programmes = programme_names(histories)
    return WeekSheet(person, first, first + 6 * DAY, to_do, programmes=programmes, zone=working.zone)


def _private_text(owed: ObligationRow, people: Mapping[str, ParticipationHistory], owner: PersonId) -> NoteCell | None:
    """For its owner, the text of the growth area or action step that an obligation is about."""
    if owed.item.owed.code not in PRIVATE_CODES:
        return None
    text = record_texts(people[owed.stream].events).get(owed.item.owed.about or "")
    return None if text is None else NoteCell(text, frozenset({owner}))
