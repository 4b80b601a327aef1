"""How long the documents of an engagement with 2,000 participations take, each written for the team in all formats."""

from collections.abc import Callable
from itertools import cycle
from typing import Any

import attrs
import pytest
from tests.documents.all_documents import Events, of_an_engagement, of_many
from tests.documents.example_engagement import engagement_year
from tests.documents.example_participations import streams as example_streams
from tests.documents.example_people import AT

from pdflow import Audience, Event
from pdflow.documents import (
    Document,
    Page,
    drift_report,
    person_record,
    to_csv,
    to_markdown,
)
from pdflow.documents.render.html import to_html
from pdflow.engagement import Presence, RosterJoined, TrainingDelivered
from pdflow.participation import Enrolled

PEOPLE = 2000


def person(n: int) -> str:
    return f"p{n:04}"


def streams() -> dict[str, Events]:
    """The twelve participations of the year again and again, each as somebody else's."""
    stories = cycle(example_streams().values())
    return {person(n): tuple(_as(event, n) for event in next(stories)) for n in range(PEOPLE)}


def _as(event: Event, n: int) -> Event:
    return attrs.evolve(event, person=person(n), site=f"site {n % 40}") if isinstance(event, Enrolled) else event


def engagement() -> Events:
    """The engagement of the year with everybody on its roster and there."""
    there = tuple(Presence(person(n), 180) for n in range(PEOPLE))
    events: list[Event] = []
    for event in engagement_year():
        if isinstance(event, TrainingDelivered):
            events.append(attrs.evolve(event, there=there))
        elif not isinstance(event, RosterJoined):
            events.append(event)
        elif event.person == "ana":
            events += [attrs.evolve(event, person=person(n), site=f"site {n % 40}") for n in range(PEOPLE)]
    return tuple(events)


@pytest.fixture(scope="module")
def made() -> Callable[[], list[Document]]:
    people, effort_of_many = streams(), engagement()

    def documents() -> list[Document]:
        return [*of_an_engagement(effort_of_many), *of_many(people, effort_of_many), person_record(people[person(0)])]

    return documents


def test_made(benchmark: Any, made: Callable[[], list[Document]]) -> None:
    benchmark.group = f"documents of {PEOPLE} participations"
    assert len(benchmark.pedantic(made, rounds=3)) == 21


def test_written(benchmark: Any, made: Callable[[], list[Document]]) -> None:
    benchmark.group = f"documents of {PEOPLE} participations"
    documents = made()

    def written() -> list[Page]:
        pages = [document.for_reader(Audience.TEAM) for document in documents]
        for page in pages:
            to_markdown(page), to_html(page), to_csv(page)
        return pages

    assert len(benchmark.pedantic(written, rounds=3)) == 21


def test_drift_that_is_over(benchmark: Any) -> None:
    benchmark.group = f"documents of {PEOPLE} participations"
    people, since = streams(), AT.replace(year=AT.year - 1)
    assert benchmark.pedantic(lambda: drift_report(people, AT, over_since=since), rounds=1).ended
