"""Everything on record of one person: their streams whole, and elsewhere what concerns them and nobody else."""

from __future__ import annotations

import json

import attrs
from tests.coordination.test_reactions import eventful
from tests.coordination.world import ANA, BOB, DECIDERS, World
from tests.engagement import stories as s
from tests.storage.golden_store import golden_store

from pdflow import Role, participation as p
from pdflow.audience import Audience
from pdflow.people import Supporter
from pdflow.storage.erasure import forget
from pdflow.storage.person_export import export


def world() -> World:
    """Ana on leave with a note, and Bob whose team she is on."""
    world = eventful()
    world.ask(ANA, p.Pause(s.office(30), reason="ill", until=s.on(90)))
    team = (Supporter("ana", Role.PEER), Supporter("kim", Role.PEER))
    return world.ask(BOB, p.AssignTeam(s.office(31), team=team))


def test_all_of_the_persons_own_streams_is_there() -> None:
    store = world().store
    record = export(store, "ana", DECIDERS)
    rows = store.load(ANA)
    own = [event for event in record.events if event.is_about]
    assert [(event.id, event.at) for event in own] == [(row.id, row.occurred_at) for row in rows]
    [paused] = [event for event in own if event.type == "participation.paused"]
    notes = {field.name: field.value for field in paused.fields if field.is_note and field.value}
    assert notes == {"reason": "ill"}


def test_of_an_event_elsewhere_no_other_people_are_shown() -> None:
    store = world().store
    elsewhere = [event for event in export(store, "ana", DECIDERS).events if not event.is_about]
    assert {event.stream for event in elsewhere} == {"eng", BOB}
    [team] = [event for event in elsewhere if event.stream == BOB]
    assert next(field.value for field in team.fields if field.name == "team") == [{"person": "ana", "role": "PEER"}]
    fields = json.dumps([attrs.asdict(field) for event in elsewhere for field in event.fields])
    assert not any(f'"{other}"' in fields for other in ("bob", "cy", "dan", "eve", "kim"))
    assert [field.value for event in elsewhere for field in event.fields if field.name == "there"] == [
        [{"person": "ana", "minutes": 180}]
    ] * 2


def test_each_field_says_for_whom_it_is_and_a_reader_gets_no_more() -> None:
    store = golden_store("participation-stf-69e4a0")
    whole = export(store, "stf-69e4a0", DECIDERS)
    assert {field.audience for event in whole.events for field in event.fields} == {*Audience} - {Audience.ALL}
    team = export(store, "stf-69e4a0", DECIDERS, reader=Audience.TEAM)
    assert {field.audience for event in team.events for field in event.fields} == {Audience.TEAM}
    assert len(team.events) == len(whole.events)


def test_it_is_json_and_says_when_who_and_what() -> None:
    record = export(world().store, "ana", DECIDERS, refusals=[{"command": "Complete", "codes": ["support.not_begun"]}])
    written = json.loads(json.dumps(record.to_dict()))
    assert written["person"] == "ana"
    assert written["refusals"] == [{"command": "Complete", "codes": ["support.not_begun"]}]
    first = written["events"][0]
    assert {*first} == {"stream", "version", "id", "event", "at", "recorded_at", "by", "about", "fields", "metadata"}
    assert {*first["fields"][0]} == {"name", "value", "audience", "note"}


def test_nothing_is_on_record_of_whoever_was_forgotten() -> None:
    store = world().store
    assert export(store, "ana", DECIDERS).events
    forget(store, "ana")
    assert export(store, "ana", DECIDERS).events == ()


def test_what_nobody_can_read_is_named() -> None:
    store = world().store
    record = export(store, "ana", DECIDERS[:1])
    assert {stream for stream, _ in record.unreadable} == {ANA, BOB}
    assert [version for stream, version in record.unreadable if stream == ANA] == [
        row.version for row in store.load(ANA)
    ]
