"""Whatever cannot be read is a DecodeError that names the place, and an event that could not be read is not written."""

import json
from collections.abc import Iterator
from copy import copy
from datetime import datetime, timedelta
from typing import Any, TypeVar

import attrs
import pytest
from hypothesis import given, strategies as st
from tests.storage import golden

from pdflow import (
    Actor,
    Command,
    DecodeError,
    EvaluationLevel,
    Event,
    Header,
    OutOfRange,
    UnknownCommand,
    UnknownEvent,
    UnknownVersion,
)
from pdflow.kernel.messages import EVENTS, command, event
from pdflow.kernel.rights import in_role
from pdflow.participation import (
    AttendanceRecorded,
    Enrol,
    Enrolled,
    EvaluationSubmitted,
    MeasureOutcome,
    OutcomeMeasured,
    Participation,
    decider,
)
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import NewEvent

AT = datetime.fromisoformat("2026-09-14T08:30-05:00")
T = TypeVar("T")
BY_KIM = Header("6f1c2a52-3c1e-4f0e-9a51-0e1f8f2a7b10", Actor("kim", "COACH"), AT)
OPENING = {"command": "participation.OpenCoaching", "session": "s", "growth_area": "g"}
SIGNED = {"id": BY_KIM.id, "by": {"person": "kim", "role": "COACH"}, "at": AT.isoformat()}
MISSING = object()
codec = Codec(decider)

NAIVE = "header.at: 2026-09-01 00:00:00 has no time zone: give it one, as tzinfo=UTC"


def altered(row: NewEvent, **data: Any) -> NewEvent:
    data = json.loads(row.data) | data
    return attrs.evolve(row, data=json.dumps({name: value for name, value in data.items() if value is not MISSING}))


def steps(**data: Any) -> list[dict[str, Any]]:
    return [{"step": "1", "text": "ask", "by": None}, {"step": "2", "text": "wait"} | data]


@pytest.mark.parametrize(
    ("name", "data", "field", "problem"),
    [
        ("coaching_opened", {"session": MISSING}, "session", "missing"),
        ("coaching_opened", {"mood": "good"}, "mood", "unknown"),
        ("coaching_opened", {"header": "x"}, "header", "unknown"),
        ("coaching_opened", {"session": 7}, "session", "not a text but 7"),
        ("coaching_opened", {"session": None}, "session", "not a text but None"),
        ("coaching_opened", {"visit": ["v"]}, "visit", "not a text"),
        ("coaching_opened", {"granted_on": "ob-1"}, "granted_on", "not a list but a text of 4 characters"),
        ("coaching_opened", {"granted_on": ["ob-1", None]}, "granted_on[1]", "not a text"),
        ("coaching_closed", {"minutes": "45"}, "minutes", "not a whole number but a text of 2 characters"),
        ("coaching_closed", {"minutes": 45.0}, "minutes", "not a whole number"),
        ("coaching_closed", {"minutes": True}, "minutes", "not a whole number"),
        ("outcome_measured", {"value": "20"}, "value", "not a finite number but a text of 2 characters"),
        ("outcome_measured", {"value": 10**400}, "value", "not a finite number"),
        ("outcome_measured", {"value": float("nan")}, "value", "not a finite number but nan"),
        (
            "outcome_measured",
            {"at_workplace": "false"},
            "at_workplace",
            "neither true nor false but a text of 5 characters",
        ),
        ("outcome_measured", {"level": "HIGH"}, "level", "none of REACTION, LEARNING, ORGANISATION"),
        ("outcome_measured", {"level": ["USE"]}, "level", "none of REACTION"),
        ("outcome_measured", {"on": "1 May"}, "on", "not a day such as 2026-09-01: a text of 5 characters"),
        ("outcome_measured", {"on": 20260901}, "on", "not a day"),
        ("visit_scheduled", {"start": "soon"}, "start", "not a date and time such as"),
        ("visit_scheduled", {"start": 1780000000}, "start", "not a date and time"),
        ("visit_scheduled", {"start": "2026-09-14T08:30"}, "start", "a date and time without an offset"),
        ("practice_committed", {"steps": steps(by="soon")}, "steps[1].by", "not a day"),
        ("practice_committed", {"steps": steps(text=4)}, "steps[1].text", "not a text"),
        ("practice_committed", {"steps": steps(colour="red")}, "steps[1].colour", "unknown"),
        ("practice_committed", {"steps": [{"step": "1"}]}, "steps[0].text", "missing"),
        (
            "practice_committed",
            {"steps": ["ask"]},
            "steps[0]",
            "not an object with named fields but a text of 3 characters",
        ),
        ("withdrawn", {"summary": None}, "summary", "not an object"),
        ("policy_adopted", {"policy": {"fewest_cycles": 3}}, "policy", "a policy without its name and version"),
        ("policy_adopted", {"policy": {"name": "x", "version": 1, "cycles": 3}}, "policy.cycles", "unknown"),
        (
            "policy_adopted",
            {"policy": {"name": "x", "version": 1, "questions": "ALL"}},
            "policy.questions",
            "not a list",
        ),
    ],
)
def test_data_that_do_not_fit_name_the_place(name: str, data: dict[str, Any], field: str, problem: str) -> None:
    row = altered(golden.row(name), **data)
    with pytest.raises(DecodeError) as error:
        codec.from_row(row)
    assert (error.value.type, error.value.version, error.value.field) == (row.type, 1, field)
    assert error.value.problem.startswith(problem)


def test_of_several_problems_all_are_named_in_the_order_of_the_fields() -> None:
    row = altered(golden.row("session_planned"), start="soon", minutes=MISSING, plan=3, colour="red", place="hall")
    with pytest.raises(DecodeError, match=r"^participation.session_planned version 1, field 'plan': ") as error:
        codec.from_row(row)
    assert error.value.field == "plan"
    assert error.value.problem.startswith("not a text but 3; start: not a date and time")
    assert error.value.problem.endswith("; minutes: missing; colour: unknown; place: unknown")


@pytest.mark.parametrize("text", ["", "{", "nonsense", '{"session": "s"', "[" * 100_000, "[]", "null", '"s"', "1"])
@pytest.mark.parametrize("column", ["data", "notes"])
def test_damaged_text_names_its_column(column: str, text: str) -> None:
    row = attrs.evolve(golden.row("coaching_closed"), **{column: text})
    with pytest.raises(DecodeError, match="damaged") as error:
        codec.from_row(row)
    assert error.value.field == column


@pytest.mark.parametrize(
    ("notes", "field", "problem"),
    [
        ('{"note": 3}', "note", "not a text"),
        ('{"session": "other"}', "notes", "has a field that the data have too"),
        ('{"remark": "late"}', "remark", "unknown"),
    ],
)
def test_notes_that_do_not_fit_name_the_place(notes: str, field: str, problem: str) -> None:
    with pytest.raises(DecodeError) as error:
        codec.from_row(attrs.evolve(golden.row("coaching_closed"), notes=notes))
    assert error.value.field == field
    assert error.value.problem.startswith(problem)


@given(text=st.text() | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists).map(json.dumps))
def test_no_text_at_all_makes_another_error(text: str) -> None:
    for row in (golden.row("coaching_opened"), golden.row("practice_committed")):
        with pytest.raises(DecodeError):
            codec.from_row(attrs.evolve(row, data=text))


@pytest.mark.parametrize(
    ("row", "error", "problem"),
    [
        ({"type": "participation.dreamt"}, UnknownEvent, "registered nowhere"),
        (
            {"type": "participation.coaching_open"},
            UnknownEvent,
            "registered nowhere; did you mean participation.coaching_opened?",
        ),
        (
            {"type": "coaching_opened"},
            UnknownEvent,
            "no event of participation; did you mean participation.coaching_opened?",
        ),
        ({"type": "payroll.paid"}, UnknownEvent, "no event of participation"),
        ({"type_version": 3}, UnknownVersion, "written by a newer pdflow, this one reads up to 2"),
        ({"type_version": 0}, UnknownVersion, "versions count from 1"),
        ({"occurred_at": datetime(2026, 9, 1)}, DecodeError, NAIVE),  # noqa: DTZ001
    ],
)
def test_rows_of_another_kind_are_told_apart(row: dict[str, Any], error: type[DecodeError], problem: str) -> None:
    with pytest.raises(DecodeError) as raised:
        codec.from_row(attrs.evolve(golden.row("coaching_opened"), **row))
    assert type(raised.value) is error
    assert raised.value.problem == problem


@pytest.fixture
def lifted() -> Iterator[type[Event]]:
    @event("participation.test_lifted", version=2, upcasters={1: lambda data: {"minutes": data["hours"] * 60}})
    class Lifted(Event[Participation]):
        minutes: int

    yield Lifted
    del EVENTS["participation.test_lifted"]


@pytest.mark.parametrize("data", ['{"minutes": 3}', '{"hours": null}'])
def test_an_older_version_that_cannot_be_lifted_says_so(lifted: type[Event], data: str) -> None:
    row = attrs.evolve(golden.row("coaching_opened"), type=lifted.name, type_version=1, data=data)
    with pytest.raises(DecodeError, match=r"participation.test_lifted version 1: cannot be lifted: (Key|Type)Error"):
        Codec(decider).from_row(row)


@pytest.mark.parametrize(
    ("data", "field", "problem"),
    [
        ({"command": MISSING}, "command", "missing"),
        ({"command": 4}, "command", "not a text but 4"),
        ({"session": MISSING}, "session", "missing"),
        ({"growth_areas": "g"}, "growth_areas", "unknown"),
        ({"header": {}}, "header", "unknown"),
        ({"visit": 4}, "visit", "not a text but 4"),
        ({"id": MISSING}, "id", "missing"),
        ({"id": "17"}, "id", "not a UUID: a text of 2 characters"),
        ({"id": 17}, "id", "not a UUID: 17"),
        ({"by": "kim"}, "by", "not an object with named fields but a text of 3 characters"),
        ({"by": {"person": None, "role": "COACH"}}, "by.person", "not a text but None"),
        ({"by": {"person": "kim"}}, "by.role", "missing"),
        ({"at": "2026-09-14T08:30"}, "at", "a date and time without an offset from UTC"),
    ],
)
def test_a_command_that_does_not_fit_names_the_field(data: dict[str, Any], field: str, problem: str) -> None:
    data = {name: value for name, value in (OPENING | SIGNED | data).items() if value is not MISSING}
    with pytest.raises(DecodeError) as error:
        codec.command_from_dict(data)
    assert (error.value.version, error.value.field, error.value.problem) == (None, field, problem)


def test_a_form_cannot_say_who_asks_where_the_host_gives_the_header() -> None:
    assert codec.command_from_dict(OPENING, BY_KIM).header is BY_KIM
    with pytest.raises(DecodeError, match="field 'by': unknown"):
        codec.command_from_dict(OPENING | {"by": {"person": "ada", "role": "COACH"}}, BY_KIM)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("participation.Dance", ""),
        ("participation.", ""),
        ("", ""),
        ("OpenCoaching", "; did you mean participation.OpenCoaching?"),
        ("participation.OpenCoachin", "; did you mean participation.OpenCoaching?"),
        ("participation.opencoaching", "; did you mean participation.OpenCoaching?"),
        ("cadre.OpenCoaching", "; its commands begin with participation."),
    ],
)
def test_an_unknown_command_is_named_and_the_one_it_resembles(name: str, hint: str) -> None:
    with pytest.raises(UnknownCommand) as raised:
        codec.command_from_dict(OPENING | {"command": name}, BY_KIM)
    assert raised.value.problem == f"no command of participation{hint}"


def test_a_command_of_another_aggregate_is_not_written_as_one_of_this() -> None:
    @command(by=in_role("COACH"))
    class Reopen(Command[Participation]):
        reason: str

    with pytest.raises(UnknownCommand):
        codec.command_to_dict(Reopen(BY_KIM, reason="theirs"))


@pytest.mark.parametrize("data", [None, [], "OpenCoaching", 3])
def test_what_is_no_object_is_an_error(data: Any) -> None:
    for read in (codec.command_from_dict, codec.event_from_dict, codec.state_from_dict):
        with pytest.raises(DecodeError, match="not an object with named fields"):
            read(data)


@pytest.mark.parametrize(
    ("data", "error", "field"),
    [
        ({"format": Participation.format + 1}, UnknownVersion, "format"),
        ({"format": 0}, UnknownVersion, "format"),
        ({"format": "1"}, DecodeError, "format"),
        ({"aggregate": "cadre"}, DecodeError, "aggregate"),
        ({"state": []}, DecodeError, "state"),
        ({"version": 4}, DecodeError, "version"),
        ({"state": {"phase": "DREAMING"}}, DecodeError, "phase"),
        ({"state": {"shoes": 2}}, DecodeError, "shoes"),
        ({"state": {"priorities": {"p": {"at": AT.isoformat()}}}}, DecodeError, "priorities"),
        ({"state": {"priorities": [["p", {"at": "2026-09-14T08:30"}]]}}, DecodeError, "priorities[0].at"),
        ({"state": {"priorities": [["p"]]}}, DecodeError, "priorities[0]"),
        (
            {"state": {"priorities": [["p", {"at": AT.isoformat(), "statement": "talk"}]] * 2}},
            DecodeError,
            "priorities",
        ),
    ],
)
def test_a_document_that_does_not_fit_names_the_place(data: Any, error: type[DecodeError], field: str) -> None:
    whole = codec.state_to_dict(Participation())
    if isinstance(data.get("state"), dict):
        data = {"state": whole["state"] | data["state"]}
    with pytest.raises(DecodeError) as raised:
        codec.state_from_dict(whole | data)
    assert (type(raised.value), raised.value.type, raised.value.field) == (error, "participation", field)


@pytest.mark.parametrize("name", ["event", "version", "command_id", "session"])
def test_an_event_that_leaves_something_out_names_it(name: str) -> None:
    data = codec.event_to_dict(codec.from_row(golden.row("coaching_opened")))
    del data[name]
    with pytest.raises(DecodeError, match="missing") as error:
        codec.event_from_dict(data)
    assert error.value.field == name.replace("command_id", "id")


def enrolled(header: Header = BY_KIM, **fields: Any) -> Event[Participation]:
    return attrs.evolve(Enrolled.of(Enrol(BY_KIM, person="ana")), header=header, **fields)


def spoilt(part: T, **values: Any) -> T:
    """A header or an actor with values that it does not take."""
    other = copy(part)
    for name, value in values.items():
        object.__setattr__(other, name, value)
    return other


@pytest.mark.parametrize(
    ("unreadable", "problem"),
    [
        (enrolled(person=17), "field 'person': not a text but 17"),
        (enrolled(planned_end="2026-09-01T00:00"), "cannot be written"),
        (enrolled(spoilt(BY_KIM, id="17")), "not a UUID"),
        (enrolled(spoilt(BY_KIM, id=BY_KIM.id.replace("-", ""))), "not a UUID in its usual form"),
        (enrolled(spoilt(BY_KIM, by=spoilt(BY_KIM.by, person=17))), "not a text but 17"),
        (enrolled(outcomes=({"outcome": "o"},)), "cannot be written"),
    ],
)
def test_an_event_that_could_not_be_read_again_is_not_written(unreadable: Event, problem: str) -> None:
    with pytest.raises(DecodeError, match=problem):
        codec.to_rows([unreadable])


def test_an_event_with_a_field_that_has_no_shape_is_the_host_s_mistake() -> None:
    @event("participation.test_shapeless")
    class Shapeless(Event[Participation]):
        spans: tuple[timedelta, ...]

    try:
        with pytest.raises(TypeError, match=r"Shapeless has a field of a type that is not stored: .*timedelta"):
            codec.to_rows([Shapeless(BY_KIM, spans=())])
    finally:
        del EVENTS["participation.test_shapeless"]


def test_an_event_with_a_field_named_as_the_header_s_is_the_host_s_mistake() -> None:
    @event("participation.test_taken")
    class Taken(Event[Participation]):
        id: str

    try:
        with pytest.raises(TypeError, match="Taken has a field named as the codec names something else: id"):
            codec.event_to_dict(Taken(BY_KIM, id="x"))
    finally:
        del EVENTS["participation.test_taken"]


def test_an_endless_number_is_not_written() -> None:
    reading = {"measurement": "m", "outcome": "o", "on": AT.date(), "level": EvaluationLevel.USE}
    event = OutcomeMeasured.of(MeasureOutcome(BY_KIM, value=1, **reading), value=float("inf"), supersedes=None)
    with pytest.raises(DecodeError, match="field 'value': not a finite number but inf"):
        codec.to_rows([event])


def test_metadata_that_are_no_json_are_an_error() -> None:
    with pytest.raises(DecodeError, match="cannot be written: Object of type set is not JSON") as error:
        codec.to_rows([enrolled()], {"tags": {"a"}})
    assert error.value.field == "metadata"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("metadata", [lambda n: {"cost": n}, lambda n: {"costs": [{"per": n}]}], ids=["flat", "deep"])
def test_metadata_with_a_number_that_json_does_not_have_are_an_error(metadata: Any, number: float) -> None:
    with pytest.raises(DecodeError, match="is no number of JSON") as error:
        codec.to_rows([enrolled()], metadata(number))
    assert error.value.field == "metadata"


LARGEST = 2**53


@pytest.mark.parametrize("value", [LARGEST, -LARGEST, LARGEST + 2, 0.1, 1e300])
def test_a_number_that_a_float_holds_comes_back_as_it_was(value: float) -> None:
    read = codec.from_row(altered(golden.row("outcome_measured"), value=value))
    assert isinstance(read, OutcomeMeasured)
    assert read.value == value


@pytest.mark.parametrize("value", [LARGEST + 1, -LARGEST - 1, 10**40 + 1])
def test_a_whole_number_that_no_float_holds_is_an_error(value: int) -> None:
    with pytest.raises(DecodeError, match="too long a whole number to be kept as it is"):
        codec.from_row(altered(golden.row("outcome_measured"), value=value))
    reading = {"measurement": "m", "outcome": "o", "on": AT.date(), "level": EvaluationLevel.USE}
    with pytest.raises(OutOfRange, match=r"MeasureOutcome\.value: .* is not a number that is kept as it is"):
        MeasureOutcome(BY_KIM, value=value, **reading)
    assert MeasureOutcome(BY_KIM, value=LARGEST, **reading).value == LARGEST


def test_an_object_of_before_has_its_command_s_id_under_another_name() -> None:
    event = codec.from_row(golden.row("coaching_opened"))
    data = codec.event_to_dict(event)
    data["id"] = data.pop("command_id")
    assert codec.event_from_dict(data) == event


@pytest.mark.parametrize(
    ("stored", "read"), [("9999-12-31", "2199-12-31"), ("0001-01-01", "1900-01-01"), ("2026-10-01", "2026-10-01")]
)
def test_a_day_stored_beyond_the_years_that_commands_may_have_is_read_as_the_nearest_in_them(
    stored: str, read: str
) -> None:
    row = altered(golden.row("paused"), until=stored)
    row = attrs.evolve(row, occurred_at=datetime.fromisoformat(f"{stored}T08:30-05:00"))
    event = codec.from_row(row)
    assert (event.until.isoformat(), event.at.isoformat()) == (read, f"{read}T08:30:00-05:00")
    data = codec.event_to_dict(event) | {"at": f"{stored}T08:30:00-05:00", "until": stored}
    assert codec.event_from_dict(data) == event


def test_a_day_that_a_command_may_not_have_is_refused_where_the_command_is_read() -> None:
    paused = {"command": "participation.Pause", **SIGNED, "reason": "leave", "until": "9999-12-31"}
    with pytest.raises(DecodeError, match="'until': 9999-12-31 is not within 1900 and 2199"):
        codec.command_from_dict(paused)
    with pytest.raises(DecodeError, match=r"'at': 9999-12-31 .* is not within 1900 and 2199"):
        codec.command_from_dict(paused | {"until": "2026-12-31", "at": "9999-12-31T08:30:00-05:00"})


@pytest.mark.parametrize(("stored", "read"), [(-60, 0), (10**10, 1440), (75, 75)])
def test_minutes_stored_beyond_what_commands_may_have_are_read_as_the_nearest_allowed(stored: int, read: int) -> None:
    row = altered(golden.row("attendance_recorded"), there=stored)
    event = codec.from_row(row)
    assert isinstance(event, AttendanceRecorded)
    assert event.there == read
    assert codec.event_from_dict(codec.event_to_dict(event) | {"there": stored}) == event
    assert json.loads(row.data)["there"] == stored


@pytest.mark.parametrize(("stored", "read"), [(-2, 1), (99, 5), (None, None), (4, 4)])
def test_a_rating_stored_beyond_its_scale_is_read_as_the_end_of_the_scale(stored: int | None, read: int | None) -> None:
    event = codec.from_row(altered(golden.row("evaluation_submitted"), commitment=stored))
    assert isinstance(event, EvaluationSubmitted)
    assert event.commitment == read


@pytest.mark.parametrize("stored", [True, 75.0, "75", [75], None])
def test_minutes_stored_as_another_kind_of_value_are_an_error(stored: object) -> None:
    with pytest.raises(DecodeError, match="not a whole number"):
        codec.from_row(altered(golden.row("attendance_recorded"), there=stored))
