"""What the codec writes it reads again, and what was once written stays readable."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import attrs
import pytest
from cattrs.preconf.json import JsonConverter, configure_converter
from hypothesis import given, settings, strategies as st
from tests.benchmarks.story import commands, history, midway, whole
from tests.storage.any_values import objects, texts

from pdflow import (
    FULL,
    LIGHT,
    TEXAS_CYCLE,
    Actor,
    Command,
    Event,
    Header,
    Level,
    MemoryStore,
)
from pdflow.audience import Audience, audiences, personal, view
from pdflow.kernel.fields import types_of
from pdflow.kernel.messages import EVENTS, event
from pdflow.participation import (
    Enrol,
    FeedbackGiven,
    ObservationRecorded,
    OpenCoaching,
    Participation,
    RecordObservation,
    StepsNamed,
    TakeBaseline,
    decider,
)
from pdflow.storage.codec import Codec
from pdflow.storage.event_ids import event_id
from pdflow.storage.event_store import NewEvent

EVENT_TYPES = [known.type for name, known in EVENTS.items() if name.startswith("participation.")]
BY_KIM = Header(
    "6f1c2a52-3c1e-4f0e-9a51-0e1f8f2a7b10", Actor("kim", "COACH"), datetime.fromisoformat("2026-09-14T08:30-05:00")
)
codec = Codec(decider)
few = settings(max_examples=15)


def is_plain(value: Any) -> bool:
    if type(value) is dict:
        return all(type(name) is str and is_plain(inner) for name, inner in value.items())
    if type(value) is list:
        return all(map(is_plain, value))
    return value is None or type(value) in (str, int, float, bool)


def order(value: Any) -> Any:
    """A state with every dictionary as its items, so that their order counts when it is compared."""
    if isinstance(value, dict):
        return [(name, order(entry)) for name, entry in value.items()]
    if attrs.has(type(value)):
        return [order(getattr(value, field.name)) for field in attrs.fields(type(value))]
    return value


@pytest.mark.parametrize("kind", EVENT_TYPES)
@given(data=st.data())
@few
def test_every_event_comes_back_from_its_row_and_from_plain_data(kind: type[Event], data: st.DataObject) -> None:
    event = data.draw(objects(kind))
    (row,) = codec.to_rows([event])
    assert codec.from_row(row) == event
    plain = codec.event_to_dict(event)
    assert is_plain(plain)
    assert codec.event_from_dict(json.loads(json.dumps(plain))) == event


@pytest.mark.parametrize("kind", decider.commands.values())
@given(data=st.data())
@few
def test_every_command_comes_back_from_plain_data(kind: type[Command], data: st.DataObject) -> None:
    command = data.draw(objects(kind))
    plain = codec.command_to_dict(command)
    assert is_plain(plain)
    assert codec.command_from_dict(json.loads(json.dumps(plain))) == command


@given(state=objects(Participation))
@few
def test_any_state_comes_back_in_its_order_even_from_json_that_keeps_none(state: Participation) -> None:
    plain = codec.state_to_dict(state)
    assert is_plain(plain)
    assert order(codec.state_from_dict(json.loads(json.dumps(plain, sort_keys=True)))) == order(state)


def test_a_host_with_documents_and_one_with_streams_agree_at_every_step() -> None:
    document, stream = codec.state_to_dict(decider.state()), list[NewEvent]()
    for command in commands(whole()):
        state = codec.state_from_dict(json.loads(json.dumps(document)))
        assert order(state) == order(decider.fold(map(codec.from_row, stream)))
        events = decider.decide(state, command)
        document = codec.state_to_dict(decider.fold(events, onto=state))
        stream += codec.to_rows(events)
    assert len(stream) > 50


def test_notes_are_stored_apart_and_what_is_left_without_them_folds_the_same() -> None:
    events = history(commands(whole()))
    rows = codec.to_rows(events)
    erased = [attrs.evolve(row, notes=None) for row in rows]
    noted = {event.header.id for event in events for name in personal(type(event)) if getattr(event, name)}
    assert {row.command_id for row in rows if row.notes} == noted != set()
    assert all(
        name not in json.loads(row.data)
        for row, event in zip(rows, events, strict=True)
        for name in personal(type(event))
    )
    read = [codec.from_row(row) for row in erased]
    assert all(getattr(event, name) is None for event in read for name in personal(type(event)))
    assert order(decider.fold(read)) == order(decider.fold(events))


def test_a_name_that_many_streams_hold_is_kept_once() -> None:
    rows = codec.to_rows(history(commands(whole())))
    one, another = (decider.fold(map(codec.from_row, rows)) for _ in range(2))
    assert one.coach is another.coach
    assert all(one_s is other_s for one_s, other_s in zip(one.observations, another.observations, strict=True))


def test_an_event_without_notes_has_none_and_one_of_several_is_kept() -> None:
    feedback = {"feedback": "f-1", "observation": "o-1", "kind": "DEBRIEF"}
    silent, spoken = (
        codec.command_from_dict({"command": "participation.GiveFeedback", **feedback, **more}, BY_KIM)
        for more in ({}, {"said": "more silence"})
    )
    assert silent == attrs.evolve(spoken, said=None)
    rows = codec.to_rows([FeedbackGiven.of(each) for each in (silent, spoken)])
    assert [row.notes for row in rows] == [None, '{"said": "more silence"}']


@given(text=texts | st.sampled_from(["\ud800", "\0"]))
def test_texts_of_any_kind_make_rows_that_any_database_can_keep(text: str) -> None:
    """No command brings a NUL or a lone surrogate, but an event stored long ago may, which is read as U+FFFD."""
    record = RecordObservation(BY_KIM, observation="o-1", setting="", minutes=30, focus=())
    (row,) = codec.to_rows([ObservationRecorded.of(record, setting=text, strengths=text)])
    assert (row.data + row.notes).isascii()
    assert codec.from_row(row).setting == text.replace("\ud800", "\ufffd")


def test_a_policy_is_written_as_what_differs_and_read_as_one_object() -> None:
    ours = attrs.evolve(TEXAS_CYCLE, name="ours", version=3, dosage_note_hours=10)
    written = [codec.command_to_dict(Enrol(BY_KIM, person="ana", policy=policy)) for policy in (ours, LIGHT, FULL)]
    assert written[0]["policy"].keys() == {"name", "version", *ours.differs()}
    assert written[2]["policy"] == {"name": "FULL", "version": 2}
    first, light, full = (codec.command_from_dict(plain).policy for plain in written)
    shuffled = dict(reversed(json.loads(json.dumps(written[0]["policy"])).items()))
    shuffled["questions"].reverse()
    again = Codec(decider).command_from_dict({**written[0], "policy": shuffled})
    assert first == ours
    assert again.policy is first
    assert light is LIGHT
    assert full is FULL


@pytest.mark.parametrize("offset", ["-05:00", "+05:45", "+00:00"])
def test_a_time_keeps_its_offset(offset: str) -> None:
    (row, *_) = codec.to_rows(history(commands(whole())))
    moment = datetime.fromisoformat(f"2026-03-08T01:30:00{offset}")
    plain = codec.event_to_dict(codec.from_row(attrs.evolve(row, occurred_at=moment)))
    assert plain["at"] == f"2026-03-08T01:30:00{offset}"
    assert codec.event_from_dict(plain).at.isoformat() == plain["at"]


def test_a_number_is_written_one_way_whether_it_was_20_or_20_0() -> None:
    taken = {"baseline": "b", "outcome": "o", "on": date(2026, 9, 1)}
    one, two = (codec.command_to_dict(TakeBaseline(BY_KIM, value=value, **taken)) for value in (20, 20.0))
    assert json.dumps(one) == json.dumps(two)


def test_a_command_may_leave_out_what_has_a_default_and_say_its_id_in_any_spelling() -> None:
    by_kim = {"by": {"person": "kim", "role": "COACH"}, "at": BY_KIM.at.isoformat()}
    header = {"command": "participation.OpenCoaching", "id": UUID(BY_KIM.id).hex.upper(), **by_kim}
    fields = {"session": "s-1", "growth_area": "g-1"}
    assert codec.command_from_dict(header | fields) == OpenCoaching(BY_KIM, session="s-1", growth_area="g-1")


def test_ids_of_events_follow_from_their_command_and_place() -> None:
    events = history(commands(whole()))
    rows = codec.to_rows(events)
    assert len({row.id for row in rows}) == len(rows)
    assert [row.id for row in codec.to_rows(events)] == [row.id for row in rows]
    assert [row.id for row in rows[-2:]] == [event_id(row.command_id, 0) for row in rows[-2:]]
    naming = next(event.header.id for event in events if type(event) is StepsNamed)
    (named, *home) = [row for row in rows if row.command_id == naming]
    assert (
        [named.id, *(row.id for row in home)]
        == [event_id(named.command_id, n) for n in range(1 + len(home))]
        != [named.id]
    )


def test_metadata_are_the_host_s_and_stand_beside_each_event() -> None:
    events = history(commands(whole()))[:2]
    assert [row.metadata for row in codec.to_rows(events, {"request": "r-7"})] == ['{"request": "r-7"}'] * 2


class TerseBytes(JsonConverter):
    """As the converters of faster libraries do, this one gives bytes, with as little white space as there can be."""

    def dumps(self, obj: Any, unstructure_as: Any = None, **kwargs: Any) -> Any:
        return super().dumps(obj, unstructure_as, separators=(",", ":"), **kwargs).encode()


def test_a_host_s_own_converter_makes_the_text_and_either_reads_the_other_s() -> None:
    converter = TerseBytes()
    configure_converter(converter)
    terse = Codec(decider, converter)
    events = history(commands(whole()))
    ours, theirs = codec.to_rows(events, {"request": 1}), terse.to_rows(events, {"request": 1})
    assert all(": " not in row.data and row.metadata == '{"request":1}' for row in theirs)
    assert [json.loads(row.data) for row in ours] == [json.loads(row.data) for row in theirs]
    assert [codec.from_row(row) for row in theirs] == [terse.from_row(row) for row in ours] == events


@pytest.fixture
def measured() -> Any:
    """An event in its third version: at first minutes were hours, then the note had another name."""
    name = "participation.test_measured"

    def in_minutes(data: dict[str, Any]) -> dict[str, Any]:
        return {**data, "minutes": data["hours"] * 60, "hours": None} if "hours" in data else data

    def renamed(data: dict[str, Any]) -> dict[str, Any]:
        data = {name: value for name, value in data.items() if name != "hours"}
        return data | {"note": data.pop("remark", None)}

    @event(name, version=3, upcasters={1: in_minutes, 2: renamed})
    class Measured(Event[Participation]):
        minutes: int
        note: str | None

    yield Measured
    del EVENTS[name]


def row_of(kind: type[Event], version: int, data: str) -> NewEvent:
    return NewEvent(event_id(BY_KIM.id, 0), kind.name, version, BY_KIM.id, "kim", "COACH", BY_KIM.at, data, None, None)


def test_older_versions_are_lifted_one_by_one(measured: Any) -> None:
    stored = {
        1: '{"hours": 2, "remark": "late"}',
        2: '{"minutes": 120, "remark": "late"}',
        3: '{"minutes": 120, "note": "late"}',
    }
    own = Codec(decider)
    read = [own.from_row(row_of(measured, version, data)) for version, data in stored.items()]
    assert read == [measured(BY_KIM, minutes=120, note="late")] * 3
    assert own.to_rows(read[:1])[0].type_version == 3


def test_values_within_a_state_come_back_as_what_they_are() -> None:
    state = codec.state_from_dict(codec.state_to_dict(midway()))
    assert {type(level) for seen in state.observations.values() for level in seen.levels.values()} == {Level}
    assert all(visit.start.utcoffset() == timedelta(0) for visit in state.visits.values())


def test_two_events_of_one_command_have_ids_of_their_own_and_share_the_command_s() -> None:
    store = MemoryStore()
    store.append("p-1", codec.to_rows(history(commands(whole()))), expected=0)
    rows = store.load("p-1")
    plain = [codec.event_to_dict(row) for row in rows]
    assert [each["id"] for each in plain] == [row.id for row in rows]
    assert [each["command_id"] for each in plain] == [row.command_id for row in rows]
    assert len({each["command_id"] for each in plain}) < len({each["id"] for each in plain}) == len(rows)
    assert [codec.event_from_dict(each) for each in plain] == [codec.from_row(row) for row in rows]


@pytest.mark.parametrize("kind", EVENT_TYPES)
@given(data=st.data())
@few
def test_the_view_of_every_event_is_json_and_the_object_for_a_reader_says_the_same(
    kind: type[Event], data: st.DataObject
) -> None:
    event = data.draw(objects(kind))
    policies = {name for name, hint in types_of(kind).items() if "Policy" in str(hint)}
    for reader in Audience:
        seen = view(event, reader)
        assert is_plain(seen)
        shown = codec.event_to_dict(event, reader=reader)
        assert {name for name in audiences(kind) if name in shown} == seen.keys() - {"header"}
        assert all(shown[name] == seen[name] for name in seen.keys() - {"header"} - policies)
    unread = {name for name, audience in audiences(kind).items() if audience is not Audience.ALL}
    assert unread.isdisjoint(view(event, Audience.ALL))
