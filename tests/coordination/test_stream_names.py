"""Streams made for a person are never another's, whatever the ids contain, and old ones keep their names."""

from __future__ import annotations

import attrs
from hypothesis import given, strategies as st
from tests.coordination.world import SECRET, World
from tests.engagement import stories as s

from pdflow.coordination import EventInStream, FeedDirectory, default_stream_name
from pdflow.coordination.command_ids import reaction_header
from pdflow.coordination.stream_names import former_stream_name
from pdflow.participation import Enrol

ids = st.text("ab-%2D+", min_size=1, max_size=6)


@given(st.tuples(ids, ids), st.tuples(ids, ids))
def test_two_people_never_share_a_name(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert (default_stream_name(*one) == default_stream_name(*other)) == (one == other)


def test_a_plain_id_stands_in_the_name_as_it_is() -> None:
    assert default_stream_name("inquiry-2026", "ana") == former_stream_name("inquiry-2026", "ana")


def engagements(world: World, **people: tuple[str, ...]) -> World:
    """Commissioned engagements with these people; each is named by its stream."""
    for stream, roster in people.items():
        name = stream.replace("_", "-")
        request, *rest = s.commissioned()
        world.ask(name, attrs.evolve(request, engagement=name), *rest)
        world.ask(name, *(s.join(s.host(4), person) for person in roster))
    return world


def enrolled(world: World) -> dict[str, tuple[str | None, str]]:
    """Of each participation's stream, the engagement and the person."""
    streams = [stream for stream in world.streams() if stream.startswith("participation")]
    states = {stream: world.participation(stream) for stream in streams}
    return {stream: (state.engagement, state.person) for stream, state in states.items()}


def test_two_engagements_with_names_that_run_together_have_a_stream_for_each_person() -> None:
    world = engagements(World(), eng=("x-ana",), eng_x=("ana",)).catch_up()
    assert enrolled(world) == {
        "participation-eng-x%2Dana": ("eng", "x-ana"),
        "participation-eng-x-ana": ("eng-x", "ana"),
    }


def as_before(world: World, engagement: str, person: str) -> World:
    """Enrol somebody as a former relay did: in the stream of the former name, by an id derived from that."""
    joined = next(
        EventInStream(row.id, row.stream, event)
        for row, event in zip(world.store.load(engagement), world.desks[0].history(engagement), strict=True)
        if getattr(event, "person", None) == person
    )
    stream = former_stream_name(engagement, person)
    enrol = Enrol(reaction_header(joined, stream, Enrol), person=person, engagement=engagement)
    return world.ask(stream, enrol)


def test_a_stream_named_the_old_way_keeps_its_name_however_often_the_feed_is_read() -> None:
    world = as_before(engagements(World(), eng=("x-ana",)), "eng", "x-ana")
    for relayed in (world, World(world.store)):
        relayed.relay.catch_up()
        assert enrolled(relayed) == {"participation-eng-x-ana": ("eng", "x-ana")}


def test_a_new_person_is_never_given_an_old_stream_of_another() -> None:
    world = as_before(engagements(World(), eng=("x-ana",)), "eng", "x-ana")
    world.relay.catch_up()
    engagements(world, eng_x=("ana",)).relay.catch_up()
    expected = {"participation-eng-x-ana": ("eng", "x-ana"), "participation-eng-x-ana+": ("eng-x", "ana")}
    assert enrolled(world) == expected
    again = World(world.store)
    again.relay.catch_up()
    assert enrolled(again) == expected


def test_a_stream_that_a_host_gave_somebody_else_is_not_used() -> None:
    world = engagements(World(), eng=())
    world.ask("participation-eng-ana", Enrol(s.office(1), person="zoe"))
    world.catch_up().ask("eng", s.join(s.host(4), "ana")).catch_up()
    assert enrolled(world) == {"participation-eng-ana": (None, "zoe"), "participation-eng-ana+": ("eng", "ana")}


def test_a_host_s_own_naming_is_its_own() -> None:
    directory = FeedDirectory(SECRET, naming=lambda engagement, person: f"{engagement}/{person}")
    assert directory.participation_of("x-ana", "eng") == "eng/x-ana"
