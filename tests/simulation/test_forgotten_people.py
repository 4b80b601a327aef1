"""People of a simulated year are forgotten: their ids and notes are gone from the bytes, and every figure stays."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.simulation.example_run import ROSTER, rows

from pdflow import Desk, cadre, engagement, participation
from pdflow.coordination import FeedDirectory, MemoryBookmark, Relay
from pdflow.documents import to_markdown
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.report.documents import year_documents
from pdflow.simulation.report.histories import histories
from pdflow.simulation.run import Run, cast_of, simulate
from pdflow.storage.erasure import forget
from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.sqlite import SqliteStore

PEOPLE = "participation-"
SIZE = int(os.environ.get("PDFLOW_PEOPLE", "14"))
Texts = dict[str, list[str]]
"""The lines of each document, sorted: some stand in the order of the ids."""


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Run:
    cast = cast_of(ROSTER, SIZE, -(-SIZE // 30))
    weeks = 22 if SIZE == 14 else 40
    return simulate(cast, tmp_path_factory.mktemp("year") / "events.sqlite", weeks=weeks, world=Commissioned)


@pytest.fixture
def file(year: Run, tmp_path: Path) -> Path:
    """A copy of the year in which each note is like no other."""
    copy = Path(shutil.copy(year.file, tmp_path / "events.sqlite"))
    with closing(sqlite3.connect(copy)) as db, db:
        for id, notes in db.execute("SELECT id, notes FROM events WHERE notes IS NOT NULL").fetchall():
            db.execute("UPDATE events SET notes = ? WHERE id = ?", (json.dumps(marked(json.loads(notes), id)), id))
    return copy


def marked(value: Any, id: str) -> Any:
    """Notes with a word of their own in each text."""
    if isinstance(value, dict):
        return {name: marked(each, f"{id}{name}") for name, each in value.items()}
    return f"{value} {sha256(id.encode()).hexdigest()}"


def words_of(value: Any) -> Iterator[bytes]:
    """The words that ``marked`` put into notes."""
    if isinstance(value, dict):
        for each in value.values():
            yield from words_of(each)
    else:
        yield value.rpartition(" ")[2].encode()


def streams_of_people(file: Path) -> list[str]:
    return sorted({row.stream for row in rows(file) if row.stream.startswith(PEOPLE)})


def bytes_after_vacuum(file: Path) -> bytes:
    """Those of the file and of the one beside it; pages that SQLite once split may have had copies of keys."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        db.execute("VACUUM")
        assert db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
        parts = [file.with_name(file.name + suffix) for suffix in ("", "-wal")]
        return b"".join(part.read_bytes() for part in parts if part.exists())


def notes_of(events: Iterable[RecordedEvent]) -> set[bytes]:
    """The words of the notes of some events."""
    return {word for event in events if event.notes for word in words_of(json.loads(event.notes))}


def texts(file: Path, run: Run, new_ids: dict[str, str]) -> Texts:
    """Every document of the year about more than one person, with the former ids."""
    made: Texts = {}
    for document in year_documents(histories(file), run.cohort.year, run.cast):
        text = to_markdown(document.make().for_reader(document.reader, document.person))
        for person, pseudonym in new_ids.items():
            text = text.replace(pseudonym, person)
        made[document.file] = sorted(text.splitlines())
    return made


def relayed(file: Path) -> int:
    """The number of events after a relay that begins with the first."""
    with SqliteStore(file) as store:
        desks = [Desk(each.decider, store, clock=None) for each in (engagement, participation, cadre)]
        directory = FeedDirectory(b"known to this host", lambda _, person: f"{PEOPLE}{person}", store)
        Relay(desks, MemoryBookmark(), directory).catch_up()
    return len(rows(file))


def test_ids_and_notes_are_gone_from_the_bytes_and_every_document_says_the_same(year: Run, file: Path) -> None:
    count, before = relayed(file), texts(file, year, {})
    forgotten, new_ids = streams_of_people(file)[1::4], dict[str, str]()
    people = [stream.removeprefix(PEOPLE) for stream in forgotten]
    concerned = [row for row in rows(file) if any(each in f"{row.stream} {row.actor} {row.data}" for each in people)]
    notes, others = notes_of(concerned), notes_of(row for row in rows(file) if row not in concerned)
    assert notes
    assert others
    with SqliteStore(file) as store:
        for stream, person in zip(forgotten, people, strict=True):
            new_ids[person] = forget(store, person).streams[stream].removeprefix(PEOPLE)
        kept = bytes_after_vacuum(file)
    assert not [person for person in people if person.encode() in kept]
    assert not [word for word in notes if word in kept]
    assert all(word in kept for word in others)
    assert relayed(file) == count
    after = texts(file, year, new_ids)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()
