"""A lone surrogate that a former pdflow stored is read as U+FFFD, and stops neither read models nor any export."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID, uuid5

import attrs
import pytest
from tests.exchange.test_every_export import EXPORTS
from tests.exchange.xapi.statements import CODECS, decided
from tests.participation.stories import completed

from pdflow import participation
from pdflow.command_line import parse_arguments
from pdflow.command_line.export import FORMS, write
from pdflow.storage.memory import MemoryStore
from pdflow.testing.read_models.runs import rows_afresh

CODEC = CODECS["participation"]
HALF = "\ud800"
TEXTS = ("class", "South", "wait time", "wait three seconds")


@cache
def store() -> MemoryStore:
    """A participation with halves of characters in its texts, its site and its person's id, as JSON escapes."""
    kept = MemoryStore()
    for stream, damaged in (("participation-a", TEXTS), ("participation-b", (*TEXTS, "ana"))):
        rows = CODEC.to_rows(tuple(decided(participation.decider, completed())))
        for text in damaged:
            written = json.dumps(text + HALF)
            rows = [attrs.evolve(row, data=row.data.replace(json.dumps(text), written)) for row in rows]
        assert sum(r"\ud800" in row.data for row in rows) > 2
        kept.append(stream, [attrs.evolve(row, id=str(uuid5(UUID(row.id), stream))) for row in rows], expected=0)
    return kept


def test_the_text_is_read_whole_but_for_the_half() -> None:
    events = [CODEC.from_row(row) for row in store().load("participation-b")]
    assert events[0].person == "ana\ufffd"
    assert HALF not in "".join(map(str, map(CODEC.event_to_dict, events)))
    assert CODEC.state_to_dict(participation.decider.fold(events))["state"]["person"] == "ana\ufffd"


def test_a_pair_of_surrogates_and_an_escaped_backslash_stay_as_they_are() -> None:
    [row, *_] = CODEC.to_rows(tuple(decided(participation.decider, completed()))[:1])
    for text in ("South \U0001f600", "South \\ud800", "ß \ufffd"):
        written = attrs.evolve(row, data=json.dumps(json.loads(row.data) | {"site": text}))
        assert CODEC.from_row(written).site == text


def test_read_models_are_made_of_it() -> None:
    rows = rows_afresh(store(), ["participation-a", "participation-b"], datetime(2027, 6, 1, tzinfo=UTC))
    assert any(rows.values())
    str(rows).encode()


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_is_written(name: str, tmp_path: Path) -> None:
    options = parse_arguments(["export", *EXPORTS[name], "-", "--audience", "PAIR", "--out", str(tmp_path / "place")])
    write(FORMS[options.form], store(), options)
    assert [*tmp_path.iterdir()]
