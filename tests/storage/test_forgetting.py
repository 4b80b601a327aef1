"""A person is forgotten wherever a field is the id of a person, in whichever form, and nobody else is touched."""

from __future__ import annotations

import asyncio
import json
import pickle
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import attrs
import pytest
from tests.engagement import stories as s

from pdflow import (
    Actor,
    CommandIdReused,
    Desk,
    FieldError,
    Header,
    MemoryStore,
    Role,
    SqliteStore,
    engagement as e,
    participation as p,
)
from pdflow.people import Handover, Supporter, is_forgotten
from pdflow.storage.erasure import Forgotten, forget, forget_async
from pdflow.storage.event_store import EventStore, NewEvent
from pdflow.storage.in_threads import InThreads

LEE, KIM, ZOE = Actor("lee", Role.COORDINATOR), Actor("kim", Role.COACH), Actor("zoe", Role.COACH)
START = datetime(2026, 9, 1, 9, tzinfo=UTC)


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventStore]:
    if request.param == "memory":
        yield MemoryStore()
        return
    with SqliteStore(tmp_path / "events.db") as store:
        yield store


def by(actor: Actor, day: float) -> Header:
    return Header(uuid4(), actor, START + timedelta(days=day))


def enrolled(store: EventStore, stream: str, person: str, **more: object) -> Desk[p.Participation]:
    desk = Desk(p.decider, store, clock=None)
    desk.carry_out(stream, p.Enrol(by(LEE, 0), person=person, role_title="teacher", **more))
    return desk


def everything(store: EventStore) -> str:
    return "\n".join(str(attrs.asdict(row)) for row in store.feed(limit=10_000))


def test_a_person_goes_from_names_actors_fields_keys_and_metadata(store: EventStore) -> None:
    desk = enrolled(store, "participation-e-kim", "kim")
    desk = enrolled(store, "participation-e-ana", "ana", manager="max")
    team = (Supporter("kim", Role.COACH), Supporter("max", Role.MANAGER))
    beside = {"asked by": "kim", "kim": ["participation-e-kim"], "url": "/people/kim?tab=2", "of": "kim-2", "n": 1}
    desk.carry_out("participation-e-ana", p.AssignTeam(by(LEE, 1), team=team, coach="kim"), metadata=beside)
    hand_over = p.AssignTeam(
        by(LEE, 2), team=(Supporter("zoe", Role.COACH),), coach="zoe", handovers=(Handover("zoe", "kim"),)
    )
    desk.carry_out("participation-e-ana", hand_over)
    before, _ = desk.load("participation-e-ana")
    assert before.successors == {"kim": "zoe"}
    receipt = forget(store, "kim")
    new = receipt.streams["participation-e-kim"].removeprefix("participation-e-")
    assert is_forgotten(new)
    assert receipt == Forgotten(
        3, 0, {"participation-e-kim": f"participation-e-{new}", "participation-e-ana": "participation-e-ana"}
    )
    assert desk.load("participation-e-ana")[0].successors == {new: "zoe"}
    assert json.loads(store.load("participation-e-ana")[1].metadata or "") == {
        "asked by": new, new: [f"participation-e-{new}"], "url": f"/people/{new}?tab=2", "of": "kim-2", "n": 1,
    }  # fmt: skip
    assert "'kim'" not in everything(store)


def test_a_session_a_site_or_another_person_named_alike_is_left_alone(store: EventStore) -> None:
    desk = enrolled(store, "participation-ana-ana", "ana", site="ana")
    for stream, person in (("participation-ana-bob", "bob"), ("mariana", "mariana"), ("ana-2", "ana-2")):
        enrolled(store, stream, person, site="ana", engagement="ana")
    desk.carry_out(
        "participation-ana-bob", p.PlanSession(by(LEE, 1), plan="ana", session="ana", start=START, minutes=9)
    )
    others = [row for row in store.feed() if row.stream != "participation-ana-ana"]
    streams = forget(store, "ana").streams
    assert [row for row in store.feed() if row.stream not in streams.values()] == others
    [(_, new)] = streams.items()
    assert new.startswith("participation-ana-forgotten.")
    assert desk.load(new)[0].site == "ana"


@pytest.mark.parametrize("person", ['o"neil\\', "josé", "a-b%c", "7", "a person/with spaces"])
def test_an_id_is_found_in_every_form_in_which_it_is_written(store: EventStore, person: str) -> None:
    from pdflow.coordination import default_stream_name

    stream = default_stream_name("eng", person)
    desk = enrolled(store, stream, person)
    until = (START + timedelta(days=30)).date()
    desk.carry_out(stream, p.Pause(by(LEE, 1), reason="ill", until=until))
    assert forget(store, person).events == 2
    assert len(store.load(stream)) == 0
    [row, _] = store.feed()
    assert is_forgotten(row.stream.removeprefix("participation-eng-"))
    assert json.loads(row.data)["person"] == row.stream.removeprefix("participation-eng-")


def test_notes_about_or_by_the_person_are_erased_and_all_others_stay(store: EventStore) -> None:
    desk = enrolled(store, "of-ana", "ana")
    enrolled(store, "of-bob", "bob")
    for stream in ("of-ana", "of-bob"):
        team = p.AssignTeam(by(LEE, 1), team=(Supporter("zoe", Role.COACH),), coach="zoe", ground="near ana")
        desk.carry_out(stream, team)
    for stream, actor in (("of-ana", LEE), ("of-bob", LEE), ("of-bob", Actor("ana", Role.COORDINATOR))):
        day = len(store.feed())
        desk.carry_out(stream, p.Pause(by(actor, day), reason="ill", until=(START + timedelta(days=60)).date()))
        desk.carry_out(stream, p.Resume(by(actor, day + 0.5), note="well again"))
    receipt = forget(store, "ana")
    assert receipt.notes == 5
    kept = [json.loads(row.notes) for row in store.load("of-bob") if row.notes]
    assert kept == [{"ground": f"near {new_id(store)}"}, {"reason": "ill"}, {"note": "well again"}]


def new_id(store: EventStore) -> str:
    """The id of whoever was forgotten: the first who was enrolled."""
    return str(json.loads(store.feed()[0].data)["person"])


def test_what_a_command_said_cannot_be_found_out_from_its_hash(store: EventStore) -> None:
    desk = enrolled(store, "of-ana", "ana")
    desk.carry_out("of-ana", p.PlanSession(by(LEE, 1), plan="pl", session="s1", start=START, minutes=60))
    assert all(row.fingerprint for row in store.feed())
    stream = forget(store, "ana").streams["of-ana"]
    enrolment, plan = store.load(stream)
    assert enrolment.fingerprint is None
    assert plan.fingerprint is not None


def test_a_command_sent_again_is_still_known(store: EventStore) -> None:
    desk = Desk(p.decider, store, clock=None)
    enrol = p.Enrol(by(LEE, 0), person="ana")
    desk.carry_out("of-ana", enrol)
    stream = forget(store, "ana").streams["of-ana"]
    assert desk.carry_out(stream, enrol).repeated
    with pytest.raises(CommandIdReused):
        desk.carry_out("of-ana", enrol)


def test_asked_again_it_finds_nothing(store: EventStore) -> None:
    enrolled(store, "of-ana", "ana")
    forget(store, "ana")
    rows = store.feed()
    assert forget(store, "ana") == Forgotten(0, 0, {})
    assert store.feed() == rows


def test_the_receipt_prints_numbers_only(store: EventStore) -> None:
    enrolled(store, "of-ana", "ana")
    receipt = forget(store, "ana")
    assert repr(receipt) == "Forgotten(events=1, notes=0)"
    assert pickle.loads(pickle.dumps(receipt)) == receipt


def test_an_engagement_keeps_who_was_there_under_one_new_id(store: EventStore) -> None:
    desk = Desk(e.decider, store, clock=None)
    joining = (s.join(s.host(4), "ana", site="North", manager="bob"), s.join(s.host(4), "bob"))
    for command in (*s.commissioned(), *joining):
        desk.carry_out("eng", command)
    roster = [*desk.load("eng")[0].roster.values()]
    forget(store, "bob")
    assert [*desk.load("eng")[0].roster.values()] == roster
    [_, bob] = desk.load("eng")[0].roster
    assert is_forgotten(bob)
    assert json.loads(store.load("eng")[-2].data)["manager"] == bob


def test_what_is_recorded_while_it_is_looked_for_is_found_too() -> None:
    class Busy(MemoryStore):
        """Another writer enrols the person anew between the two looks."""

        looks = 0

        def rewrite(self, *arguments: object) -> int:
            self.looks += 1
            if self.looks == 2:
                enrolled(self, "second", "ana")
            return super().rewrite(*arguments)

    store = Busy()
    enrolled(store, "first", "ana")
    assert forget(store, "ana").events == 2
    assert store.looks == 3
    assert "'ana'" not in everything(store)


def test_an_event_that_nobody_can_read_loses_the_id_too(store: EventStore) -> None:
    enrolled(store, "of-ana", "ana")
    [row] = store.load("of-ana")
    unknown = attrs.evolve(
        row, id=str(uuid4()), command_id=str(uuid4()), type="host.badge", data='{"of": "ana", "k": "mariana"}'
    )
    damaged = attrs.evolve(unknown, id=str(uuid4()), data='{"of": "ana"')
    store.append("badges", [unknown, damaged], expected=0)
    assert forget(store, "ana").events == 3
    new = new_id(store)
    assert [each.data for each in store.load("badges")] == [f'{{"of": "{new}", "k": "mariana"}}', f'{{"of": "{new}"']


@pytest.mark.parametrize("nobody", ["", "two\nlines", 7, None])
def test_what_is_no_id_is_an_error(nobody: object) -> None:
    with pytest.raises(FieldError, match="person"):
        forget(MemoryStore(), nobody)  # type: ignore[arg-type]


def test_an_asynchronous_store_forgets_alike(store: EventStore) -> None:
    enrolled(store, "of-ana", "ana")
    receipt = asyncio.run(forget_async(InThreads(store), "ana"))
    assert receipt.events == 1
    assert is_forgotten(new_id(store))


@pytest.mark.parametrize("person", ["josé", 'qu"ote', "back\\slash", "李雷", "1"])
def test_of_a_host_s_own_events_those_that_name_the_person_as_a_text_lose_their_notes(
    store: EventStore, person: str
) -> None:
    naming, other = ({"to": f"see\n{person}"}, {"to": "max", "n": 1})
    for stream, data in (("lms-1", naming), ("lms-2", other)):
        notes = json.dumps({"text": "met at the gate"})
        event = NewEvent(stream, "lms.Graded", 1, stream, "lee", "COACH", START, json.dumps(data), notes, None)
        store.append(stream, [event], expected=0)
    assert (receipt := forget(store, person)).notes == 1
    assert [*receipt.streams] == ["lms-1"]
    assert [row.notes is None for row in store.feed()] == [True, False]
    assert is_forgotten(json.loads(store.load("lms-1")[0].data)["to"].removeprefix("see\n"))
