"""The events of two years against digests made before: the same but for the ids of commands and events.

Where the habits or the parameters of a year are changed on purpose, write the digests anew:

python -m tests.simulation.test_same_events
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.simulation.example_run import ROSTER, rows

from pdflow.simulation.cohort import Cohort
from pdflow.simulation.engagement.commissioned import Commissioned
from pdflow.simulation.run import cast_of, simulate
from pdflow.simulation.world.stream import command_id, end_of_ids

GOLDEN = Path(__file__).parents[1] / "golden" / "simulated_years.json"
ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,}")
WORLDS: dict[str, type[Cohort]] = {"cohort": Cohort, "commissioned": Commissioned}


def digest(file: Path) -> str:
    """Return a digest of all events of a file, stream by stream, with a number for each id made of a command's."""
    numbers: dict[str, str] = {}
    events = sha256()
    for row in sorted(rows(file), key=lambda row: (row.stream, row.version)):
        at, recorded = row.occurred_at.isoformat(), row.recorded_at.isoformat()
        who, texts = (row.actor, row.role), (row.data, row.notes, row.metadata)
        line = json.dumps(
            [row.stream, row.version, row.type, row.type_version, row.command_id, who, at, recorded, texts]
        )
        events.update(ID.sub(lambda found: numbers.setdefault(found[0], f"id {len(numbers)}"), line).encode())
    return events.hexdigest()


def year_of(world: str, folder: Path) -> str:
    """Return the digest of a year of thirty people."""
    file = folder / f"{world}.sqlite"
    simulate(cast_of(ROSTER, 30, 2), file, seed=11, world=WORLDS[world])
    return digest(file)


@pytest.mark.parametrize("world", WORLDS)
def test_the_same_seed_gives_the_events_of_before_whatever_their_ids(world: str, tmp_path: Path) -> None:
    assert year_of(world, tmp_path) == json.loads(GOLDEN.read_text(encoding="utf-8"))[world]


def test_a_year_of_another_seed_has_another_digest(tmp_path: Path) -> None:
    files = [simulate(cast_of(ROSTER, 4, 1), tmp_path / f"{seed}", weeks=4, seed=seed).file for seed in (1, 2)]
    assert len({digest(file) for file in files}) == 2


def test_no_two_commands_of_a_stream_have_one_id_however_many_there_are_at_a_moment() -> None:
    end = end_of_ids("1:engagement")
    moments = [0, 0, 0, 1, 1, 2]
    ids = [command_id(1000 + moments[number // 2000], number, end) for number in range(1, 12_000)]
    assert len({*ids}) == len(ids)
    assert ids == sorted(ids)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        digests = {world: year_of(world, Path(folder)) for world in WORLDS}
    GOLDEN.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
