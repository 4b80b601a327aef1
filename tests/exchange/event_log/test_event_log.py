"""Event logs: what is in them, how a process miner reads them back, and that the lifecycle fits them."""

from __future__ import annotations

import json
import sqlite3
import subprocess
from collections import Counter
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from xml.etree import ElementTree

import attrs
import pytest
from tests.storage.golden_store import golden_store, golden_streams
from tests.validators import python_with

from pdflow import DecodeError, MemoryStore, SqliteStore, StoreError, WrongType, participation
from pdflow.audience import Audience, audiences
from pdflow.exchange.event_log import (
    COLUMNS,
    NOT_FOR_READER,
    EventLog,
    LoggedEvent,
    frame,
    ocel_json,
    ocel_sqlite,
    ocel_xml,
    xes,
)
from pdflow.exchange.lifecycle import pnml
from pdflow.kernel.messages import EVENTS
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.run import cast_of, simulate

MINE = Path(__file__).with_name("mine.py")
ROSTER = Path(__file__).parents[3] / "examples" / "data" / "roster"


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """The golden streams, their moments a little later, so that they have fractions of seconds."""
    moved = MemoryStore()
    for stream, rows in golden_streams().items():
        later = [attrs.evolve(row, occurred_at=row.occurred_at + timedelta(microseconds=row.version)) for row in rows]
        moved.append(stream, later, expected=0)
    return moved


@pytest.fixture(scope="module")
def log(store: MemoryStore) -> EventLog:
    return EventLog(store, Audience.TEAM)


def test_given_a_store_when_it_is_logged_then_every_event_is_there_by_stream_and_version(
    store: MemoryStore, log: EventLog
) -> None:
    rows = store.feed(limit=10_000)
    assert [*map(key_of, log)] == [
        (row.stream, row.id, row.type, row.occurred_at)
        for stream in dict.fromkeys(row.stream for row in rows)
        for row in rows
        if row.stream == stream
    ]


def key_of(event: LoggedEvent) -> tuple[object, ...]:
    return event.case, event.id, event.activity, event.at


def test_given_an_observation_when_it_is_logged_then_it_is_about_its_stream_its_person_and_its_observer(
    log: EventLog,
) -> None:
    enrolled = next(event for event in log if event.activity == "participation.enrolled")
    observed = next(event for event in log if event.activity == "participation.observation_recorded")
    assert {str(each): how for each, how in observed.objects.items()}.items() >= {
        f"participation:{observed.case}": "stream",
        f"person:{observed.resource}": "by",
    }.items()
    assert observed.attributes["minutes"] > 0
    assert observed.at.tzinfo is UTC
    assert "person" in enrolled.objects.values()


def test_given_anybody_when_they_read_a_log_then_it_has_nothing_kept_for_fewer(store: MemoryStore) -> None:
    for audience in Audience:
        for event in EventLog(store, audience):
            kept_for = audiences(EVENTS[event.activity].type)
            assert audience.may_read(kept_for["header"])
            allowed = {name for name in kept_for if audience.may_read(kept_for[name])}
            assert event.attributes.keys() <= allowed
            assert {*event.objects.values()} <= {"stream", "by", *allowed}
    most, least = (EventLog(store, audience) for audience in (Audience.PAIR, Audience.ALL))
    assert sum(len(event.attributes) for event in most) > sum(len(event.attributes) for event in least)


def test_given_anybody_when_they_read_a_log_then_what_they_may_not_read_is_counted(store: MemoryStore) -> None:
    every = Counter(event.activity for event in EventLog(store, Audience.PAIR))
    for audience in Audience:
        log = EventLog(store, audience)
        for _ in range(2):
            assert (
                Counter(event.activity for event in log)
                + Counter({activity: count for (activity, _), count in log.passed_over.items()})
                == every
            )
            assert {why for _, why in log.passed_over} <= {NOT_FOR_READER}


def test_given_something_else_for_an_audience_when_a_log_is_made_then_it_says_so(store: MemoryStore) -> None:
    with pytest.raises(WrongType, match=r"^audience: an Audience such as Audience.TEAM is needed"):
        EventLog(store, participation.Participation)  # type: ignore[arg-type]


def test_given_an_erased_stream_when_it_is_logged_then_nothing_of_it_is_there() -> None:
    store = golden_store()
    gone = store.feed(limit=1)[0].stream
    store.erase_stream(gone)
    assert gone not in {event.case for event in EventLog(store)}
    assert not any(gone in str(each) for event in EventLog(store) for each in event.objects)


def test_given_a_log_when_it_is_a_frame_then_every_row_has_the_same_columns_and_its_own(log: EventLog) -> None:
    for event, row in zip(log, frame(log), strict=True):
        assert tuple(row)[: len(COLUMNS)] == COLUMNS
        assert (row["case:concept:name"], row["time:timestamp"]) == (event.case, event.at)
        assert {name: row[name] for name in event.attributes} == event.attributes


def test_given_a_log_when_it_is_written_twice_then_it_is_the_same(log: EventLog) -> None:
    for write in (xes, ocel_xml, ocel_json):
        assert [*write(log)] == [*write(log)]


def test_given_a_text_with_marks_of_xml_when_it_is_written_then_it_reads_back(log: EventLog) -> None:
    event = attrs.evolve(next(iter(log)), attributes={"statement": """<a> & "b" 'c' é"""})
    [read] = ElementTree.fromstring("".join(ocel_xml([event]))).iterfind(".//event/attributes/attribute")
    assert read.text == event.attributes["statement"]
    [trace] = ElementTree.fromstring("".join(xes([event]))).iterfind("{*}trace")
    assert event.attributes["statement"] in {each.get("value") for each in trace.iter()}


def test_given_a_file_of_that_name_when_a_log_is_to_be_written_then_it_is_left_as_it_is(
    log: EventLog, tmp_path: Path
) -> None:
    (tmp_path / "log.sqlite").write_text("theirs")
    with pytest.raises(StoreError, match="there is a file of that name already"):
        ocel_sqlite(log, tmp_path / "log.sqlite")
    assert (tmp_path / "log.sqlite").read_text() == "theirs"


def test_given_an_event_that_cannot_be_read_when_a_file_is_written_then_there_is_no_file(tmp_path: Path) -> None:
    store = MemoryStore()
    rows = next(iter(golden_streams().values()))
    store.append("p-1", [rows[0], attrs.evolve(rows[1], type="lunch.eaten")], expected=0)
    with pytest.raises(
        DecodeError, match=r"lunch.eaten version \d: of no aggregate known here, in stream 'p-1' at version 2"
    ):
        ocel_sqlite(EventLog(store), tmp_path / "log.sqlite")
    assert [*tmp_path.iterdir()] == []


def test_given_a_log_when_it_is_a_file_of_sqlite_then_its_tables_hold_every_event_and_relation(
    log: EventLog, tmp_path: Path
) -> None:
    events = [*log]
    assert ocel_sqlite(log, tmp_path / "log.sqlite") == len(events)
    with closing(sqlite3.connect(tmp_path / "log.sqlite")) as db:
        related = {*db.execute("SELECT * FROM event_object")}
        observed = db.execute("SELECT ocel_id, ocel_time, minutes FROM event_participation_observation_recorded")
        assert related == {(event.id, str(each), how) for event in events for each, how in event.objects.items()}
        assert sorted(observed) == sorted(
            (event.id, event.at.isoformat(timespec="microseconds").replace("+00:00", "Z"), event.attributes["minutes"])
            for event in events
            if event.activity == "participation.observation_recorded"
        )


def written(log: EventLog, folder: Path) -> None:
    """The log in every form, the lifecycle as a net, and the log of the longest participation without its support."""
    for name, pieces in {"log.xes": xes(log), "log.xml": ocel_xml(log), "log.json": ocel_json(log)}.items():
        (folder / name).write_text("".join(pieces))
    ocel_sqlite(log, folder / "log.sqlite")
    (folder / "lifecycle.pnml").write_text(pnml(participation.decider))
    begun = next(event.case for event in log if event.activity == "participation.support_begun")
    without = [event for event in log if event.case == begun and event.activity != "participation.support_begun"]
    (folder / "skipped.xes").write_text("".join(xes(without)))


def mined(folder: Path) -> dict[str, Any]:
    """What pm4py reads of a folder."""
    done = subprocess.run(
        [python_with("pm4py"), MINE, folder], capture_output=True, text=True, check=True, timeout=500, cwd=folder
    )
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


@pytest.mark.long
def test_given_a_log_when_pm4py_reads_it_then_counts_relations_and_microseconds_are_equal(
    log: EventLog, tmp_path: Path
) -> None:
    python_with("pm4py")
    written(log, tmp_path)
    read, events = mined(tmp_path), [*log]
    assert read["xes"]["events"] == [[event.case, event.activity, event.at.isoformat()] for event in events]
    assert read["xes"]["minutes"] == sum(event.attributes.get("minutes", 0) for event in events)
    whole = {
        "events": sorted([event.id, event.activity, event.at.isoformat()] for event in events),
        "objects": sorted({(str(each), each.kind) for event in events for each in event.objects}),
        "relations": sorted([event.id, str(each), how] for event in events for each, how in event.objects.items()),
    }
    as_read = json.loads(json.dumps(whole))
    assert read["xml"] == as_read
    assert read["sqlite"] == as_read
    assert {name: read["json"][name] for name in ("objects", "relations")} == {
        name: as_read[name] for name in ("objects", "relations")
    }
    assert (read["fitting"], read["planted"]) == (1, 0)


@pytest.mark.parametrize("name", ["a\x01b", "a\x0bb", "a\ufffeb"])
def test_given_a_stream_with_a_character_that_no_xml_may_hold_when_logged_then_it_is_written_out(name: str) -> None:
    store = MemoryStore()
    for stream in (name, "a\x02b"):
        [rows] = [golden_store().load(one) for one in [*golden_streams()][:1]]
        own = [attrs.evolve(row, id=str(uuid4()), command_id=str(uuid4())) for row in rows]
        store.append(stream, own, expected=0)
    log = EventLog(store, Audience.PAIR)
    written_out = f"a\\u{ord(name[1]):04x}b"
    cases = [case.get("value") for case in ElementTree.fromstring("".join(xes(log))).iterfind("{*}trace/{*}string")]
    assert cases == [written_out, "a\\u0002b"]
    objects = [each.get("id", "") for each in ElementTree.fromstring("".join(ocel_xml(log))).iter("object")]
    assert len(objects) == len({*objects})
    assert [each.partition(":")[2] for each in objects if "\\u" in each] == cases


@pytest.mark.long
def test_given_a_simulated_year_when_it_is_checked_against_the_lifecycle_then_it_fits_and_a_skip_does_not(
    tmp_path: Path,
) -> None:
    python_with("pm4py")
    simulate(cast_of(ROSTER, 12, 1), tmp_path / "year.sqlite", weeks=40, world=Commissioned)
    with SqliteStore(tmp_path / "year.sqlite") as store:
        written(EventLog(store, Audience.TEAM), tmp_path)
    read = mined(tmp_path)
    assert (read["fitting"], read["planted"]) == (1, 0)
