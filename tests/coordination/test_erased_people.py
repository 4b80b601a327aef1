"""Whoever was erased stays erased, however often a relay reads the feed."""

import pytest
from tests.coordination.test_reactions import eventful
from tests.coordination.world import ANA, World, begun, deliver, kinds, scheduled
from tests.engagement import stories as s

from pdflow.engagement import Cancel, EndParticipation, HowEnded, PersonSummary
from pdflow.participation import Enrol, Withdraw


@pytest.mark.parametrize("stream", [ANA, "participation-eng-eve", "participant-7"])
def test_a_relay_that_reads_the_feed_anew_enrols_nobody_who_was_erased(stream: str) -> None:
    world = eventful()
    streams, others = world.streams(), {name: kinds(world, name) for name in world.streams() if name != stream}
    assert world.store.erase_stream(stream) > 0
    for _ in range(2):
        world = World(world.store)
        world.relay.catch_up()
        assert kinds(world, stream) == []
        assert world.streams() == streams
        assert {name: kinds(world, name) for name in others} == others


def test_the_training_of_everybody_else_goes_on() -> None:
    world = scheduled(begun()).catch_up()
    world.store.erase_stream(ANA)
    again = World(world.store)
    again.relay.catch_up()
    again.ask("eng", deliver("d1", "s1", 10, bob=180))
    again.catch_up()
    assert kinds(again, ANA) == []
    assert "AttendanceRecorded" in kinds(again, "participation-eng-bob")


def test_a_person_erased_after_leaving_the_roster_causes_nothing_more() -> None:
    world = scheduled(begun()).catch_up()
    world.ask("eng", EndParticipation(s.office(9), person="ana", how=HowEnded.WITHDRAWN, summary=PersonSummary()))
    world.store.erase_stream(ANA)
    again = World(world.store).catch_up().ask("eng", deliver("d1", "s1", 10, bob=180)).catch_up()
    assert kinds(again, ANA) == []


def test_whoever_joins_again_after_an_erasure_is_enrolled_again() -> None:
    world = begun().catch_up()
    world.ask("eng", EndParticipation(s.office(9), person="ana", how=HowEnded.WITHDRAWN, summary=PersonSummary()))
    world.store.erase_stream(ANA)
    world.relay.catch_up()
    for relayed in (world, World(world.store)):
        relayed.ask("eng", s.join(s.host(12), "ana"))
        relayed.relay.catch_up()
        assert kinds(relayed, ANA) == ["Enrolled"]
        assert relayed.participation(ANA).person == "ana"
    scheduled(world).relay.catch_up()
    assert kinds(world, ANA) == ["Enrolled", "SessionPlanned", "SessionPlanned"]


def test_a_sheet_from_before_the_erasure_brings_nobody_back() -> None:
    """They were there, left, and were erased; read anew, the sheet finds them on no roster."""
    for stream, story in ((ANA, ()), ("participant-7", (Enrol(s.office(6), person="dan", engagement="e1"),))):
        world = scheduled(begun()).catch_up()
        person = "dan" if story else "ana"
        world.ask(stream, *story).catch_up()
        world.ask("eng", deliver("d1", "s1", 10, bob=180, **{person: 180})).catch_up()
        world.ask(stream, Withdraw(s.office(12), reason="left")).catch_up()
        world.store.erase_stream(stream)
        before = len(world.store.feed(limit=10_000))
        again = World(world.store)
        again.relay.catch_up()
        assert len(world.store.feed(limit=10_000)) == before


def test_an_enrolment_before_the_cancellation_is_withdrawn_though_it_never_reached_the_roster() -> None:
    world = begun().catch_up()
    world.ask("participant-9", Enrol(s.office(6), person="dan", engagement="e1"))
    world.ask("eng", Cancel(s.payer(7), reason="budget"))
    world.relay.catch_up()
    assert kinds(world, "participant-9") == ["Enrolled", "Withdrawn"]
    assert [codes for _, codes, _ in world.refused] == [["engagement.not_in_stage"]]
