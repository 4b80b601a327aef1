"""Whatever is accepted in one stream, the relay works on everybody else."""

from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from tests.coordination.world import ANA, BOB, DECIDERS, World, begun, deliver, scheduled
from tests.engagement import stories as s
from tests.robustness.odd_walks import SUBJECTS, odd_walk

from pdflow import Event
from pdflow.cadre import MemberCleared, MemberNominated, MemberReinstated, MemberStoodDown
from pdflow.participation import Enrolled
from pdflow.storage.codec import Codec

SEEDS: Final = range(6)
ODD: Final = "odd"
MEMBERS: Final = (MemberNominated, MemberCleared, MemberStoodDown, MemberReinstated)


def concerning_others(event: Event) -> Event:
    """The event of an odd walk as one of the others' engagement: of somebody who takes part, or of their trainer."""
    if isinstance(event, Enrolled):
        return attrs.evolve(event, person="zoe", engagement="e1")
    return attrs.evolve(event, person="lee") if isinstance(event, MEMBERS) else event


def among_others(aggregate: str, seed: int) -> World:
    """A walk of odd commands in a stream of its own, amid the training of two people."""
    world = scheduled(begun()).catch_up()
    codec: Codec[Any] = Codec(next(decider for decider in DECIDERS if decider.name == aggregate))
    rows = codec.to_rows(map(concerning_others, odd_walk(aggregate, seed, 150).history().events))
    half = len(rows) // 2
    world.store.append(ODD, rows[:half], expected=0)
    world.ask("eng", deliver("d1", "s1", 10, ana=180, bob=90))
    world.store.append(ODD, rows[half:], expected=half)
    return world.ask("eng", s.join(s.host(11), "cy"), deliver("d2", "s2", 20, ana=180, bob=180, cy=180))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("aggregate", SUBJECTS)
def test_whatever_is_accepted_in_one_stream_the_relay_works_on_everybody_else(aggregate: str, seed: int) -> None:
    world = among_others(aggregate, seed)
    world.relay.catch_up()
    assert world.relay.catch_up() == 0
    for stream, minutes in ((ANA, [180, 180]), (BOB, [90, 180]), ("participation-eng-cy", [180])):
        assert [entry.there for entry in world.participation(stream).attendance.values()] == minutes
    ours = {"eng", ANA, BOB, "participation-eng-cy"}
    assert not [addressed for addressed, _, cause in world.refused if {cause.stream, addressed.stream} <= ours]
    assert not [cause for cause, _, _ in world.errors if cause.stream in ours]


@pytest.mark.parametrize("aggregate", SUBJECTS)
def test_the_feed_read_anew_adds_nothing(aggregate: str) -> None:
    world = among_others(aggregate, 1)
    world.relay.catch_up()
    before = [*world.store.feed(limit=10_000)]
    World(world.store).relay.catch_up()
    assert [*world.store.feed(limit=10_000)] == before
