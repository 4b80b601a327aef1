"""In whatever order streams are written and the relay catches up, everybody ends up with the same."""

from functools import cache

from hypothesis import given, settings, strategies as st
from tests.cadre import course
from tests.coordination.story import EVERYBODY, FIRST, STORY
from tests.coordination.world import World
from tests.engagement import stories as s


def story_in_order(streams: list[int], catch_ups: set[int]) -> World:
    """The story, its streams taken in this order, the relay catching up in between, the rest at the end."""
    world, waiting = World().ask("eng", *FIRST), [(stream, [*commands]) for stream, commands in STORY]
    for number, stream_number in enumerate(streams):
        stream, commands = waiting[stream_number]
        if commands:
            world.ask(stream, commands.pop(0))
        if number in catch_ups:
            world.catch_up()
    for stream, commands in waiting:
        world.ask(stream, *commands)
    return world.catch_up()


def results(world: World) -> dict[str, object]:
    """What everybody ends up with, without the ids of the records."""
    people = {person: world.participation(stream) for person, stream in EVERYBODY.items()}
    planned = {
        person: {plan.session for name, plan in state.plans.items() if name not in state.ends}
        - {entry.session for entry in state.attendance.values()}
        for person, state in people.items()
    }
    return {
        "attendance": {n: {(e.session, e.there, e.at) for e in one.attendance.values()} for n, one in people.items()},
        "planned": planned,
        "briefings": {name: (one.outcomes, one.strategies, one.planned_end) for name, one in people.items()},
        "waived": {name: {w.requirement for w in one.waivers.values()} for name, one in people.items()},
        "roster": world.engagement.roster.keys(),
        "cleared": {entry.subject: entry.until for entry in world.engagement.clearances.values()},
    }


@cache
def expected_results() -> dict[str, object]:
    """What everybody ends up with where everything is written before the relay catches up."""
    return results(story_in_order([], set()))


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, len(STORY) - 1), max_size=25),
    st.sets(st.integers(0, 25), max_size=12),
)
def test_the_results_do_not_depend_on_the_order_of_streams_and_catch_ups(
    streams: list[int], catch_ups: set[int]
) -> None:
    assert results(story_in_order(streams, catch_ups)) == expected_results()


def test_the_story_has_results() -> None:
    expected = expected_results()
    assert expected["planned"] == {person: {"s3"} for person in EVERYBODY}
    assert expected["attendance"]["dan"] == {("s1", 180, s.day(10, 12))}
    assert expected["roster"] == EVERYBODY.keys()
    assert [*expected["cleared"].values()] == [course.UNTIL]
