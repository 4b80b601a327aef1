"""A week on a sheet, to print and tick off: what one person owes within seven days, or has owed for longer."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Final

import attrs

from pdflow.agenda import Calendar, Terms
from pdflow.agenda.obligations.kinds import OPEN_COACHING, REVIEW_STEP, SETTLE_GROWTH_AREA
from pdflow.audience import Audience
from pdflow.calendar import DAY, WorkingDays
from pdflow.documents.history.folded import efforts, lives
from pdflow.documents.page.blocks import (
    Cell,
    Fact,
    Named,
    Note,
    Section,
    Table,
    Words,
)
from pdflow.documents.page.document import Document
from pdflow.documents.person.practice import words_of
from pdflow.documents.programme.owed_rows import Owed, owed_in
from pdflow.kernel.messages import Event
from pdflow.people import PersonId, Role

THE_PAIRS: Final = frozenset(duty.code for duty in (OPEN_COACHING, SETTLE_GROWTH_AREA, REVIEW_STEP))
"""What is about a growth area or an action step: its words are for whoever owes it."""


@attrs.frozen
class ToDo:
    """Something to do, and the words of the growth area or action step it is about, which only its owner reads."""

    owed: Owed
    about: Note | None


@attrs.frozen
class WeekSheet(Document):
    """What one person has to do this week: what is late first, then day by day."""

    title: ClassVar[str] = "To do this week"
    person: PersonId
    first: date
    last: date
    to_do: tuple[ToDo, ...]

    def facts(self) -> Iterator[Fact]:
        yield Fact("Name", Named(self.person), Audience.TEAM)
        yield Fact("From", self.first)
        yield Fact("Until", self.last)
        yield Fact("Late", sum(each.owed.late for each in self.to_do), Audience.TEAM)

    def sections(self) -> Iterator[Section]:
        for heading, late, empty in (("Late", True, "Nothing is late."), ("This week", False, "Nothing else is due.")):
            group = (Fact("When", Words(heading)),)
            rows = [_row(each) for each in self.to_do if each.owed.late is late]
            columns = ("Due", "Name", "Site", "What", "What to do", "Status", "Done")
            yield Section(heading, (Table("To do", columns, rows, group=group, empty=empty),))


def _row(to_do: ToDo) -> tuple[Cell, ...]:
    owed = to_do.owed
    site = None if owed.site is None else Named(owed.site)
    command = Words(f"command.{owed.item.owed.command}")
    return owed.by, Named(owed.of), site, (*owed.what, (to_do.about,)), command, owed.item.status, False


def week_sheet(
    person: PersonId,
    participations: Mapping[str, Iterable[Event[Any]]],
    at: datetime,
    calendar: Calendar | None = None,
    *,
    engagements: Mapping[str, Iterable[Event[Any]]] | None = None,
    roles: Collection[Role] = (),
) -> WeekSheet:
    """What somebody owes in seven days from a moment on, from the events of people's and engagements' streams.

    ``calendar`` says which days are closed (weekends, if not given). With ``roles`` what nobody is named for is on the
    sheet too, where whoever acts in one of these owes it.
    """
    days, people = WorkingDays.of(calendar or Terms()), {life.stream: life for life in lives(participations)}
    owed = owed_in([*people.values(), *efforts(engagements or {})], at, days, person, roles)
    to_do = []
    for each in owed:
        code, name = each.item.owed.code, each.item.owed.about
        words = words_of(people[each.stream].told).get(name or "") if code in THE_PAIRS else None
        to_do.append(ToDo(each, None if words is None else Note(words, frozenset({person}))))
    first = days.day(at)
    return WeekSheet(person, first, first + 6 * DAY, tuple(to_do))
