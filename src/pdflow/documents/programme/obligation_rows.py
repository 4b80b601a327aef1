"""Rows of obligations: what is owed, of whom, by which last day, and how late it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

import attrs

from pdflow.agenda import Item, Status, directors_list, week
from pdflow.calendar import WorkingDays
from pdflow.documents.page import Cell, NameCell, PhraseCell
from pdflow.documents.programme.obligation_subjects import StreamHistory, obligation_subject
from pdflow.people import PersonId, Role

LATE: Final = (
    "Late is what is owed and past its last day; long overdue is what is past the policy's second limit too. "
    "The progress board, the caseload and the drift report count it alike."
)


@attrs.frozen
class ObligationRow:
    """An obligation of the agenda, about a person or an engagement."""

    stream: str
    subject: str
    """The person it is about, or the engagement."""
    site: str | None
    item: Item
    about: Cell
    """What it is about, as far as the team may read it."""
    last_day: date
    """The last day on which it is in time."""
    days_late: int

    @property
    def late(self) -> bool:
        """Whether its last day is over."""
        return self.item.status.is_late

    @property
    def breached(self) -> bool:
        """Whether it is long overdue."""
        return self.item.status is Status.BREACHED

    @property
    def label(self) -> PhraseCell:
        """What is owed."""
        return PhraseCell(f"obligation.{self.item.owed.code}")

    @property
    def what(self) -> tuple[tuple[Cell, ...], ...]:
        """What is owed, and in a second line what it is about."""
        return (self.label,), (self.about,)

    @property
    def who(self) -> Cell:
        """The person who owes it, or else the role."""
        owed = self.item.owed
        return owed.role if owed.owner is None else NameCell(owed.owner)


def obligation_rows(
    histories: Sequence[StreamHistory],
    at: datetime,
    days: WorkingDays,
    owner: PersonId | None = None,
    roles: Collection[Role] = (),
) -> list[ObligationRow]:
    """All that is owed in these histories, or in a week by one owner, the most urgent first.

    Args:
        histories: The histories of participations and engagements.
        at: The moment at which the agenda is looked at.
        days: The working days.
        owner: Whose week it is; by default everything that is owed is listed.
        roles: The owner's roles, whose obligations are listed where nobody is named for them.
    """
    states = {str(index): history.state for index, history in enumerate(histories)}
    items = directors_list(states, at, days) if owner is None else week(owner, states, at, days, roles)
    return [_row(histories[int(item.of)], item, at, days.day(at)) for item in items]


def _row(history: StreamHistory, item: Item, at: datetime, today: date) -> ObligationRow:
    last_day = item.owed.last_day
    return ObligationRow(
        stream=history.stream,
        subject=history.name,
        site=history.site_at(at),
        item=item,
        about=obligation_subject(history, item.owed.code, item.owed.about),
        last_day=last_day,
        days_late=max((today - last_day).days, 0),
    )
