"""Everything that reads: each function asks one room about a state or its events, and returns what it made."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tests.coordination.world import CY, begun
from tests.documents import all_documents as documents
from tests.engagement import stories

from pdflow import Event, Header, cadre, engagement, explain, participation
from pdflow.agenda import EveryDay, Terms, agenda, directors_list, drifts, drifts_ended, route_to, still_reachable, week
from pdflow.audience import Audience, view
from pdflow.documents import to_csv, to_markdown
from pdflow.errors import PdflowError
from pdflow.kernel.decider import Decider
from pdflow.kernel.fields import within_years
from pdflow.kernel.records import Aggregate
from pdflow.storage.codec import Codec

CALENDARS = (EveryDay(), Terms(ZoneInfo("America/Chicago"), closed={date(2026, 9, 7)}))
DECIDERS: dict[str, Decider[Any]] = {
    "participation": participation.decider,
    "engagement": engagement.decider,
    "cadre": cadre.decider,
}
CODECS = {name: Codec(decider) for name, decider in DECIDERS.items()}
LANGUAGES = ("en", "es")
FAR = (datetime(1900, 1, 2, tzinfo=UTC), datetime(2199, 12, 30, tzinfo=UTC))


def stored_and_read_again(aggregate: str, state: Aggregate, events: tuple[Event, ...]) -> None:
    """Events and state survive JSON, and the events lead to the same state again."""
    codec, decider = CODECS[aggregate], DECIDERS[aggregate]
    again = [codec.from_row(row) for row in codec.to_rows(events)]
    assert again == [*events]
    assert decider.fold(again) == state
    document = json.loads(json.dumps(codec.state_to_dict(state), allow_nan=False))
    assert codec.state_from_dict(document) == state
    for event in events:
        assert codec.event_from_dict(json.loads(json.dumps(codec.event_to_dict(event), allow_nan=False))) == event
        for audience in Audience:
            view(event, audience)


def lists_and_options(aggregate: str, state: Aggregate, events: tuple[Event, ...], header: Header) -> None:
    """The agenda's answers at the time of the header, around it and at the ends of time."""
    others = {"this": state, "other": DECIDERS[aggregate].state()}
    for at in (header.at, within_years(header.at + timedelta(days=40)), *FAR):
        for calendar in CALENDARS:
            agenda(state, at, calendar)
            drifts(state, at, calendar)
            directors_list(others, at, calendar)
            week("ana", others, at, calendar)
            if isinstance(state, participation.Participation):
                still_reachable(state, at, calendar)
    drifts_ended(events, CALENDARS[0], DECIDERS[aggregate])
    for reasons in DECIDERS[aggregate].options(state, header).values():
        for language in LANGUAGES:
            explain(reasons, language)


def routes(aggregate: str, state: Aggregate, header: Header, chance: Random) -> None:
    """Routes to a few commands and a phase, drawn by chance: each can be walked to its end, or says why there is none.

    One is asked for at the time of the header, the others at any time.
    """
    decider = DECIDERS[aggregate]
    moments = (header.at, within_years(header.at + timedelta(days=chance.randrange(400))), *FAR)
    goals = [*chance.sample([*decider.commands], 3), chance.choice([*decider.table.phases])]
    for goal, at in zip(goals, moments, strict=True):
        route, there = route_to(state, goal, at), state
        for step in route.steps:
            there = decider.evolve(there, *decider.decide(there, step.command))
        for language in LANGUAGES:
            explain(route.reasons, language, state=state)


def pages(aggregate: str, state: Aggregate, events: tuple[Event, ...]) -> None:
    """Every document that these events have a part in, in every language, as text and as a table."""
    streams = {"this": events}
    made = {
        "participation": lambda: documents.of_people(streams),
        "engagement": lambda: [*documents.of_an_engagement(events), *documents.of_people({}, events)],
        "cadre": lambda: documents.of_a_cadre(streams if state.phase and state.teach_backs else {}),
    }[aggregate]()
    for document in made:
        for language in LANGUAGES:
            page = document.for_reader(Audience.TEAM, language=language)
            to_markdown(page)
            to_csv(page)


def the_relay(aggregate: str, events: tuple[Event, ...]) -> None:
    """A relay reads these events between those of another engagement, and enrolls whoever joins that one after them."""
    world = begun().catch_up()
    world.store.append(f"{aggregate}-odd", CODECS[aggregate].to_rows(events), expected=0)
    world.ask("eng", stories.join(stories.host(40), "cy"))
    world.relay.catch_up()
    assert world.relay.catch_up() == 0
    assert world.participation(CY).person == "cy"
    for _, error, _ in world.errors:
        assert isinstance(error, PdflowError), error
