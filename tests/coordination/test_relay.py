"""The relay reads the feed at least once, in order, and what it carries out is carried out once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.cadre import course
from tests.coordination.story import EVERYBODY, FIRST, STORY
from tests.coordination.world import ANA, BOB, DECIDERS, World, begun, cleared, deliver, fresh, scheduled, task
from tests.engagement import stories as s

from pdflow import (
    Conflict,
    StoreError,
    Strategy,
    participation,
)
from pdflow.coordination import (
    Happened,
    MemoryBookmark,
    Register,
    Relay,
    SqliteBookmark,
    react,
)
from pdflow.desk import Desk
from pdflow.engagement import CancelTraining, EngagementRequested, ForWhom
from pdflow.participation import (
    Enrol,
    Pause,
    Reopen,
    SubmitEvaluation,
    Withdraw,
)
from pdflow.storage.memory import MemoryStore
from pdflow.storage.sqlite import SqliteStore


def eventful(world: World | None = None) -> World:
    """Late comers, walk-ins, a host's own enrolment, corrections, departures and returns, looked after step by step."""
    world = scheduled(begun(world)).ask("eng", task()).follow()
    world.ask("participant-7", Enrol(s.office(6), person="dan", engagement="e1")).follow()
    cleared(world).ask("eng", deliver("d1", "s1", 10, ana=180, bob=90, cy=60)).follow()
    world.ask(ANA, SubmitEvaluation(s.ana(10, 14), evaluation="v1", session="s1", reaction=5)).follow()
    world.ask(
        "eng", deliver("d2", "s1", 10, ana=180, bob=180, cy=60), s.plan(s.lee(11), "f2", Strategy.CHECK_IN)
    ).follow()
    world.ask(BOB, Withdraw(s.office(12), reason="left")).follow()
    world.ask("eng", s.join(s.host(13), "eve"), s.outcome(s.payer(13), "o2")).follow()
    world.ask(BOB, Reopen(s.office(14), reason="back")).ask("cadre-lee", course.stand_down(20)).follow()
    world.ask("eng", CancelTraining(s.lee(15), training="tr1", sessions=("s2",), reason="room")).follow()
    return world.ask("participant-7", Withdraw(s.office(16), reason="left")).follow()


def test_reading_everything_again_from_the_beginning_changes_nothing() -> None:
    world = eventful()
    rows, states = [*world.store.feed()], world.everything()
    again = fresh(world).follow()
    assert [*again.store.feed()] == rows
    assert again.everything() == states


def test_an_old_briefing_that_told_somebody_nothing_new_does_not_come_back() -> None:
    world = begun().ask("eng", s.plan(s.lee(5), "f2", Strategy.COACHING, for_whom=ForWhom(sites=("North",)))).follow()
    world.ask("eng", s.plan(s.lee(6), "f3", Strategy.WEBINAR)).follow()
    told = world.participation(BOB).strategies
    assert fresh(world).follow().participation(BOB).strategies == told == (Strategy.DISCUSSION, Strategy.WEBINAR)


def test_each_event_told_twice_changes_nothing() -> None:
    world = eventful()
    rows, states = [*world.store.feed()], world.everything()
    again, register = fresh(world), Register()
    for happened in happenings(again):
        for _ in range(2):
            for addressed in react(happened, register):
                again.ask(addressed.stream, addressed.command)
        register.learn(happened)
        for addressed in react(happened, register):
            again.ask(addressed.stream, addressed.command)
    assert ([*again.store.feed()], again.everything()) == (rows, states)


def happenings(world: World) -> Iterator[Happened[Any]]:
    for row in world.store.feed():
        codec = next(desk.codec for desk in world.desks if row.type.startswith(desk.decider.name))
        yield Happened(row.id, row.stream, codec.from_row(row))


def test_a_reaction_is_pure_and_its_commands_have_ids_of_their_own() -> None:
    register = Register()
    for happened in happenings(eventful()):
        commands = react(happened, register)
        assert commands == react(happened, register)
        ids = [addressed.command.header.id for addressed in commands]
        assert len(ids) == len(set(ids))
        register.learn(happened)


def test_most_events_lead_to_nothing() -> None:
    [requested, *_] = happenings(begun())
    assert type(requested.event) is EngagementRequested
    assert react(requested, Register()) == ()


def test_what_follows_is_read_and_followed_too() -> None:
    world = begun()
    assert world.relay.catch_up() == len([*world.store.feed()])
    assert world.relay.catch_up() == 0


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_feed_is_read_in_parts(limit: int) -> None:
    world = scheduled(begun())
    assert world.relay.catch_up(limit) == len([*world.store.feed()])
    assert len(world.participation(ANA).plans) == len(world.participation(BOB).plans) == 2


def test_a_refusal_is_told_once_and_holds_nobody_else_up() -> None:
    world = scheduled(begun()).follow()
    world.ask(ANA, Pause(s.office(9), until=s.on(40)))
    world.ask("eng", deliver("d1", "s1", 10, ana=180, bob=180))
    world.relay.catch_up()
    [(addressed, codes, cause)] = world.refused
    assert (addressed.stream, codes) == (ANA, ["participation.paused"])
    assert (type(addressed.command).__name__, type(cause.event).__name__) == ("RecordAttendance", "TrainingDelivered")
    assert world.participation(BOB).attendance
    world.ask(ANA, participation.Resume(s.office(41)))
    world.relay.catch_up()
    assert len(world.refused) == 1


def test_without_a_hook_a_refusal_is_passed_over() -> None:
    world = begun()
    world.ask(ANA, Enrol(s.office(0), person="somebody else"))
    quiet = Relay(world.desks, MemoryBookmark())
    assert quiet.catch_up() == len([*world.store.feed()])
    world.relay.catch_up()
    assert {code for _, codes, _ in world.refused for code in codes} >= {"enrolment.already_enrolled"}


class Stumbling(MemoryStore):
    """Cannot append to one stream for a while."""

    out_of_order = ""

    def append(self, stream: str, *told: Any, **more: Any) -> Any:
        if stream == self.out_of_order:
            raise Conflict(stream, 0, 1)
        return super().append(stream, *told, **more)


def test_after_an_error_the_next_call_begins_with_its_event() -> None:
    world = scheduled(begun(World(Stumbling())))
    world.store.out_of_order = BOB
    with pytest.raises(Conflict):
        world.relay.catch_up()
    world.store.out_of_order = ""
    world.follow()
    assert world.participation(BOB).plans.keys().isdisjoint(world.participation(ANA).plans)
    assert len(world.participation(BOB).plans) == 2


def test_a_new_relay_goes_on_where_the_last_one_stopped() -> None:
    bookmark = MemoryBookmark()
    world = scheduled(begun(World(bookmark=bookmark))).follow()
    again = World(world.store, bookmark)
    again.ask("eng", deliver("d1", "s1", 10, ana=180, cy=180)).follow()
    assert len(again.participation(ANA).attendance) == 1
    assert len(again.engagement.roster) == 3
    assert bookmark.position() == [*again.store.feed()][-1].position


def test_a_bookmark_beyond_the_store_is_told() -> None:
    bookmark = MemoryBookmark()
    bookmark.keep(7)
    with pytest.raises(StoreError, match="bookmark: at position 7, but the store ends at 0"):
        World(bookmark=bookmark).relay.catch_up()


def test_a_host_may_name_the_streams() -> None:
    register = Register(naming=lambda engagement, person: f"{person}@{engagement}")
    assert begun(World(directory=register)).follow().streams() == ["eng", "ana@eng", "bob@eng"]


def test_a_host_without_a_cadre_leaves_its_desk_out() -> None:
    store = MemoryStore()
    engagements, participations, _ = [Desk(decider, store) for decider in DECIDERS]
    begun(World(store))
    Relay([engagements, participations], MemoryBookmark()).catch_up()
    assert participations.load(ANA)[0].person == "ana"


def as_told(turns: list[int], looks: set[int]) -> World:
    """The story, its streams in turn, the relay looking in between; whatever is left comes at the end."""
    world, waiting = World().ask("eng", *FIRST), [(stream, [*commands]) for stream, commands in STORY]
    for number, turn in enumerate(turns):
        stream, commands = waiting[turn]
        if commands:
            world.ask(stream, commands.pop(0))
        if number in looks:
            world.follow()
    for stream, commands in waiting:
        world.ask(stream, *commands)
    return world.follow()


def came_to(world: World) -> dict[str, object]:
    """What everybody ends up with, whichever records it took."""
    people = {person: world.participation(stream) for person, stream in EVERYBODY.items()}
    ahead = {
        person: {plan.session for name, plan in state.plans.items() if name not in state.ends}
        - {entry.session for entry in state.attendance.values()}
        for person, state in people.items()
    }
    return {
        "there": {n: {(e.session, e.there, e.at) for e in one.attendance.values()} for n, one in people.items()},
        "ahead": ahead,
        "told": {name: (one.outcomes, one.strategies, one.planned_end) for name, one in people.items()},
        "waived": {name: {w.requirement for w in one.waivers.values()} for name, one in people.items()},
        "roster": world.engagement.roster.keys(),
        "cleared": {entry.subject: entry.until for entry in world.engagement.clearances.values()},
    }


@cache
def at_the_end() -> dict[str, object]:
    """What everybody ends up with where everything is written before anybody looks."""
    return came_to(as_told([], set()))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, len(STORY) - 1), max_size=25),
    st.sets(st.integers(0, 25), max_size=12),
)
def test_in_whatever_order_streams_are_written_and_looked_at_it_comes_to_the_same(
    turns: list[int], looks: set[int]
) -> None:
    assert came_to(as_told(turns, looks)) == at_the_end()


def test_the_story_comes_to_something() -> None:
    end = at_the_end()
    assert end["ahead"] == {person: {"s3"} for person in EVERYBODY}
    assert end["there"]["dan"] == {("s1", 180, s.day(10, 12))}
    assert end["roster"] == EVERYBODY.keys()
    assert [*end["cleared"].values()] == [course.UNTIL]


def test_a_bookmark_in_the_store_s_file_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "pd.sqlite"
    with SqliteStore(path) as store:
        with SqliteBookmark(path) as bookmark, SqliteBookmark(path, "somebody else") as other:
            begun(World(store, bookmark)).follow()
            assert (bookmark.position(), other.position()) == ([*store.feed()][-1].position, 0)
            bookmark.keep(1)
        with SqliteBookmark(path) as again:
            assert again.position() == [*store.feed()][-1].position
    SqliteStore(path).close()


def test_a_bookmark_needs_a_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="open the store first"):
        SqliteBookmark(tmp_path / "new.sqlite")
    with pytest.raises(StoreError, match="unable to open"):
        SqliteBookmark(tmp_path / "nowhere" / "new.sqlite")
    SqliteStore(tmp_path / "new.sqlite").close()


def test_a_closed_bookmark_says_so(tmp_path: Path) -> None:
    path = tmp_path / "pd.sqlite"
    SqliteStore(path).close()
    bookmark = SqliteBookmark(path)
    bookmark.close()
    with pytest.raises(StoreError, match="closed"):
        bookmark.keep(3)


def test_a_bookmark_in_memory_does_not_go_back() -> None:
    bookmark = MemoryBookmark()
    bookmark.keep(5)
    bookmark.keep(3)
    assert bookmark.position() == 5
