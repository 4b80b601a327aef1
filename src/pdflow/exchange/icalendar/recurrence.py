"""The days of a series of events (recurring-ical-events, extra: ical)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pdflow.errors import MissingExtra
from pdflow.exchange.icalendar.calendar_file import FAILURES, Calendar, Event, Unreadable, written
from pdflow.exchange.icalendar.day_event import DayEvent
from pdflow.exchange.icalendar.versions import Series
from pdflow.exchange.icalendar.whole_days import DAY

try:
    import recurring_ical_events  # type: ignore[import-untyped]
except ImportError as error:
    raise MissingExtra("recurring-ical-events", "ical") from error

PLACE = "X-PLACE"


def occurrences(series: Series, first: date, last: date) -> Iterator[tuple[DayEvent, date, date]]:
    """Yield each time an event of a series takes place from ``first`` to ``last``: its first day, and the one after.

    Raises:
        Unreadable: the series cannot be expanded.
    """
    events = [*([series.main] if series.main else []), *series.changed]
    calendar = Calendar()
    for place, event in enumerate(events):
        calendar.add_component(_whole_days(event, place))
    try:
        for found in recurring_ical_events.of(calendar).between(first, last + DAY):
            yield events[int(found[PLACE])], found["DTSTART"].dt, found["DTEND"].dt
    except FAILURES as error:
        # Of a rule that it cannot follow, the library says that an UNTIL is missing.
        rules = "; ".join(written(rule) for event in events for rule in event.rules)
        why = f"recurs in a way that cannot be read: {rules:.200}" if rules else f"has a day too far away: {error}"
        raise Unreadable(f"the event {events[0].name!r} {why}") from error


def _whole_days(event: DayEvent, place: int) -> Event:
    """Return an event with nothing but its days; one with hours stands on the day of the series that it replaces."""
    whole = Event()
    begin = event.first if event.after else event.instance
    whole.add("UID", "series")
    whole.add(PLACE, str(place))
    whole.add("DTSTART", begin)
    whole.add("DTEND", event.after or (begin and begin + DAY))
    for rule in event.rules:
        whole.add("RRULE", rule)
    for name, days in (("RDATE", event.more), ("EXDATE", event.without)):
        if days:
            whole.add(name, list(days))
    if event.instance is not None:
        whole.add("RECURRENCE-ID", event.instance, {"RANGE": "THISANDFUTURE"} if event.onward else {})
    return whole
