"""What an engagement voids of its schedule and of follow-up given is taken back from everybody who was told of it."""

from __future__ import annotations

from tests.coordination.world import ANA, BOB, CY, World, begun, scheduled, with_new_relay
from tests.engagement import stories as s

from pdflow import Strategy
from pdflow.coordination import FeedDirectory
from pdflow.engagement import CancelTraining, RecordFollowUp, RescheduleTraining
from pdflow.participation import Ending, Enrol, Enrolled, Reopen, Withdraw, latest_plan

SECRET = b"known to this host only"


def planned(world: World, stream: str) -> dict[str, int]:
    """The sessions in somebody's plan, each with the day of its month."""
    state = world.participation(stream)
    sessions = dict.fromkeys(plan.session for plan in state.plans.values())
    latest = {session: latest_plan(state, session) for session in sessions}
    return {
        session: plan[1].start.day
        for session, plan in latest.items()
        if plan is not None and state.ended(plan[0]) is not Ending.DROPPED
    }


def of_all(world: World) -> list[dict[str, int]]:
    return [planned(world, stream) for stream in (ANA, BOB)]


def moved(day: float, to: float) -> RescheduleTraining:
    return RescheduleTraining(s.lee(day), training="tr1", sessions=(s.session("s2", to),), reason="snow")


def test_a_schedule_that_is_voided_leaves_no_session_in_anybodys_plan() -> None:
    world = scheduled(begun()).catch_up()
    before = of_all(world)
    assert [sorted(each) for each in before] == [["s1", "s2"]] * 2
    world.ask("eng", s.void(s.office(6), "sch1")).catch_up()
    assert of_all(world) == [{}, {}]


def test_a_move_that_is_voided_brings_the_former_day_back() -> None:
    world = scheduled(begun()).catch_up()
    before, move = of_all(world), moved(7, 25)
    world.ask("eng", move).catch_up()
    assert of_all(world) != before
    world.ask("eng", s.void(s.office(8), move.header.id)).catch_up()
    assert of_all(world) == before


def test_a_cancellation_that_is_voided_brings_the_session_back() -> None:
    world = scheduled(begun()).catch_up()
    before = of_all(world)
    cancel = CancelTraining(s.lee(7), training="tr1", sessions=("s2",), reason="snow")
    world.ask("eng", cancel).catch_up()
    assert [sorted(each) for each in of_all(world)] == [["s1"]] * 2
    world.ask("eng", s.void(s.office(8), cancel.header.id)).catch_up()
    assert of_all(world) == before


def test_who_joined_late_has_the_former_day_too() -> None:
    world = scheduled(begun()).catch_up()
    before, move = of_all(world)[0], moved(7, 25)
    world.ask("eng", move, s.join(s.host(12), "cy")).catch_up()
    assert planned(world, CY) == {"s2": before["s2"] + 5}
    world.ask("eng", s.void(s.office(13), move.header.id)).catch_up()
    assert planned(world, CY) == {"s2": before["s2"]}


def test_who_joined_late_is_sent_a_session_whose_cancellation_is_voided() -> None:
    world = scheduled(begun()).catch_up()
    cancel = CancelTraining(s.lee(7), training="tr1", sessions=("s2",), reason="snow")
    world.ask("eng", cancel, s.join(s.host(12), "cy")).catch_up()
    assert planned(world, CY) == {}
    world.ask("eng", s.void(s.office(13), cancel.header.id)).catch_up()
    assert [*planned(world, CY)] == ["s2"]


def test_who_joined_late_keeps_what_was_booked_since_the_move_that_is_voided() -> None:
    world, move = scheduled(begun()).catch_up(), moved(7, 25)
    world.ask("eng", move, s.join(s.host(12), "cy"), moved(13, 27)).catch_up()
    later = planned(world, CY)
    world.ask("eng", s.void(s.office(14), move.header.id)).catch_up()
    assert planned(world, CY) == later == {"s2": planned(world, ANA)["s2"]}


def test_who_joined_late_has_the_former_day_once_both_moves_are_voided() -> None:
    world, first, second = scheduled(begun()).catch_up(), moved(7, 25), moved(13, 27)
    world.ask("eng", first, s.join(s.host(12), "cy"), second).catch_up()
    world.ask("eng", s.void(s.office(14), first.header.id)).catch_up()
    world.ask("eng", s.void(s.office(15), second.header.id)).catch_up()
    assert planned(world, CY)["s2"] == planned(world, ANA)["s2"] == 21


def cancel(day: float, *sessions: str) -> CancelTraining:
    return CancelTraining(s.lee(day), training="tr1", sessions=sessions, reason="snow")


def test_a_session_cancelled_once_more_is_dropped_once_however_often_the_feed_is_read() -> None:
    world = scheduled(begun()).ask("eng", cancel(7, "s2"), cancel(8, "s1", "s2"), moved(9, 25)).catch_up()
    before = of_all(world)
    assert [sorted(each) for each in before] == [["s2"]] * 2
    assert of_all(with_new_relay(world).catch_up()) == before


def test_who_joined_between_two_cancellations_is_not_sent_the_second() -> None:
    world = scheduled(begun()).ask("eng", cancel(7, "s2"), s.join(s.host(8), "cy"), cancel(9, "s1", "s2")).catch_up()
    assert planned(world, CY) == {}


def test_a_session_cancelled_once_more_stays_cancelled_where_the_first_is_voided() -> None:
    world, first, second = scheduled(begun()).catch_up(), cancel(7, "s2"), cancel(8, "s1", "s2")
    before = of_all(world)
    world.ask("eng", first, second, s.void(s.office(9), first.header.id)).catch_up()
    assert of_all(world) == [{}, {}]
    world.ask("eng", s.void(s.office(10), second.header.id)).catch_up()
    assert of_all(world) == before


def with_follow_up(world: World | None = None) -> World:
    world = scheduled(begun(world)).ask("eng", s.deliver(s.lee(10, 12), "d1", "s1"))
    world.ask("eng", s.plan(s.lee(11), "f2", Strategy.DISCUSSION))
    return world.ask("eng", RecordFollowUp(s.lee(20), given="g1", plan="f2", minutes=45)).catch_up()


def received(world: World) -> list[int]:
    return [len(world.participation(stream).follow_ups) for stream in (ANA, BOB)]


def test_follow_up_given_that_is_voided_was_received_by_nobody() -> None:
    world = with_follow_up()
    assert received(world) == [1, 1]
    world.ask("eng", s.void(s.office(21), "g1")).catch_up()
    assert received(world) == [0, 0]


def test_of_two_only_the_one_voided_is_taken_back_once() -> None:
    world = with_follow_up().ask("eng", RecordFollowUp(s.lee(22), given="g2", plan="f2", minutes=30)).catch_up()
    world.ask("eng", s.void(s.office(23), "g1")).catch_up()
    events = len(world.store.feed(limit=10_000))
    assert [[each.minutes for each in world.participation(ANA).follow_ups.values()], received(world)] == [[30], [1, 1]]
    World(world.store).catch_up()
    assert len(world.store.feed(limit=10_000)) == events


def test_under_a_hosts_directory_of_before_the_rest_goes_on() -> None:
    class Former(FeedDirectory):
        follow_ups_handed_on = property()  # type: ignore[assignment]

    world = with_follow_up(World(directory=Former(SECRET)))
    world.ask("eng", s.void(s.office(21), "g1"), s.void(s.office(21), "d1")).catch_up()
    assert received(world) == [1, 1]
    assert [len(world.participation(stream).attendance) for stream in (ANA, BOB)] == [0, 0]


def test_follow_up_is_taken_back_from_a_participation_reopened_beside_another_of_the_person() -> None:
    world = with_follow_up()
    enrolled = next(each for each in world.events(ANA) if isinstance(each, Enrolled))
    second = Enrol(s.host(22), person="ana", policy=enrolled.policy, engagement="e1")
    world.ask(ANA, Withdraw(s.office(21), reason="left")).catch_up()
    world.ask("participation-second", second).catch_up().ask(ANA, Reopen(s.office(23), reason="mistake")).catch_up()
    world.ask("eng", s.void(s.office(24), "g1")).catch_up()
    assert received(world) == [0, 0]
