"""On PostgreSQL, too, whoever is forgotten is gone from the files of the tables, once these were vacuumed."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
from sqlalchemy import create_engine
from tests.postgres import for_sqlalchemy
from tests.storage.golden_store import DECIDERS, golden_store, golden_streams

from pdflow.storage.codec import Codec
from pdflow.storage.erasure import forget
from pdflow.storage.migration import Verdict, check
from pdflow.storage.sqlalchemy import SqlAlchemyStore, metadata

STREAM = "participation-stf-69e4a0"
PERSON = "stf-69e4a0"


def bytes_of_tables(address: str) -> bytes:
    """What the files of every table and index of the host's hold, after a vacuum."""
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("VACUUM FULL")
        db.execute("CHECKPOINT")
        [folder] = db.execute("SHOW data_directory").fetchone() or [""]
        files = db.execute(
            "SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 'i', 't') AND relfilenode > 0"
        ).fetchall()
    return b"".join((Path(folder) / file).read_bytes() for (file,) in files)


def test_the_id_and_the_notes_are_gone_from_the_files_and_the_states_stay(postgres: str) -> None:
    engine = create_engine(for_sqlalchemy(postgres))
    store = SqlAlchemyStore(engine)
    metadata.create_all(engine)
    for stream, rows in golden_streams().items():
        store.append(stream, rows, expected=0)
    assert PERSON.encode() in bytes_of_tables(postgres)
    receipt = forget(store, PERSON)
    assert receipt.notes > 3
    assert all(row.notes is None for row in store.load(receipt.streams[STREAM]))
    assert PERSON.encode() not in bytes_of_tables(postgres)
    assert PERSON not in json.dumps([str(row) for row in store.feed(limit=10**6)])
    assert {found.verdict for found in check(store, DECIDERS)} == {Verdict.IN_ORDER}
    codec, plain = Codec(DECIDERS[0]), golden_store(STREAM)
    [before, after] = [
        json.dumps(codec.state_to_dict(codec.decider.fold(map(codec.from_row, each.load(name)))))
        for each, name in ((plain, STREAM), (store, receipt.streams[STREAM]))
    ]
    assert after == before.replace(PERSON, receipt.streams[STREAM].removeprefix("participation-"))
    engine.dispose()
