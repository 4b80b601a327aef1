"""The learning records of the example year; ``python -m tests.exchange.learning_history.examples`` writes the files."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams
from tests.history.example_store import example_store, store_of
from tests.participation import stories
from tests.participation.stories import office

from pdflow import Command
from pdflow.credit import CLOCK_HOURS, CreditRule, Provider
from pdflow.exchange.learning_history import (
    FILE_PROFILES,
    ExternalLearningEvents,
    LearningFile,
    LearningRecords,
    ce_broker,
    write_history,
)
from pdflow.participation import decider
from pdflow.storage.event_store import EventStore

GOLDEN = Path(__file__).parent / "golden"
COUNTY = Provider("Northern County", "500123")
BROKER = ce_broker(state="FL", profession="RN", subject_area="GEN")
ZONE = ZoneInfo("America/New_York")


def store_with(person: str, *more: Command) -> EventStore:
    """The example year, with more of one person."""
    events = [*streams()[f"participation-{person}"]]
    for command in more:
        events += decider.decide(decider.fold(events), command)
    return store_of({**streams(), f"participation-{person}": events, "engagement-e1": engagement_year()})


def evaluated() -> EventStore:
    """The example year, with the evaluations of two people."""
    events = {
        name: (*streams()[name], *decider.decide(decider.fold(streams()[name]), evaluation))
        for name, evaluation in (
            ("participation-ana", stories.evaluate(office(170), "e1", "s1")),
            ("participation-ben", stories.evaluate(office(170), "e2", "s2")),
        )
    }
    return store_of({**streams(), **events, "engagement-e1": engagement_year()})


def records(store: EventStore | None = None, *, rule: CreditRule = CLOCK_HOURS, **more: object) -> LearningRecords:
    """Of the example year."""
    values = {"names": {"e1": "Talk in every lesson"}, "language_acquisition": {"s1"}, **more}
    return LearningRecords(store or example_store(), COUNTY, rule=rule, **values)  # type: ignore[arg-type]


def files() -> Iterator[tuple[str, Iterable[str]]]:
    """The golden files, by their names."""
    made = records(evaluated())
    yield "canonical.csv", write_history(made)
    for profile in (*FILE_PROFILES.values(), BROKER):
        yield f"{profile.code.lower()}.txt", LearningFile(made, profile)
    yield "success_factors.jsonl", (f"{json.dumps(event)}\n" for event in ExternalLearningEvents(made, ZONE))


if __name__ == "__main__":
    for name, lines in files():
        (GOLDEN / name).write_text("".join(lines), encoding="utf-8", newline="")
