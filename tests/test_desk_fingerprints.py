"""The desk tells a repeat from another command under the same id, by what no note can be guessed from."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, timedelta, timezone, tzinfo
from pathlib import Path

import attrs
import pytest
from tests.participation.stories import day, kim, supported
from tests.test_desk import BEGAN, ENROLMENT, header

from pdflow import Command, CommandIdReused, Desk, Level, MemoryStore, SqliteStore
from pdflow.participation import (
    AddArtifact,
    Enrol,
    FeedbackKind,
    Focus,
    GiveFeedback,
    PlanSession,
    RecordObservation,
    Source,
    TakeBaseline,
    decider,
)
from pdflow.storage.codec import Codec
from pdflow.storage.erasure import erase_notes
from pdflow.storage.event_store import EventStore
from pdflow.testing.spec import given

codec = Codec(decider)


def enrol(**fields: object) -> Command:
    return Enrol(header(id=ENROLMENT), **{"person": "ana", "site": "North", **fields})


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[EventStore]:
    if request.param == "memory":
        yield MemoryStore()
    else:
        with SqliteStore(tmp_path / "pd.sqlite") as sqlite:
            yield sqlite


@pytest.fixture(params=[1000, 0], ids=["kept", "none kept"])
def desk(request: pytest.FixtureRequest, store: EventStore) -> Desk:
    return Desk(decider, store, clock=None, keep=request.param)


OTHER: dict[str, Callable[[], Command]] = {
    "another field": lambda: enrol(site="South"),
    "a field left out": lambda: enrol(site=""),
    "another day": lambda: Enrol(header(1, ENROLMENT), person="ana", site="North"),
    "another kind": lambda: PlanSession(header(id=ENROLMENT), plan="p", session="s", start=BEGAN, minutes=60),
    "somebody else": lambda: Enrol(attrs.evolve(header(id=ENROLMENT), by=kim(0).by), person="ana", site="North"),
}


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER)
def test_the_same_id_with_another_content_is_an_error_and_changes_nothing(
    desk: Desk, other: Callable[[], Command]
) -> None:
    first = desk.carry_out("p-1", enrol())
    with pytest.raises(CommandIdReused, match="with other content or by another") as error:
        desk.carry_out("p-1", other())
    assert (error.value.command_id, error.value.found_in) == (ENROLMENT, "p-1")
    assert desk.carry_out("p-1", enrol()).events == first.events == tuple(desk.history("p-1"))


def test_a_command_that_came_back_from_json_is_the_same() -> None:
    number = {"baseline": "b", "outcome": "o", "on": BEGAN.date()}
    one, two = (TakeBaseline(header(id=ENROLMENT), value=value, **number) for value in (20, 20.0))
    assert codec.fingerprint(one) == codec.fingerprint(two)
    again = codec.command_from_dict(codec.command_to_dict(enrol()))
    assert codec.fingerprint(again) == codec.fingerprint(enrol())


def test_a_field_left_at_its_default_changes_no_fingerprint() -> None:
    """A later pdflow may add fields with defaults, and a retry may come after the upgrade."""
    artifact = {"artifact": "a", "kind": "plan", "source": Source.OBSERVATION}
    bare, spelt = AddArtifact(header(id=ENROLMENT), **artifact), AddArtifact(header(id=ENROLMENT), **artifact, shows=())
    assert codec.fingerprint(bare) == codec.fingerprint(spelt)
    shown = attrs.evolve(bare, shows=(Focus("ask", Level.PARTLY),))
    other = attrs.evolve(bare, shows=(Focus("ask", Level.MOSTLY),))
    assert len({codec.fingerprint(each) for each in (bare, shown, other)}) == 3


TOKYO = timezone(timedelta(hours=9))


def planned(zone: tzinfo, offset: tzinfo = UTC) -> PlanSession:
    at = attrs.evolve(header(id=ENROLMENT[:-1] + "e"), at=header().at.astimezone(offset))
    return PlanSession(at, plan="s", session="s", start=day(9).astimezone(zone), minutes=60)


def test_the_same_instant_in_another_offset_is_a_repeat(desk: Desk) -> None:
    desk.carry_out("p-1", enrol())
    first = desk.carry_out("p-1", planned(UTC))
    assert desk.carry_out("p-1", planned(TOKYO, TOKYO)) == attrs.evolve(first, repeated=True)
    with pytest.raises(CommandIdReused):
        desk.carry_out("p-1", attrs.evolve(planned(TOKYO), start=day(9) + timedelta(minutes=1)))


FORMER = "d8dd9d89631bfbed078848cdb85ab51fbc5afaab7effbd08c7843f8c4dd9cea1"
"""What a former pdflow made of the plan below."""


def test_a_fingerprint_stored_while_they_held_offsets_is_known_again() -> None:
    [row] = codec.to_rows(decider.decide(given(decider, enrol()).state, planned(TOKYO, TOKYO)), None, FORMER)
    assert codec.repeats(planned(TOKYO, TOKYO), [row])
    assert not codec.repeats(attrs.evolve(planned(TOKYO, TOKYO), minutes=90), [row])
    assert codec.fingerprint(planned(TOKYO, TOKYO)) == codec.fingerprint(planned(UTC)) != FORMER


def test_what_was_stored_before_there_were_fingerprints_is_taken_as_a_repeat() -> None:
    store = MemoryStore()
    rows = codec.to_rows(decider.decide(decider.state(), enrol()))
    assert rows[0].fingerprint is None
    store.append("p-1", rows, expected=0)
    assert Desk(decider, store, clock=None).carry_out("p-1", enrol(site="South")).repeated


def observation(**notes: str) -> Command:
    return RecordObservation(kim(8), observation="ob1", setting="room", minutes=30, focus=(Focus("ask"),), **notes)


def feedback(**notes: str) -> Command:
    return GiveFeedback(kim(9), feedback="f1", observation="ob1", kind=FeedbackKind.DEBRIEF, **notes)


def test_a_fingerprint_says_which_notes_there_are_and_nothing_of_what_they_say() -> None:
    one, two = feedback(said="wait longer"), feedback(said="she cried")
    assert codec.fingerprint(attrs.evolve(two, header=one.header)) == codec.fingerprint(one)
    silent = attrs.evolve(one, said=None)
    reflected = attrs.evolve(one, said=None, reflection="wait longer")
    assert len({codec.fingerprint(each) for each in (one, silent, reflected)}) == 3


def test_another_note_under_the_same_id_is_an_error_until_the_note_is_erased(desk: Desk) -> None:
    for command in (*supported(), observation(strengths="pauses")):
        desk.carry_out("p-1", command)
    given = feedback(said="wait longer")
    first = desk.carry_out("p-1", given)
    changed = attrs.evolve(given, said="wait three seconds")
    with pytest.raises(CommandIdReused):
        desk.carry_out("p-1", changed)
    erase_notes(desk.store, "p-1", command_id=given.header.id)
    again = desk.carry_out("p-1", given)
    assert again.repeated
    assert again.events == (attrs.evolve(first.events[0], said=None),)
    assert desk.carry_out("p-1", changed).repeated
    with pytest.raises(CommandIdReused):
        desk.carry_out("p-1", attrs.evolve(given, said=None))


FORMER_SCHEMA = """
CREATE TABLE events (
    position INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, version INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, type_version INTEGER NOT NULL, command_id TEXT NOT NULL,
    actor TEXT NOT NULL, role TEXT NOT NULL, occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, data TEXT NOT NULL,
    notes TEXT, metadata TEXT, UNIQUE (stream, version)
) STRICT;
CREATE INDEX events_of_command ON events (command_id);
PRAGMA application_id = 1885628012;
PRAGMA user_version = 1;
"""


def former_file(path: Path, schema: int) -> None:
    """A file as a former pdflow left it, with Ana's enrolment, without its fingerprint."""
    [row] = codec.to_rows(decider.decide(decider.state(), enrol()))
    values = attrs.asdict(row) | {"stream": "p-1", "version": 1, "position": 1, "recorded_at": BEGAN.isoformat()}
    values["occurred_at"] = row.occurred_at.isoformat()
    del values["fingerprint"]
    connection = sqlite3.connect(path)
    connection.executescript(FORMER_SCHEMA)
    if schema == 2:
        connection.executescript("ALTER TABLE events ADD COLUMN fingerprint TEXT; PRAGMA user_version = 2")
    marks = ", ".join("?" * len(values))
    connection.execute(f"INSERT INTO events ({', '.join(values)}) VALUES ({marks})", [*values.values()])
    connection.commit()
    connection.close()


@pytest.mark.parametrize("schema", [1, 2])
def test_a_former_file_is_brought_up_to_date_and_goes_on(tmp_path: Path, schema: int) -> None:
    former_file(tmp_path / "pd.sqlite", schema)
    for _ in range(2):
        with SqliteStore(tmp_path / "pd.sqlite") as store:
            desk = Desk(decider, store, clock=None)
            assert desk.carry_out("p-1", enrol(site="South")).repeated
            plan = PlanSession(header(id=ENROLMENT[:-1] + "f"), plan="s", session="s", start=day(9), minutes=60)
            assert desk.carry_out("p-1", plan).version == 2
            with pytest.raises(CommandIdReused):
                desk.carry_out("p-1", attrs.evolve(plan, minutes=90))
            assert store.look_up("p-1", ENROLMENT).erasures == 0
    with closing(sqlite3.connect(tmp_path / "pd.sqlite")) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (3,)
