"""The flat frame: a log as rows, for ``pandas.DataFrame`` or ``csv.DictWriter``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pdflow.exchange.event_log.logged_events import LoggedEvent, Value

COLUMNS: Final = (
    "case:concept:name",
    "concept:name",
    "time:timestamp",
    "org:resource",
    "org:role",
    "identity:id",
    "case:aggregate",
)
"""The columns of every row, named as process miners expect them."""


def frame(events: Iterable[LoggedEvent]) -> Iterator[dict[str, Value]]:
    """A log as rows: the columns that every event has, then the attributes of its own.

    The rows are in order by stream and version; whoever sorts them by time alone loses the order within a moment.
    """
    for event in events:
        always = (event.case, event.activity, event.at, event.resource, event.role, event.id, event.aggregate)
        yield {**dict(zip(COLUMNS, always, strict=True)), **event.attributes}
