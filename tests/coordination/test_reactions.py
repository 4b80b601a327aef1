"""Reactions are pure and idempotent: an event delivered again changes nothing."""

from collections.abc import Iterator
from typing import Any

from tests.cadre import course
from tests.coordination.world import ANA, BOB, SECRET, World, begun, cleared, deliver, scheduled, task, with_new_relay
from tests.engagement import stories as s

from pdflow import Strategy
from pdflow.coordination import EventInStream, FeedDirectory, react
from pdflow.engagement import CancelTraining, EngagementRequested, ForWhom
from pdflow.participation import Enrol, Reopen, SubmitEvaluation, Withdraw


def eventful(world: World | None = None) -> World:
    """Late comers, walk-ins, a host's enrolment, corrections, departures, returns; the relay catches up in between."""
    world = scheduled(begun(world)).ask("eng", task()).catch_up()
    world.ask("participant-7", Enrol(s.office(6), person="dan", engagement="e1")).catch_up()
    cleared(world).ask("eng", deliver("d1", "s1", 10, ana=180, bob=90, cy=60)).catch_up()
    world.ask(ANA, SubmitEvaluation(s.ana(10, 14), evaluation="v1", session="s1", reaction=5)).catch_up()
    world.ask(
        "eng", deliver("d2", "s1", 10, ana=180, bob=180, cy=60), s.plan(s.lee(11), "f2", Strategy.CHECK_IN)
    ).catch_up()
    world.ask(BOB, Withdraw(s.office(12), reason="left")).catch_up()
    world.ask("eng", s.join(s.host(13), "eve"), s.outcome(s.payer(13), "o2")).catch_up()
    world.ask(BOB, Reopen(s.office(14), reason="back")).ask("cadre-lee", course.stand_down(20)).catch_up()
    world.ask("eng", CancelTraining(s.lee(15), training="tr1", sessions=("s2",), reason="room")).catch_up()
    return world.ask("participant-7", Withdraw(s.office(16), reason="left")).catch_up()


def events_in_streams(world: World) -> Iterator[EventInStream[Any]]:
    for row in world.store.feed():
        codec = next(desk.codec for desk in world.desks if row.type.startswith(desk.decider.name))
        yield EventInStream(row.id, row.stream, codec.from_row(row))


def test_a_reaction_is_pure_and_its_commands_have_ids_of_their_own() -> None:
    directory = FeedDirectory(SECRET)
    for event in events_in_streams(eventful()):
        commands = react(event, directory)
        assert commands == react(event, directory)
        ids = [addressed.command.header.id for addressed in commands]
        assert len(ids) == len(set(ids))
        directory.learn(event)


def test_most_events_cause_no_command() -> None:
    [requested, *_] = events_in_streams(begun())
    assert type(requested.event) is EngagementRequested
    assert react(requested, FeedDirectory(SECRET)) == ()


def test_each_event_delivered_twice_changes_nothing() -> None:
    world = eventful()
    rows, states = [*world.store.feed()], world.states()
    again, directory = with_new_relay(world), FeedDirectory(SECRET)
    for event in events_in_streams(again):
        for _ in range(2):
            for addressed in react(event, directory):
                again.ask(addressed.stream, addressed.command)
        directory.learn(event)
        for addressed in react(event, directory):
            again.ask(addressed.stream, addressed.command)
    assert ([*again.store.feed()], again.states()) == (rows, states)


def test_reading_everything_again_from_the_beginning_changes_nothing() -> None:
    world = eventful()
    rows, states = [*world.store.feed()], world.states()
    again = with_new_relay(world).catch_up()
    assert [*again.store.feed()] == rows
    assert again.states() == states


def test_an_old_briefing_that_was_nothing_new_to_somebody_is_not_repeated() -> None:
    world = begun().ask("eng", s.plan(s.lee(5), "f2", Strategy.COACHING, for_whom=ForWhom(sites=("North",)))).catch_up()
    world.ask("eng", s.plan(s.lee(6), "f3", Strategy.WEBINAR)).catch_up()
    assert world.participation(BOB).strategies == (Strategy.DISCUSSION, Strategy.WEBINAR)
    again = with_new_relay(world).catch_up()
    assert again.participation(BOB).strategies == (Strategy.DISCUSSION, Strategy.WEBINAR)
