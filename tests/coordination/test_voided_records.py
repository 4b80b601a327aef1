"""What is voided in an engagement is taken back from the participations it was handed on to, and nothing else is."""

import attrs
import pytest
from tests.coordination.world import ANA, BOB, CY, World, begun, deliver, scheduled
from tests.engagement import stories as s

from pdflow import Actor, Header, Refused, Role, participation
from pdflow.coordination.command_ids import COORDINATION
from pdflow.engagement import RequirementWaived
from pdflow.participation import RecordAttendance, VoidRecord

WAIVED = "training.attendance_short"


def attended(world: World, stream: str) -> list[tuple[str, int]]:
    return [(entry.session, entry.there) for entry in world.participation(stream).attendance.values()]


def waived(world: World, stream: str) -> list[str]:
    return [waiver.requirement for waiver in world.participation(stream).waivers.values()]


def for_roster(name: str, day: float = 11) -> object:
    return s.waive(s.office(day), name, WAIVED, for_roster=True)


def test_the_attendance_of_a_voided_delivery_is_voided_with_everybody() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180, cy=60)).catch_up()
    assert [attended(world, stream) for stream in (ANA, BOB, CY)] == [[("s1", 180)], [("s1", 0)], [("s1", 60)]]
    world.ask("eng", s.void(s.office(12), "d1")).catch_up()
    assert [attended(world, stream) for stream in (ANA, BOB, CY)] == [[], [], []]
    [voided] = [event for event in world.events(ANA) if isinstance(event, participation.RecordVoided)]
    assert (voided.by, voided.reason) == (COORDINATION, "mistake")


def test_a_correction_that_is_voided_leaves_what_it_corrected() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180), deliver("d2", "s1", 10, bob=180)).catch_up()
    world.ask("eng", s.void(s.office(12), "d2")).catch_up()
    assert (attended(world, ANA), attended(world, BOB)) == ([("s1", 180)], [("s1", 0)])


def test_who_joined_after_a_delivery_and_was_not_there_has_nothing_to_void() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180), s.join(s.host(15), "cy")).catch_up()
    world.ask("eng", s.void(s.office(16), "d1")).catch_up()
    assert (attended(world, ANA), attended(world, CY)) == ([], [])


def test_what_others_rely_on_stays_and_is_reported() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180, bob=180)).catch_up()
    [(attendance, _)] = world.participation(ANA).attendance.items()
    rest = RecordAttendance(s.office(11), attendance="a2", session="s1", held=60, there=60, continues=attendance)
    world.ask(ANA, rest).ask("eng", s.void(s.office(12), "d1")).relay.catch_up()
    assert [(sent.stream, codes) for sent, codes, _ in world.refused] == [(ANA, ["record.relied_upon"])]
    assert (attended(world, ANA), attended(world, BOB)) == ([("s1", 180), ("s1", 60)], [])


def test_a_waiver_for_the_roster_is_taken_back_from_who_was_on_it_and_who_joined_since() -> None:
    world = begun().ask("eng", for_roster("w1"), s.join(s.host(15), "cy")).catch_up()
    assert [waived(world, stream) for stream in (ANA, BOB, CY)] == [[WAIVED]] * 3
    world.ask("eng", s.void(s.office(16), "w1")).catch_up()
    assert [waived(world, stream) for stream in (ANA, BOB, CY)] == [[]] * 3


def test_who_joined_keeps_what_another_waiver_for_the_roster_waives() -> None:
    world = begun().ask("eng", for_roster("w1"), for_roster("w2", 12), s.join(s.host(15), "cy")).catch_up()
    world.ask("eng", s.void(s.office(16), "w1")).catch_up()
    assert [len(waived(world, stream)) for stream in (ANA, CY)] == [1, 1]
    world.ask("eng", s.void(s.office(17), "w2")).catch_up()
    assert [waived(world, stream) for stream in (ANA, CY)] == [[], []]


def test_voiding_is_handed_on_once_however_often_the_feed_is_read() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180), for_roster("w1")).catch_up()
    world.ask("eng", s.void(s.office(12), "d1"), s.void(s.office(12), "w1")).catch_up()
    events = len(world.store.feed(limit=10_000))
    World(world.store).relay.catch_up()
    assert len(world.store.feed(limit=10_000)) == events


def test_an_ended_participation_keeps_what_it_was_completed_on() -> None:
    world = scheduled(begun()).ask("eng", deliver("d1", "s1", 10, ana=180, bob=180)).catch_up()
    world.ask(BOB, participation.Withdraw(s.office(11), reason="left")).catch_up()
    world.ask("eng", s.void(s.office(12), "d1")).catch_up()
    assert (attended(world, ANA), attended(world, BOB)) == ([], [("s1", 180)])


def automation(day: float) -> Header:
    return attrs.evolve(s.host(day), by=Actor("coordination", Role.SYSTEM))


@pytest.mark.parametrize("by", [s.office, s.host], ids=["a coordinator", "an import"])
def test_automation_voids_nothing_that_was_recorded_under_a_name_of_its_own(by: object) -> None:
    world = scheduled(begun()).catch_up()
    world.ask(ANA, RecordAttendance(by(10), attendance="a1", session="s1", held=180, there=180))
    with pytest.raises(Refused) as refused:
        world.ask(ANA, VoidRecord(automation(11), record="a1", reason="mistake"))
    [reason] = refused.value.reasons
    assert (reason.code, reason.parameters) == ("right.role", {"has": Role.SYSTEM, "needs": (Role.COORDINATOR,)})
    world.ask(ANA, VoidRecord(s.office(11), record="a1", reason="mistake"))
    assert attended(world, ANA) == []


def test_automation_voids_nothing_that_was_done_to_a_record() -> None:
    world = scheduled(begun()).catch_up()
    drop = participation.DropSession(s.host(6), session="s1", reason="snow")
    assert drop.by != COORDINATION
    world.ask(ANA, drop)
    with pytest.raises(Refused, match=r"right\.role"):
        world.ask(ANA, VoidRecord(automation(11), record=drop.header.id, reason="mistake"))


def test_a_waiver_for_the_engagement_alone_is_not_handed_on_nor_taken_back() -> None:
    world = begun().ask("eng", s.waive(s.office(11), "w1", "design.no_revisit")).catch_up()
    assert [type(event) for event in world.events("eng")][-1] is RequirementWaived
    before = world.events(ANA)
    world.ask("eng", s.void(s.office(12), "w1")).catch_up()
    assert world.events(ANA) == before
