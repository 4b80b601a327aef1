"""A follow-up strategy that was given is received by those it reached."""

from __future__ import annotations

from typing import Any

import pytest
from tests.coordination.world import ANA, BOB, World, begun, scheduled
from tests.engagement import stories as s

from pdflow import Strategy
from pdflow.engagement import ForWhom, RecordFollowUp
from pdflow.participation import FollowUpReceived, Transfer

CY = "participation-eng-cy"


def with_follow_up(for_whom: ForWhom) -> World:
    """Ana and Cy of North, Bob of South; a discussion is planned for some of them."""
    world = scheduled(begun()).ask("eng", s.join(s.host(5), "cy", site="North"))
    world.ask("eng", s.deliver(s.lee(10, 12), "d1", "s1"))
    world.ask("eng", s.plan(s.lee(11), "f2", Strategy.DISCUSSION, for_whom=for_whom))
    return world.catch_up()


def received(world: World) -> dict[str, list[FollowUpReceived]]:
    people = {"ana": ANA, "bob": BOB, "cy": CY}
    events = {person: world.events(stream) for person, stream in people.items()}
    return {name: found for name, all_ in events.items() if (found := [e for e in all_ if type(e) is FollowUpReceived])}


@pytest.mark.parametrize(
    ("for_whom", "given", "reached"),
    [
        (ForWhom(), {}, {"ana", "bob", "cy"}),
        (ForWhom(sites=("North",)), {}, {"ana", "cy"}),
        (ForWhom(people=("bob",)), {}, {"bob"}),
        (ForWhom(), {"to": ("ana", "bob")}, {"ana", "bob"}),
        (ForWhom(), {"group": "grade 7", "to": ("cy",)}, {"cy"}),
        (ForWhom(), {"group": "grade 7"}, set()),
    ],
)
def test_those_it_reached_receive_it(for_whom: ForWhom, given: dict[str, Any], reached: set[str]) -> None:
    world = with_follow_up(for_whom)
    give = RecordFollowUp(s.lee(20), given="g1", plan="f2", minutes=45, given_by="kim", **given)
    found = received(world.ask("eng", give).catch_up())
    assert found.keys() == reached
    for [event] in found.values():
        assert (event.strategy, event.minutes, event.given_by) == (Strategy.DISCUSSION, 45, "kim")
        assert (event.group, event.at) == (given.get("group"), s.day(20))


def test_it_was_given_by_whoever_recorded_it_unless_somebody_else_is_named() -> None:
    world = with_follow_up(ForWhom())
    found = received(world.ask("eng", RecordFollowUp(s.lee(20), given="g1", plan="f2", minutes=45)).catch_up())
    assert {event.given_by for events in found.values() for event in events} == {"lee"}


def test_read_anew_it_is_received_once() -> None:
    world = with_follow_up(ForWhom())
    world.ask("eng", RecordFollowUp(s.lee(20), given="g1", plan="f2", minutes=45)).catch_up()
    assert {name: len(events) for name, events in received(World(world.store).catch_up()).items()} == {
        "ana": 1,
        "bob": 1,
        "cy": 1,
    }


def test_a_transfer_counts_from_its_day_for_what_is_meant_for_a_site() -> None:
    """Ana moves from North to South on day 100; what North gets until then is hers, and what it gets then is not."""
    world = with_follow_up(ForWhom(sites=("North",)))
    moved = Transfer(s.office(12), site="South", role_title="teacher", manager="mo", from_day=s.on(100))
    world.ask(ANA, moved).catch_up()
    world.ask("eng", RecordFollowUp(s.lee(20), given="g1", plan="f2", minutes=45)).catch_up()
    assert set(received(world)) == {"ana", "cy"}
    world.ask("eng", s.plan(s.lee(21), "f3", Strategy.COMMUNITY, for_whom=ForWhom(sites=("North",)))).catch_up()
    assert Strategy.COMMUNITY in world.participation(ANA).strategies
    world.ask("eng", RecordFollowUp(s.lee(100), given="g2", plan="f2", minutes=45)).catch_up()
    assert {name: len(events) for name, events in received(world).items()} == {"ana": 1, "cy": 2}
