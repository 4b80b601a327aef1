"""Whoever was forgotten stays forgotten, however often a relay reads the feed, and nothing is handed on twice."""

import json
from itertools import product
from uuid import UUID, uuid5

import attrs
import pytest
from tests.coordination.test_reactions import eventful
from tests.coordination.world import ANA, BOB, SECRET, World, begun, deliver, kinds, scheduled
from tests.engagement import stories as s

from pdflow.coordination import FeedDirectory, RosteredParticipation
from pdflow.coordination.command_ids import reaction_id
from pdflow.engagement import Cancel
from pdflow.participation import PlanSession
from pdflow.people import is_forgotten
from pdflow.storage.erasure import forget


def everything(world: World) -> list[object]:
    return [*world.store.feed(limit=10_000)]


@pytest.mark.parametrize("person", ["ana", "bob", "cy", "dan", "eve", "lee", "office"])
def test_a_relay_that_reads_the_feed_anew_adds_nothing(person: str) -> None:
    world = eventful()
    assert forget(world.store, person).events > 0
    rows = everything(world)
    for _ in range(2):
        again = World(world.store).catch_up()
        assert everything(again) == rows
    assert not any(f'"{person}"' in row.data or row.actor == person for row in world.store.feed(limit=10_000))


def test_the_states_of_all_others_and_of_the_engagement_stay_but_for_the_id() -> None:
    world = eventful()
    before = {stream: desk_document(world, stream) for stream in world.streams()}
    streams = forget(world.store, "ana").streams
    pseudonym = streams[ANA].removeprefix("participation-eng-")
    assert is_forgotten(pseudonym)
    for stream, document in before.items():
        after = desk_document(world, streams.get(stream, stream))
        assert after == json.loads(json.dumps(document).replace('"ana"', f'"{pseudonym}"'))


def desk_document(world: World, stream: str) -> object:
    desk = next(desk for desk in world.desks if world.store.load(stream)[0].type.startswith(desk.decider.name))
    return json.loads(json.dumps(desk.codec.state_to_dict(desk.load(stream)[0])))


def test_the_training_of_everybody_else_goes_on() -> None:
    world = scheduled(begun()).catch_up()
    stream = forget(world.store, "ana").streams[ANA]
    before = kinds(world, stream)
    for relayed in (world, World(world.store)):
        relayed.relay.catch_up()
    again = World(world.store)
    again.relay.catch_up()
    again.ask("eng", deliver("d1", "s1", 10, bob=180)).catch_up()
    assert kinds(again, stream) == before
    assert kinds(again, BOB)[-1] == "AttendanceRecorded"
    assert ANA not in again.streams()


def test_a_relay_at_work_meanwhile_brings_nobody_back() -> None:
    """It notices that something was erased, and learns the feed anew."""
    world = scheduled(begun()).catch_up()
    forget(world.store, "ana")
    world.ask("eng", deliver("d1", "s1", 10, bob=180), Cancel(s.payer(11), reason="budget"))
    world.relay.catch_up()
    assert ANA not in world.streams()
    assert world.refused == []


def test_whoever_is_forgotten_before_they_were_enrolled_is_not_enrolled() -> None:
    world = scheduled(begun())
    forget(world.store, "ana")
    world.catch_up()
    assert world.streams() == ["eng", BOB]


def test_a_walk_in_who_was_forgotten_joins_no_roster() -> None:
    world = scheduled(begun()).catch_up().ask("eng", deliver("d1", "s1", 10, ana=180, cy=60))
    forget(world.store, "cy")
    world.catch_up()
    assert world.streams() == ["eng", ANA, BOB]


def test_nobody_is_found_again_by_trying_names_from_a_roster() -> None:
    """Whoever has the whole store, and knew how streams were named, tries every name in every way ids are made."""
    world = eventful()
    forget(world.store, "ana")
    forget(world.store, "cy")
    rows = world.store.feed(limit=10_000)
    known = {value for row in rows for value in (row.id, row.command_id, row.data)}
    kinds = {kind.__name__ for desk in world.desks for kind in desk.decider.commands.values()}
    whose = [text for person in ("ana", "cy") for text in (person, f"participation-eng-{person}")]
    subjects = ["", "ana", "cy", "s1", "s2", "s3", "support.no_supporter"]
    for row in rows:
        for texts in product(whose, kinds, subjects):
            assert str(uuid5(UUID(row.id), "\n".join(texts))) not in known
        for subject, kind in product(("ana", "cy"), kinds):
            assert str(uuid5(UUID(row.id), "\n".join(("eng", kind, subject)))) not in known


class FormerDirectory(FeedDirectory):
    """Makes the ids of members' commands of the names of their streams, as a former relay did."""

    def member(self, participation: str) -> RosteredParticipation | None:
        found = super().member(participation)
        return found and attrs.evolve(found, joined="")

    def live(self, engagement: str) -> list[RosteredParticipation]:
        return [attrs.evolve(member, joined="") for member in super().live(engagement)]


def test_what_a_relay_carried_out_under_former_ids_is_not_carried_out_again() -> None:
    world = eventful(World(directory=FormerDirectory(SECRET)))
    rows = everything(world)
    assert everything(World(world.store).catch_up()) == rows
    planned = next(row for row in world.store.load(BOB) if row.type == "participation.session_planned")
    former = {reaction_id(row.id, BOB, PlanSession, "s1") for row in world.store.load("eng")}
    assert planned.command_id in former


def test_a_participation_erased_before_is_forgotten_with_its_name() -> None:
    world = scheduled(begun()).catch_up()
    world.store.erase_stream(ANA)
    forget(world.store, "ana")
    assert not any("ana" in stream for stream in world.streams())
    rows = everything(world)
    assert everything(World(world.store).catch_up()) == rows
