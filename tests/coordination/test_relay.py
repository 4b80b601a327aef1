"""A relay reads the feed in order and carries the reactions to each event out once."""

from typing import Any

import pytest
from tests.coordination.world import ANA, BOB, DECIDERS, SECRET, World, begun, deliver, scheduled
from tests.engagement import stories as s

from pdflow import Conflict, StoreError, participation
from pdflow.coordination import MemoryBookmark, Relay
from pdflow.desk import Desk
from pdflow.participation import Enrol, Pause
from pdflow.storage.memory import MemoryStore


def test_the_events_of_reactions_are_read_and_reacted_to() -> None:
    world = begun()
    assert world.relay.catch_up() == len([*world.store.feed()])
    assert world.relay.catch_up() == 0


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_feed_is_read_in_parts(limit: int) -> None:
    world = scheduled(begun())
    assert world.relay.catch_up(limit) == len([*world.store.feed()])
    assert len(world.participation(ANA).plans) == len(world.participation(BOB).plans) == 2


def test_a_refusal_is_reported_once_and_holds_nobody_else_up() -> None:
    world = scheduled(begun()).catch_up()
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


def test_without_on_error_a_refusal_is_passed_over() -> None:
    world = begun()
    world.ask(ANA, Enrol(s.office(0), person="somebody else"))
    quiet = Relay(world.desks, MemoryBookmark(), secret=SECRET)
    assert quiet.catch_up() == len([*world.store.feed()])
    world.relay.catch_up()
    assert {code for _, codes, _ in world.refused for code in codes} >= {"enrolment.already_enrolled"}


class FailingStore(MemoryStore):
    """A store that cannot append to one stream for a while."""

    failing_stream = ""

    def append(self, stream: str, *args: Any, **kwargs: Any) -> Any:
        if stream == self.failing_stream:
            raise Conflict(stream, 0, 1)
        return super().append(stream, *args, **kwargs)


def test_after_an_error_the_next_call_begins_with_its_event() -> None:
    world = scheduled(begun(World(FailingStore())))
    world.store.failing_stream = BOB
    with pytest.raises(Conflict):
        world.relay.catch_up()
    world.store.failing_stream = ""
    world.catch_up()
    assert world.participation(BOB).plans.keys().isdisjoint(world.participation(ANA).plans)
    assert len(world.participation(BOB).plans) == 2


def test_a_new_relay_goes_on_where_the_last_one_stopped() -> None:
    bookmark = MemoryBookmark()
    world = scheduled(begun(World(bookmark=bookmark))).catch_up()
    again = World(world.store, bookmark)
    again.ask("eng", deliver("d1", "s1", 10, ana=180, cy=180)).catch_up()
    assert len(again.participation(ANA).attendance) == 1
    assert len(again.engagement.roster) == 3
    assert bookmark.position() == [*again.store.feed()][-1].position


def test_a_bookmark_beyond_the_end_of_the_store_is_an_error() -> None:
    bookmark = MemoryBookmark()
    bookmark.keep(7)
    with pytest.raises(StoreError, match="bookmark: at position 7, but the store ends at 0"):
        World(bookmark=bookmark).relay.catch_up()


def test_a_host_without_a_cadre_leaves_its_desk_out() -> None:
    store = MemoryStore()
    engagements, participations, _ = [Desk(decider, store, clock=None) for decider in DECIDERS]
    begun(World(store))
    Relay([engagements, participations], MemoryBookmark(), secret=SECRET).catch_up()
    assert participations.load(ANA)[0].person == "ana"
