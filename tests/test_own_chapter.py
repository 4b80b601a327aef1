"""A host's own commands and events are decided beside those of pdflow; who does not know them passes over them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest
from tests import lms
from tests.benchmarks.story import commands, whole
from tests.coordination.world import ANA, SECRET, begun, deliver, scheduled
from tests.engagement import stories as s
from tests.lms import DeviceLent, LendDevice, LmsParticipation, ReturnDevice
from tests.test_desk import enrol, header, plan

from pdflow import Audience, Desk, MemoryStore, Reason, Refused, UnknownCommand, UnknownEvent, cadre, engagement
from pdflow.agenda import EveryDay, agenda, directors_list, drifts, next_change, route_to, week
from pdflow.coordination import MemoryBookmark, Relay
from pdflow.documents import person_record
from pdflow.errors import WrongType
from pdflow.kernel.guards import fact
from pdflow.kernel.lifecycle import move
from pdflow.participation import Enrol, Enrolled, Participation, Pause, VoidRecord, decider
from pdflow.storage.codec import Codec
from pdflow.storage.erasure import erase_notes


def lend(loan: str = "l-1", device: str = "camera", days: float = 1, **more: Any) -> LendDevice:
    return LendDevice(header(days), loan=loan, device=device, **more)


def give_back(loan: str = "l-1", days: float = 2) -> ReturnDevice:
    return ReturnDevice(header(days), returned=f"back {loan}", loan=loan)


def codes(state: LmsParticipation, command: Any) -> list[str]:
    return [reason.code for reason in lms.lms.why_not(state, command)]


@pytest.fixture(params=[{}, {"keep": 0, "snapshot_every": 1}], ids=["kept", "snapshots"])
def desk(request: pytest.FixtureRequest) -> Desk[LmsParticipation]:
    return Desk(lms.lms, MemoryStore(), clock=None, **request.param)


def test_one_desk_decides_both_on_one_stream(desk: Desk[LmsParticipation]) -> None:
    sent = (enrol(), lend(), plan("s-1"), give_back(), lend("l-2", days=3))
    receipts = [desk.carry_out("p-1", command) for command in sent]
    state, version = desk.load("p-1")
    assert version == 5
    assert [*state.loans, *state.returns, *state.plans] == ["l-1", "l-2", "back l-1", "s-1"]
    assert state == lms.lms.fold(desk.history("p-1")) == lms.lms.fold(event for r in receipts for event in r.events)
    assert desk.carry_out("p-1", sent[1]).repeated
    assert desk.carry_out("p-1", lend(days=4)).events == ()


def test_a_host_s_guards_rights_references_and_records_hold_as_ours_do(desk: Desk[LmsParticipation]) -> None:
    for command in (enrol(), lend()):
        desk.carry_out("p-1", command)
    state, _ = desk.load("p-1")
    assert codes(state, lend("l-2")) == ["lms.device_away"]
    assert lms.lms.why_not(state, lend("l-2"))[0].remedy == "ReturnDevice"
    assert codes(state, lend("l-1", "projector")) == ["record.name_taken"]
    assert codes(state, give_back("l-9")) == ["lms.unknown_loan"]
    stranger = attrs.evolve(lend("l-2", "b").header, by=attrs.evolve(header().by, role="COACH"))
    assert codes(state, attrs.evolve(lend("l-2", "b"), header=stranger)) == ["right.role"]
    desk.carry_out("p-1", give_back())
    void = VoidRecord(header(3), record="l-1", reason="a mistake")
    with pytest.raises(Refused, match=r"record\.relied_upon"):
        desk.carry_out("p-1", void)
    desk.carry_out("p-1", attrs.evolve(void, header=header(3), record="back l-1"))
    desk.carry_out("p-1", attrs.evolve(void, header=header(4)))
    assert codes(desk.load("p-1")[0], lend(days=5)) == ["record.void"]


def test_guards_of_all_commands_ask_those_of_a_host_unless_they_are_spared(desk: Desk[LmsParticipation]) -> None:
    for command in (enrol(), lend(), Pause(header(2), until=header(20).at.date())):
        desk.carry_out("p-1", command)
    with pytest.raises(Refused, match=r"participation\.paused"):
        desk.carry_out("p-1", lend("l-2", "projector", 3))
    assert len(desk.carry_out("p-1", give_back(days=3)).events) == 1


def test_options_and_the_table_show_them(desk: Desk[LmsParticipation]) -> None:
    desk.carry_out("p-1", enrol())
    options = lms.lms.options(desk.load("p-1")[0], header(1))
    assert options["LendDevice"] == ()
    assert [*lms.lms.commands] == [*decider.commands, "LendDevice", "ReturnDevice"]
    assert lms.lms.reason_codes["lms.device_away"].commands == ("LendDevice",)
    assert "LendDevice" not in decider.commands


def test_rights_of_a_host_come_after_its_chapters() -> None:
    ours = lms.lms.with_rights(lambda state, kind, header: Reason("lms.no") if kind is LendDevice else None)
    state = lms.lms.fold(lms.lms.decide(lms.lms.state(), enrol()))
    assert [reason.code for reason in ours.why_not(state, lend())] == ["lms.no"]
    with pytest.raises(TypeError, match="give it the chapter first"):
        ours.with_chapter(LmsParticipation, ())


def test_a_chapter_upon_a_chapter_keeps_both() -> None:
    @attrs.define
    class Further(LmsParticipation):
        pass

    both = lms.lms.with_chapter(Further, ())
    state = both.fold(both.decide(both.state(), enrol()))
    assert type(state) is Further
    state = both.evolve(state, *both.decide(state, lend()))
    assert [*state.loans] == ["l-1"]
    paused = both.evolve(state, *both.decide(state, Pause(header(2), until=header(20).at.date())))
    assert both.permits(paused, give_back(days=3))


@pytest.mark.parametrize(
    ("chapter", "problem"),
    [
        (lambda: decider.with_chapter(engagement.Engagement, ()), "Engagement is no subclass of Participation"),
        (lambda: decider.with_chapter(Participation, [move(Enrol, "NOTHING", then=Enrolled)]), "has a command of this"),
        (
            lambda: decider.with_chapter(LmsParticipation, [attrs.evolve(lms.MOVES[0], to=("COACHING",))]),
            "LendDevice: a chapter of a host's own leads to no other phase",
        ),
        (lambda: decider.with_chapter(LmsParticipation, lms.MOVES, spared={"lms.none": [LendDevice]}), "lms.none"),
        (lambda: decider.with_chapter(LmsParticipation, lms.MOVES[:1]), "no command ReturnDevice"),
    ],
)
def test_a_chapter_that_cannot_be_is_a_type_error(chapter: Any, problem: str) -> None:
    with pytest.raises(TypeError, match=problem):
        chapter()


def test_a_desk_that_does_not_know_the_chapter_reads_the_stream_and_goes_on(desk: Desk[LmsParticipation]) -> None:
    plain = Desk(decider, desk.store, clock=None)
    for command in (enrol(), lend()):
        desk.carry_out("p-1", command)
    assert plain.carry_out("p-1", plan("s-1")).version == 3
    state, version = plain.load("p-1")
    assert (type(state), version, [*state.plans]) == (Participation, 3, ["s-1"])
    assert [event.name for event in plain.history("p-1")][1] == "ours.device_lent"
    with pytest.raises(UnknownCommand, match="a command of LmsParticipation, not of participation"):
        plain.carry_out("p-1", lend())  # type: ignore[arg-type]
    assert [*desk.load("p-1")[0].loans] == ["l-1"]


def test_an_event_of_another_aggregate_is_still_an_error() -> None:
    with pytest.raises(UnknownEvent, match="an event of LmsParticipation, not of cadre"):
        cadre.decider.fold(lms.lms.decide(lms.lms.fold(lms.lms.decide(lms.lms.state(), enrol())), lend()))  # type: ignore[arg-type]
    store = MemoryStore()
    Desk(lms.lms, store, clock=None).carry_out("p-1", enrol())
    with pytest.raises(UnknownEvent, match="no event of cadre, in stream 'p-1' at version 1"):
        Desk(cadre.decider, store).load("p-1")
    [row] = store.load("p-1")
    store.append("p-1", [attrs.evolve(row, id="n", type="lms.unheard_of")], expected=1)
    with pytest.raises(UnknownEvent, match=r"lms\.unheard_of.*in stream 'p-1' at version 2"):
        Desk(lms.lms, store).load("p-1")


def test_json_audiences_notes_and_their_erasure_are_those_of_any_event(desk: Desk[LmsParticipation]) -> None:
    asked = lend(wish="a small one")
    codec = Codec(lms.lms)
    values = codec.command_to_dict(asked)
    assert values["command"] == "participation.LendDevice"
    assert codec.command_from_dict(values) == asked
    desk.carry_out("p-1", enrol())
    [event] = desk.carry_out("p-1", asked).events
    assert codec.event_from_dict(codec.event_to_dict(event)) == event
    assert "wish" not in codec.event_to_dict(event, reader=Audience.TEAM)
    row = desk.store.load("p-1")[1]
    assert row.notes == '{"wish": "a small one"}'
    assert "small" not in row.data
    assert erase_notes(desk.store, "p-1") == (row.id,)
    assert desk.history("p-1")[1] == DeviceLent(event.header, loan="l-1", device="camera")
    assert codec.state_from_dict(codec.state_to_dict(desk.load("p-1")[0])) == desk.load("p-1")[0]


def test_the_relay_and_the_documents_pass_over_them() -> None:
    world = scheduled(begun())
    desks = [world.desks[0], Desk(lms.lms, world.store, clock=None), world.desks[2]]
    relay = Relay(desks, MemoryBookmark(), on_error=world._on_error, secret=SECRET)
    relay.catch_up()
    desks[1].carry_out(ANA, attrs.evolve(lend(), header=s.office(9)))
    world.ask("eng", deliver("d1", "s1", 10, ana=180, bob=180))
    relay.catch_up()
    assert world.catch_up()
    state, _ = desks[1].load(ANA)
    assert isinstance(state, LmsParticipation)
    assert (len(state.attendance), [*state.loans]) == (1, ["l-1"])
    assert world.participation(ANA).attendance == state.attendance


def test_a_document_of_a_person_is_the_same_without_the_events_of_a_host(desk: Desk[LmsParticipation]) -> None:
    plain = Desk(decider, MemoryStore(), clock=None)
    sent = commands(whole())
    for command in sent:
        plain.carry_out("p-1", command)
        desk.carry_out("p-1", command)
        if command is sent[0]:
            first = attrs.evolve(command.header, id=lend().header.id)
            desk.carry_out("p-1", attrs.evolve(lend(), header=first))
    assert len(desk.history("p-1")) == len(plain.history("p-1")) + 1
    assert person_record(desk.history("p-1")) == person_record(plain.history("p-1"))


@fact("lms.device_out", remedy="ReturnDevice")
def device_back(state: LmsParticipation) -> bool:
    return bool(state.loans)


def test_given_a_host_s_state_when_the_agenda_is_asked_then_it_answers_as_of_a_participation() -> None:
    desk = Desk(lms.lms, MemoryStore(), clock=None)
    for command in (*commands(whole())[:12], lend()):
        desk.carry_out("p-1", command)
    ours, plain = desk.load("p-1")[0], Desk(decider, desk.store, clock=None).load("p-1")[0]
    assert (type(ours), type(plain)) == (LmsParticipation, Participation)
    now, calendar = max(event.at for event in desk.history("p-1")) + timedelta(days=60), EveryDay()
    assert agenda(ours, now, calendar) == agenda(plain, now, calendar) != []
    assert week("coach", {"p": ours}, now, calendar) == week("coach", {"p": plain}, now, calendar)
    assert directors_list({"p": ours}, now, calendar) == directors_list({"p": plain}, now, calendar)
    assert drifts(ours, now, calendar) == drifts(plain, now, calendar) != []
    assert next_change(ours, now, calendar) == next_change(plain, now, calendar)
    names = [step.name for step in route_to(plain, "OpenCoaching", now).steps]
    assert [step.name for step in route_to(ours, "OpenCoaching", now, decider=lms.lms).steps] == names != []
    with pytest.raises(ValueError, match="ReturnDevice is a host's own command"):
        route_to(ours, "ReturnDevice", now, decider=lms.lms)
    by_device = lms.lms.with_rights(lambda state, command, header: None, device_back)
    route = route_to(ours, "OpenCoaching", now, decider=by_device)
    assert not route.steps
    assert ("lms.device_out", "ReturnDevice") in [(reason.code, reason.remedy) for reason in route.reasons]
    with pytest.raises(WrongType, match=r"^state: the state of a participation, .* is needed, not a tuple"):
        agenda(desk.load("p-1"), now, calendar)


def test_an_apply_that_fails_halfway_leaves_no_spoilt_state_behind() -> None:
    desk = Desk(lms.lms, MemoryStore(), clock=None)
    for command in (enrol(), lend()):
        desk.carry_out("p-1", command)
    other = Desk(lms.lms, desk.store, clock=None, keep=0)
    other.carry_out("p-1", plan("s-1"))
    other.carry_out("p-1", give_back())
    good, apply = other.load("p-1"), lms.DeviceReturned.apply

    def fail(event: object, state: LmsParticipation) -> None:
        raise LookupError("a host's mistake")

    lms.DeviceReturned.apply = fail  # type: ignore[method-assign]
    try:
        with pytest.raises(LookupError):
            desk.load("p-1")
    finally:
        lms.DeviceReturned.apply = apply  # type: ignore[method-assign]
    assert desk.load("p-1") == good
