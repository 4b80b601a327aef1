"""What cannot be is refused at the door, by a typed error that names the place."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import attrs
import pytest

from pdflow import (
    LIGHT,
    Actor,
    Audience,
    CommandIdReused,
    Conflict,
    DecodeError,
    FieldError,
    Header,
    MissingExtra,
    NaiveTime,
    OutOfRange,
    PdflowError,
    Reason,
    Refused,
    Role,
    StoreError,
    UnknownCommand,
    UnknownEvent,
    UnknownVersion,
    WrongType,
    cadre,
    engagement,
    explain,
    participation as p,
    view,
)
from pdflow.agenda import Terms, agenda
from pdflow.agenda.routes.path import NoRoute
from pdflow.command_line.arguments import UsageError
from pdflow.contrib.django.transactions import PassingFailure
from pdflow.desk import Desk
from pdflow.exchange.attendance import AttendanceError, Doubt, DoubtCode
from pdflow.exchange.http import ServiceError
from pdflow.exchange.learning_history import UnreadableHistory
from pdflow.exchange.oneroster import Problem, RosterError
from pdflow.kernel.guards import Objection, fact
from pdflow.participation import Participation
from pdflow.projections.read_models import GenerationGone
from pdflow.simulation.experiment import ReplicationFailed, ResultsFileError, UnknownSetting
from pdflow.storage import converters
from pdflow.storage.codec import Codec
from pdflow.storage.json_values import named_fields
from pdflow.storage.memory import MemoryStore
from pdflow.storage.sqlalchemy.failures import KeyTaken

NOON = datetime(2026, 9, 4, 12, tzinfo=UTC)
LEE = Actor("lee", Role.COORDINATOR)


def header(by: Actor = LEE) -> Header:
    return Header(uuid4(), by, datetime(2026, 9, 1, 9, tzinfo=UTC))


def test_a_command_of_another_aggregate_is_named() -> None:
    with pytest.raises(UnknownCommand, match="AcceptNomination: a command of CadreMember, not of participation"):
        p.decider.decide(p.decider.state(), cadre.AcceptNomination(header()))
    with pytest.raises(UnknownCommand):
        p.decider.why_not(p.decider.state(), cadre.AcceptNomination(header()))


@pytest.mark.parametrize("state", [None, engagement.Engagement(phase="DESIGN"), {"phase": ""}])
def test_a_state_of_something_else_is_a_wrong_type(state: Any) -> None:
    enrol = p.Enrol(header(), person="ana")
    for ask in (p.decider.decide, p.decider.why_not):
        with pytest.raises(WrongType, match=r"^state: a state of participation is needed, not "):
            ask(state, enrol)


def test_attendance_is_not_negative() -> None:
    with pytest.raises(OutOfRange, match=r"RecordAttendance\.there: -10 is not from 0 to 1440"):
        p.RecordAttendance(header(), attendance="a-1", session="day 1", held=60, there=-10)


def test_a_threshold_of_a_policy_is_within_its_range() -> None:
    with pytest.raises(OutOfRange, match=r"Policy\.check_in_every: 0 is not from 1 to 10000"):
        attrs.evolve(LIGHT, name="ours", check_in_every=0)
    with pytest.raises(OutOfRange, match=r"Policy\.dosage_note_hours: 1000000 is not from 0 to 10000"):
        attrs.evolve(LIGHT, name="ours", dosage_note_hours=10**6)
    with pytest.raises(OutOfRange, match=r"Policy\.attendance_share: 80 is not from 0 to 1"):
        attrs.evolve(LIGHT, name="ours", attendance_share=80)


def test_a_date_is_no_date_and_time() -> None:
    with pytest.raises(WrongType, match=r"header\.at: a datetime is needed, not a date"):
        Header(uuid4(), LEE, date(2026, 9, 1))  # type: ignore[arg-type]


def test_a_command_id_in_capitals_is_the_same_id() -> None:
    id = uuid4()
    assert Header(str(id).upper(), LEE, datetime(2026, 9, 1, tzinfo=UTC)).id == str(id)


def test_the_first_outcome_is_given_only_to_whoever_asked() -> None:
    desk = Desk(p.decider, MemoryStore(), clock=None)
    enrol = p.Enrol(header(), person="ana")
    desk.carry_out("ana", enrol)
    somebody = Header(enrol.header.id, Actor("mallory", Role.PARTICIPANT), enrol.at)
    with pytest.raises(CommandIdReused):
        desk.carry_out("ana", p.Transfer(somebody, site="S", role_title="", from_day=date(2026, 9, 1)))


@fact("ours.closed", remedy="OpenTheDoor")
def closed(state: Participation) -> Objection:
    return True


def test_the_remedy_of_a_hosts_guard_is_a_command() -> None:
    with pytest.raises(TypeError, match=r"ours\.closed: no command OpenTheDoor"):
        p.decider.with_rights(None, closed)


def test_a_class_in_place_of_a_command_is_named() -> None:
    with pytest.raises(UnknownCommand, match=r"^Enrol: a class: make a command of it, as Enrol\(header, \.\.\.\)$"):
        p.decider.decide(p.decider.state(), p.Enrol)  # type: ignore[arg-type]
    with pytest.raises(UnknownCommand, match=r"^str: no command of participation$"):
        Desk(p.decider, MemoryStore(), clock=None).carry_out("ana", "Enrol")  # type: ignore[arg-type]


def test_a_policys_field_of_another_type_is_named() -> None:
    with pytest.raises(WrongType, match=r"^Policy\.teachback_standard: a whole number is needed, not a str$"):
        attrs.evolve(LIGHT, name="ours", teachback_standard="3")
    with pytest.raises(OutOfRange, match=r"^Policy\.name: an empty text is not 1 to 200"):
        attrs.evolve(LIGHT, name="")


@pytest.mark.parametrize("stream", ["\ud800", "a\0b"])
def test_a_stream_has_a_name_that_any_store_can_keep(stream: str) -> None:
    with pytest.raises(OutOfRange, match=r"^stream: "):
        Desk(p.decider, MemoryStore(), clock=None).carry_out(stream, p.Enrol(header(), person="ana"))


def test_an_event_of_another_aggregate_is_not_folded() -> None:
    opened = engagement.RequestAccepted(header(), start=date(2026, 9, 1), planned_end=date(2027, 6, 1), policy=LIGHT)
    with pytest.raises(UnknownEvent, match=r"^engagement.request_accepted version 2: an event of \w+, not of particip"):
        p.decider.fold([opened])  # type: ignore[list-item]


def test_an_event_is_viewed_by_an_audience_not_by_a_role() -> None:
    event = p.Enrolled.of(p.Enrol(header(), person="ana"))
    with pytest.raises(WrongType, match=r"^reader: an Audience such as Audience.TEAM is needed, not a Role$"):
        view(event, Role.MANAGER)  # type: ignore[arg-type]
    assert view(event, Audience.TEAM)["person"] == "ana"


@pytest.mark.parametrize(
    ("mistake", "problem"),
    [
        (lambda: header(Actor(Role.COACH, "kim")), "header.by.person: a person's id is needed, not a Role"),
        (lambda: p.decider.fold([p.Enrol(header(), person="ana")]), "events[0]: an event is needed, not an Enrol"),
        (
            lambda: p.decider.fold(p.Enrolled.of(p.Enrol(header(), person="ana"))),
            "events: several events, as in a list,",
        ),
        (lambda: p.decider.options(p.decider.state(), LEE), "header: a Header is needed, not an Actor"),
        (lambda: Desk(MemoryStore(), p.decider), "decider: a Decider, such as participation.decider, is needed"),
        (
            lambda: Desk(p.decider, MemoryStore(), clock=None).carry_out(p.Enrol(header(), person="a"), "ana"),
            "stream: the name of",
        ),
        (lambda: view(p.Enrol(header(), person="ana"), Audience.ALL), "event: an event is needed, not an Enrol"),
        (lambda: Codec(p.decider).event_to_dict(p.Enrol(header(), person="a")), "event: an event is needed, not an En"),
        (lambda: explain("training.attendance_short"), "refusal: a Refused or Reasons is needed, not a str"),
        (lambda: explain(None), "refusal: a Refused or Reasons is needed, not None"),
        (lambda: explain([LEE]), "refusal: a Refused or Reasons is needed, not a list"),
        (lambda: explain(Reason("x.y"), Role.COACH), "language: a tag such as 'es' is needed, not a Role"),
        (lambda: explain(Reason("x.y"), reader=LEE), "reader: a role such as Role.COACH is needed, not an Actor"),
        (lambda: agenda(p.decider.state(), NOON.date(), Terms()), "at: a date and time is needed, not a date"),
        (
            lambda: agenda(p.decider.state(), NOON, UTC),
            "calendar: a Calendar such as Terms() is needed, not a timezone",
        ),
    ],
)
def test_an_argument_in_anothers_place_is_named(mistake: Callable[[], object], problem: str) -> None:
    with pytest.raises(WrongType) as raised:
        mistake()
    assert str(raised.value).startswith(problem)


def test_a_readers_role_in_lower_case_is_named() -> None:
    with pytest.raises(OutOfRange, match=r"^reader: .* is not a role; COACH is meant$"):
        explain(Reason("x.y"), reader="coach")
    assert explain(Reason("x.y"), reader="mentor")


NOTE = "Ana cried after the lesson"
ERRORS: list[PdflowError] = [
    Refused(p.Pause(header(), note=NOTE), [Reason("pause.no_return_date", {"needed": 1}, "Pause", ("MANAGER",))]),
    Conflict("ana", 3, 4),
    CommandIdReused(str(uuid4()), "ana", "ben"),
    StoreError("a.db", "disk full"),
    UsageError("--job-title", "a column whose name begins with metadata. is needed"),
    ServiceError("https://lrs.example.org", "answered 503, 6 times"),
    KeyTaken("a.db", "a key is taken"),
    PassingFailure("a.db", "deadlock"),
    GenerationGone("a.db", "swapped"),
    NaiveTime("header.at", datetime(2026, 9, 1)),  # noqa: DTZ001
    OutOfRange("Pause.until", date(9999, 1, 1), "within 1900 and 2199"),
    WrongType("Pause.note", 3, "a text"),
    DecodeError("participation.paused", 1, "note", "missing"),
    UnknownEvent("participation.dreamt", None, "", "registered nowhere"),
    UnknownCommand("Enrol", None, "command", "no command"),
    UnknownVersion("participation.paused", 9, "", "newer"),
    UnreadableHistory(3, "minutes", "cannot be read"),
    AttendanceError([Doubt(DoubtCode.NO_TABLE, "report.csv")]),
    RosterError([Problem("users.csv", 3, "role", "unknown role", "king")] * 1_500),
    MissingExtra("babel", "locale"),
    UnknownSetting("coches"),
    ReplicationFailed("four coaches", 7, "OSError"),
    ResultsFileError("years.jsonl", 3, "this is no result of an experiment"),
    NoRoute([Reason("pause.no_return_date")]),
]


def test_every_kind_of_error_is_tried() -> None:
    def below(kind: type[PdflowError]) -> set[type[PdflowError]]:
        return {kind}.union(*map(below, kind.__subclasses__()))

    assert below(PdflowError) - {type(error) for error in ERRORS} == {PdflowError, FieldError}


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_every_error_can_be_pickled_and_copied(error: PdflowError) -> None:
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_no_error_quotes_a_note_or_is_longer_than_2000_characters(error: PdflowError) -> None:
    for text in (str(error), repr(error)):
        assert NOTE not in text
        assert len(text) <= 2_100
    assert len(str(error)) <= 2_000


def test_a_message_that_was_cut_ends_in_an_ellipsis() -> None:
    error = StoreError("a.db", "x" * 5_000)
    assert str(error) == f"a.db: {'x' * 1_993}…"


def test_a_long_list_of_problems_is_counted_beyond_the_thousandth() -> None:
    error = RosterError([Problem("users.csv", row, "role", "unknown role", "king") for row in range(2_500)])
    assert (len(error.problems), error.more) == (1_000, 1_500)


def test_of_many_problems_of_a_command_no_more_are_looked_for_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    def count(value: object) -> dict[str, object]:
        nonlocal looked_at
        looked_at += 1
        return named_fields(value)

    monkeypatch.setattr(converters, "named_fields", count)
    steps = {"commitment": "c", "steps": [{}] * 50_000}
    with pytest.raises(DecodeError) as raised:
        Codec(p.decider).command_from_dict({"command": "participation.CommitToPractice", **steps}, header())
    assert raised.value.field == "steps[0].step"
    assert raised.value.problem.endswith("; and more")
    assert len(str(raised.value)) <= 2_000
    assert looked_at < 1_010


def test_data_that_do_not_fit_are_not_quoted_where_a_note_may_stand() -> None:
    codec = Codec(p.decider)
    for field in ("reason", "note"):
        data = {"command": "participation.Withdraw", "reason": "left", field: [NOTE]}
        with pytest.raises(DecodeError, match="not a text but a list of 1") as raised:
            codec.command_from_dict(data, header())
        assert NOTE not in f"{raised.value} {raised.value!r}"


def test_a_field_error_in_data_names_the_field() -> None:
    steps = [{"step": "s-1", "text": "wait", "by": "2026-10-01"}, {"step": "s-2", "text": "wait", "by": "9999-12-31"}]
    data = {"command": "participation.CommitToPractice", "commitment": "c", "steps": steps}
    with pytest.raises(DecodeError) as raised:
        Codec(p.decider).command_from_dict(data, header())
    assert (raised.value.field, raised.value.problem) == ("steps[1].by", "9999-12-31 is not within 1900 and 2199")
