"""One event of an iCalendar file: its whole days, and its place among the versions and the days of a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from typing import Any, Final
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from pdflow.exchange.icalendar.calendar_file import FAILURES, Calendar, Event, Unreadable, values, vRecur, written
from pdflow.exchange.icalendar.rule_parts import require_sound
from pdflow.exchange.icalendar.whole_days import DAY, check_lines, midnight_of, only_value, plain_value, whole_days

LONGEST_NAME: Final = 80
OF_HOURS: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
LONGEST_RECURRING: Final = 366 * DAY


@frozen
class DayEvent:
    """One event, or one changed day of a series.

    ``first`` is the day on which it begins, and ``after`` the day after its last; an event with hours has no ``after``.
    ``instance`` is the day of the series that this one replaces, and ``onward`` whether all later ones too. A series
    has the days of its ``rules`` and ``more`` of them, but not those of ``without``.
    """

    name: str
    summary: str
    uid: str
    sequence: int
    cancelled: bool
    first: date | None
    after: date | None
    instance: date | None
    onward: bool
    recurs: bool
    rules: tuple[vRecur, ...] = ()
    more: tuple[date, ...] = ()
    without: tuple[date, ...] = ()

    def may_fall_within(self, first: date, last: date) -> bool:
        """Return whether some day of it may be among the days asked for."""
        if self.first is None:
            return True
        return self.first <= last and (self.recurs or first < (self.after or self.first + DAY))


def day_event(event: Event, number: int, zone: tzinfo | None, *, cancelled: bool) -> DayEvent:
    """Read one event.

    Args:
        number: its place in the file, which makes up for a missing UID.
        zone: the zone whose midnights UTC times are looked at in.
        cancelled: whether the calendar around it takes events back.

    Raises:
        Unreadable: its days are not clear.
    """
    summary, uid = summary_of(event), "".join(map(str, values(event, "UID")[:1])).strip()
    name = (summary or uid or f"event {number}")[:LONGEST_NAME]
    cancelled = cancelled or any(str(s).strip().upper() in {"CANCELLED", "CANCELED"} for s in values(event, "STATUS"))
    try:
        first, after = _days_if_any(event, zone) if cancelled else whole_days(event, zone)
        instances = _day_list(event, "RECURRENCE-ID", zone)
        read = DayEvent(
            name=name,
            summary=summary,
            uid=uid or f"#{number}",
            sequence=_sequence(event),
            cancelled=cancelled,
            first=first,
            after=after,
            instance=instances[0] if instances else None,
            onward="RANGE" in getattr(event.get("RECURRENCE-ID"), "params", ()),
            recurs="RRULE" in event or "RDATE" in event,
        )
        return _recurring(read, event, zone) if after and not instances and not cancelled else read
    except OverflowError as error:
        raise Unreadable(f"the event {name!r} has a day too far away: {error!s:.200}") from error
    except FAILURES as error:
        raise Unreadable(f"the event {name!r} {error!s:.200}") from error


def _days_if_any(event: Event, zone: tzinfo | None) -> tuple[date | None, date | None]:
    """Return the days of an event that is cancelled, which need not make sense."""
    try:
        return whole_days(event, zone)
    except FAILURES:
        return None, None


def summary_of(event: Event) -> str:
    """Return what an event calls itself."""
    return "".join(map(str, values(event, "SUMMARY")[:1])).strip()


def _recurring(event: DayEvent, source: Event, zone: tzinfo | None) -> DayEvent:
    """Return an event of whole days with all that makes it recur."""
    check_lines(source, "RRULE", "RDATE", "EXDATE", "EXRULE")
    if event.recurs and event.first and event.after and event.after - event.first > LONGEST_RECURRING:
        raise ValueError("recurs, and lasts longer than a year")
    more, without = _day_list(source, "RDATE", zone), _day_list(source, "EXDATE", zone)
    return evolve(event, rules=tuple(_rules(source, zone)), more=more, without=without)


def zone_of(calendar: Calendar) -> tzinfo | None:
    """Return the zone that a calendar names as that of its readers (X-WR-TIMEZONE), if there is such a zone."""
    for name in values(calendar, "X-WR-TIMEZONE"):
        try:
            return ZoneInfo(str(name).strip())
        except (ValueError, OSError, LookupError):
            return None
    return None


def _sequence(event: Event) -> int:
    """Return the version of an event; one that is no number counts as the first."""
    try:
        return max(int(str(value)) for value in values(event, "SEQUENCE") or [0])
    except ValueError:
        return 0


def _day_list(event: Event, name: str, zone: tzinfo | None) -> tuple[date, ...]:
    return tuple(day for value in values(event, name) for day in _listed(value, zone))


def _listed(value: Any, zone: tzinfo | None) -> Iterator[date]:
    """Yield the days of a value that holds one or several dates or date-times."""
    try:
        listed = list(value.dts)
    except FAILURES:
        listed = [value]
    for each in listed:
        moment = each.dt[0] if isinstance(getattr(each, "dt", None), tuple) else plain_value(each)
        yield midnight_of(moment, zone) or moment.date()


def _rules(event: Event, zone: tzinfo | None) -> Iterator[vRecur]:
    """Yield the rules of a recurring event, each for whole days."""
    if "EXRULE" in event:
        raise ValueError("has an EXRULE, which iCalendar no longer knows")
    for rule in values(event, "RRULE"):
        if not isinstance(rule, vRecur) or len(rule.get("FREQ", ())) != 1:
            raise ValueError(f"recurs by a rule that cannot be read: {written(rule):.100}")
        require_sound(rule)
        yield _of_whole_days(rule, only_value(event, "DTSTART"), zone)


def _of_whole_days(rule: vRecur, start: date, zone: tzinfo | None) -> vRecur:
    """Return a rule without hours, that ends with a day in the zone of the event's beginning."""
    parts = {name: value for name, value in rule.items() if name not in OF_HOURS}
    if "UNTIL" in parts:
        parts["UNTIL"] = [_until(until, start, zone) for until in parts["UNTIL"]]
    return vRecur(parts)


def _until(until: date, start: date, zone: tzinfo | None) -> date:
    if not isinstance(until, datetime):
        return until
    if until.tzinfo and isinstance(start, datetime) and start.tzinfo:
        until = until.astimezone(zone if zone and start.tzname() == "UTC" else start.tzinfo)
    return until.date()
