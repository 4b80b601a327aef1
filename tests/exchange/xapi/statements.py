"""Statements to test with: the example year as a store, and what stands of statements once some are voided."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from uuid import UUID, uuid5

import attrs
from tests.documents import example_participations
from tests.documents.example_engagement import engagement_year

from pdflow import Audience, Command, Event, Header, cadre, engagement, participation
from pdflow.exchange.xapi import Statements, XapiSource, stream_statements
from pdflow.kernel.decider import Decider
from pdflow.storage.codec import Codec
from pdflow.storage.json_values import JsonObject
from pdflow.storage.memory import MemoryStore

SOURCE = XapiSource("https://people.example.org", "https://pd.example.org/xapi")
ATTENDED = "http://adlnet.gov/expapi/verbs/attended"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
CODECS: dict[str, Codec[Any]] = {
    module.decider.name: Codec(module.decider) for module in (participation, engagement, cadre)
}


def stored(streams: Mapping[str, Iterable[Event]]) -> MemoryStore:
    """A store in which these streams were recorded, one after the other, each under command ids of its own."""
    store = MemoryStore()
    for name, events in streams.items():
        own = [_under_own_id(event, name) for event in events]
        if own:
            store.append(name, CODECS[own[0].name.partition(".")[0]].to_rows(own), expected=0)
    return store


def _under_own_id(event: Event, stream: str) -> Event:
    id = uuid5(UUID(event.header.id), stream)
    return attrs.evolve(event, header=Header(id, event.by, event.at))


@cache
def example_year() -> MemoryStore:
    """Twelve participations and the engagement around them."""
    return stored({"engagement-e1": engagement_year(), **example_participations.streams()})


@cache
def year_statements(audience: Audience = Audience.PAIR) -> tuple[JsonObject, ...]:
    return tuple(Statements(example_year(), SOURCE, audience=audience))


def decided(decider: Decider[Any], commands: Iterable[Command]) -> list[Event]:
    """The events of these commands, none of which is refused."""
    state, events = decider.state(), list[Event]()
    for command in commands:
        found = decider.decide(state, command)
        decider.fold(found, onto=state)
        events += found
    return events


def stated(commands: Iterable[Command], audience: Audience = Audience.TEAM) -> list[JsonObject]:
    """The statements of one participation."""
    return stream_statements("ana", decided(participation.decider, commands), SOURCE, audience=audience)[0]


def of_verb(statements: Iterable[JsonObject], verb: str) -> list[JsonObject]:
    return [statement for statement in statements if statement["verb"]["id"].endswith(f"/{verb}")]


def standing(statements: Iterable[JsonObject]) -> list[JsonObject]:
    """The statements that no other voids."""
    every = [*statements]
    gone = {each["object"]["id"] for each in every if each["verb"]["id"] == VOIDED}
    return [each for each in every if each["id"] not in gone and each["verb"]["id"] != VOIDED]


def agent(person: str) -> JsonObject:
    return {"objectType": "Agent", "account": {"homePage": "https://people.example.org", "name": person}}
