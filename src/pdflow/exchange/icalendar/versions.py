"""Which of the events under one UID count: the latest version, what was cancelled, and the changed days of a series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from attrs import frozen

from pdflow.exchange.icalendar.day_event import DayEvent

CANCELLED: Final = "it is cancelled"
REPLACED: Final = "a later version replaces it"

PassOver = Callable[[DayEvent, str], None]
"""Receives an event that closes nothing, and why."""


@frozen
class Series:
    """An event, recurring or not, and the days of it that were changed; without a ``main`` event only these."""

    main: DayEvent | None
    changed: tuple[DayEvent, ...] = ()


def series_of(events: Iterable[DayEvent], pass_over: PassOver) -> list[Series]:
    """Return the events under one UID that count.

    The highest SEQUENCE counts. Events of one version that begin on different days are different events, for some feeds
    give all of theirs the same UID.
    """
    main, changed = list[DayEvent](), list[DayEvent]()
    for event in events:
        (main if event.instance is None else changed).append(event)
    live = _live(_latest(main, pass_over), pass_over)
    if main and not live:
        for event in changed:
            pass_over(event, CANCELLED)
        return []
    days = {event.instance: event for event in sorted(changed, key=lambda event: event.sequence)}
    for event in changed:
        if days[event.instance] is not event:
            pass_over(event, REPLACED)
        elif event.cancelled:
            pass_over(event, CANCELLED)
    return [Series(event, tuple(days.values())) for event in live] if live else [Series(None, tuple(days.values()))]


def _latest(events: Sequence[DayEvent], pass_over: PassOver) -> list[DayEvent]:
    latest = max((event.sequence for event in events), default=0)
    for event in events:
        if event.sequence < latest:
            pass_over(event, REPLACED)
    return [event for event in events if event.sequence == latest]


def _live(events: Sequence[DayEvent], pass_over: PassOver) -> list[DayEvent]:
    """Return the events that nobody cancelled: neither they themselves, nor another that begins on the same day."""
    cancelled = {event.first for event in events if event.cancelled}
    live = [event for event in events if not cancelled & {event.first, None}]
    for event in events:
        if event not in live:
            pass_over(event, CANCELLED)
    return live
