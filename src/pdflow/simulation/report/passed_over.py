"""Lines on the events of a calendar file that close no day (icalendar, extra: ical)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike
from typing import Final, TextIO

from pdflow.calendar import Terms
from pdflow.exchange.icalendar import PassedOver
from pdflow.simulation.report.translation import ENGLISH, Translator
from pdflow.simulation.world.closed_days import calendar_of

MOST_NAMED: Final = 10
SENTENCES: Final = {
    "it has hours": "{event} closes no day: it has hours",
    "it is cancelled": "{event} closes no day: it is cancelled",
    "a later version replaces it": "{event} closes no day: a later version replaces it",
}


def passed_over(events: Sequence[PassedOver], translate: Translator = ENGLISH) -> Iterator[str]:
    """Yield a line for each of the first events, and one for how many more there are."""
    for passed in events[:MOST_NAMED]:
        yield translate(SENTENCES.get(passed.why, "{event} closes no day"), event=passed.event)
    if (more := len(events) - MOST_NAMED) > 0:
        yield translate("{count} more event closes no day", count=more)


def read_calendar(file: str | PathLike[str], weeks: int, stream: TextIO, translate: Translator = ENGLISH) -> Terms:
    """Read a calendar file, and print on a stream which of its events close no day.

    Raises:
        DecodeError: the file, which is named, cannot be read, or leaves no school day in the year.
    """
    events = list[PassedOver]()
    calendar = calendar_of(file, weeks, events.append)
    stream.writelines(f"{line}\n" for line in passed_over(events, translate))
    return calendar
