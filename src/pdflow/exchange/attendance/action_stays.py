"""Stays made of actions: each leave of a person ends the stay that began first and is still open."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve, frozen

from pdflow.exchange.attendance.actions import SheetAction
from pdflow.exchange.attendance.doubts import DoubtCode
from pdflow.exchange.attendance.names import normal_name
from pdflow.exchange.attendance.report import AttendanceRow


@frozen
class TimedAction:
    """What a row says somebody did, and when, in UTC."""

    row: AttendanceRow
    action: SheetAction
    moment: datetime


Found = tuple[AttendanceRow, tuple[DoubtCode, ...]]
"""A stay, or the row of a leave that ends none, and what is in doubt about it."""


def stays_of_actions(actions: Iterable[TimedAction]) -> Iterator[Found]:
    """Yield the stays of everybody; of those that nothing ends, ``left`` is None.

    Two actions of one moment are a return where somebody was there, and a stay of no length where they were not.
    """
    every = sorted(actions, key=lambda each: each.moment)
    by_person = defaultdict[str, list[TimedAction]](list)
    for each in every:
        by_person[each.row.id or each.row.email or normal_name(each.row.name)].append(each)
    for found in by_person.values():
        yield from _stays_of_one(found, every[0].moment)


def _stays_of_one(actions: list[TimedAction], list_start: datetime) -> Iterator[Found]:
    still_open, by_moment = deque[Found](), defaultdict[datetime, list[TimedAction]](list)
    for each in actions:
        by_moment[each.moment].append(each)
    for moment, together in by_moment.items():
        leaves = [each.row for each in together if each.action is SheetAction.LEFT]
        ending = min(len(leaves), len(still_open))
        for _ in leaves[:ending]:
            yield _ended(still_open.popleft(), moment)
        still_open += [_begun(each, list_start) for each in together if each.action is not SheetAction.LEFT]
        for row in leaves[ending:]:
            yield _ended(still_open.popleft(), moment) if still_open else (row, (DoubtCode.LEFT_WITHOUT_JOIN,))
    for row, doubts in still_open:
        yield row, (*doubts, DoubtCode.OPEN_STAY)


def _begun(action: TimedAction, list_start: datetime) -> Found:
    if action.action is SheetAction.JOINED_BEFORE:
        return evolve(action.row, joined=list_start), (DoubtCode.JOINED_BEFORE_LIST,)
    return evolve(action.row, joined=action.moment), ()


def _ended(found: Found, moment: datetime) -> Found:
    row, doubts = found
    return evolve(row, left=moment), doubts
