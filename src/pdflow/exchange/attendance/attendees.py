"""Attendees: the rows of one or more reports by who they are about, by e-mail, by id, and else by the exact name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import combinations
from typing import Final

from attrs import frozen

from pdflow.exchange.attendance.doubts import DoubtCode, SheetLine
from pdflow.exchange.attendance.names import is_no_person, normal_name, possible_names
from pdflow.exchange.attendance.report import AttendanceRow, RowEvidence, SheetRole
from pdflow.exchange.attendance.spans import overlap
from pdflow.people import PersonId

_ROLES: Final = (SheetRole.HOST, SheetRole.PANELIST, SheetRole.ATTENDEE)


@frozen
class SheetAttendee:
    """Somebody whom a report shows, with all their rows; the repr names lines, and nobody.

    Args:
        rows: In the order of their lines.
        apart: Rows of this name lie at the same time, so that nobody can say whether they are one person's.
        doubts: What is in doubt about who it is.
    """

    rows: tuple[AttendanceRow, ...]
    apart: bool = False
    doubts: tuple[DoubtCode, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names as written."""
        return tuple(dict.fromkeys(row.name for row in self.rows if row.name))

    @property
    def emails(self) -> tuple[str, ...]:
        """The e-mail addresses, in lower case."""
        return tuple(dict.fromkeys(row.email for row in self.rows if row.email))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of a directory."""
        return tuple(dict.fromkeys(row.id for row in self.rows if row.id))

    @property
    def lines(self) -> tuple[SheetLine, ...]:
        """Where the rows stand."""
        return tuple(row.line for row in self.rows)

    @property
    def role(self) -> SheetRole:
        """The role that leads most, of all rows."""
        return min((row.role for row in self.rows), key=_ROLES.index)

    @property
    def is_person(self) -> bool:
        """Whether it is not a telephone line, a recorder of notes, or nobody known."""
        return bool(self.emails) or not all(map(is_no_person, self.names))


Identify = Callable[[SheetAttendee], PersonId | None]
"""Says who an attendee is: the id of a person, or None."""


def attendees(rows: Iterable[AttendanceRow], end: datetime) -> list[SheetAttendee]:
    """The people whom rows show, in the order of their first lines.

    Rows with one e-mail address or id in common are one person's. Those without either are one person's if they have
    the same name and none lies at the same time as another, with whom else has that name as well.

    Args:
        rows: Of one session, each once.
        end: The session's end, to which an open stay lasts.
    """
    known, unknown = list[AttendanceRow](), defaultdict[str, list[AttendanceRow]](list)
    for row in sorted(rows, key=lambda row: row.line):
        if row.email or row.id:
            known.append(row)
        else:
            unknown[normal_name(row.name)].append(row)
    found = [_known_by_key(tuple(group)) for group in _linked(known)]
    by_name = defaultdict[str, list[int]](list)
    for place, each in enumerate(found):
        for name in {normal_name(name) for name in each.names}:
            by_name[name].append(place)
    for name, nameless in unknown.items():
        _add_rows_by_name(found, by_name.get(name, []), nameless, end)
    return sorted(found, key=lambda each: each.lines)


def _known_by_key(rows: tuple[AttendanceRow, ...]) -> SheetAttendee:
    attendee = SheetAttendee(rows)
    names = [frozenset(possible_names(name)) for name in attendee.names]
    is_one_name = not names or bool(frozenset.intersection(*names))
    return attendee if is_one_name else SheetAttendee(rows, doubts=(DoubtCode.SEVERAL_NAMES,))


def _linked(rows: Sequence[AttendanceRow]) -> list[list[AttendanceRow]]:
    """The rows in groups that have an e-mail address or an id in common; an id may be an address."""
    leader = list(range(len(rows)))

    def lead(place: int) -> int:
        while leader[place] != place:
            leader[place] = place = leader[leader[place]]
        return place

    first: dict[str, int] = {}
    for place, row in enumerate(rows):
        for key in filter(None, (row.email, row.id.casefold())):
            leader[lead(place)] = lead(first.setdefault(key, place))
    groups = defaultdict[int, list[AttendanceRow]](list)
    for place, row in enumerate(rows):
        groups[lead(place)].append(row)
    return list(groups.values())


def _add_rows_by_name(
    found: list[SheetAttendee], places: Sequence[int], rows: Sequence[AttendanceRow], end: datetime
) -> None:
    """Add rows that have nothing but a name: to the one person known by it, or as one of their own, or each apart."""
    former, doubts = (found[places[0]].rows, found[places[0]].doubts) if len(places) == 1 else ((), ())
    among = any(at_the_same_time([one], [other], end) for one, other in combinations(rows, 2))
    if len(places) > 1 or among or at_the_same_time(rows, former, end):
        doubt = DoubtCode.NAME_SHARED if len(places) > 1 else DoubtCode.NAME_OVERLAP
        found += (SheetAttendee((row,), apart=True, doubts=(doubt,)) for row in rows)
        return
    is_in_several = len({row.line.source for row in rows}) > 1
    is_merged = bool(former) or is_in_several or len({row.evidence for row in rows}) < len(rows)
    together = tuple(sorted([*former, *rows], key=lambda row: row.line))
    attendee = SheetAttendee(together, doubts=(*doubts, DoubtCode.MERGED_BY_NAME) if is_merged else ())
    if places:
        found[places[0]] = attendee
    else:
        found.append(attendee)


def at_the_same_time(rows: Iterable[AttendanceRow], others: Iterable[AttendanceRow], end: datetime) -> bool:
    """Whether a row lies at the same time as another, or may do so, for one does not say when.

    A total is compared with totals only: it is of the same stays as the rows of its report that have them in detail.
    """
    one, other = ([(row.evidence, row.span(end)) for row in each] for each in (rows, others))
    return any(
        first is None or second is None or overlap(first, second)
        for kind, first in one
        for also, second in other
        if kind is also and kind is not RowEvidence.PRESENCE
    )
