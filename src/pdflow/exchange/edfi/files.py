"""Files: records as JSON lines, one file for each resource, as lightbeam and other senders read them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from os import PathLike
from pathlib import Path
from typing import IO, Final

from pdflow.errors import DecodeError
from pdflow.exchange.edfi.resources import RESOURCES, EdFiRecord, Resource
from pdflow.storage.json_values import JsonObject

UNFINISHED: Final = ".part"


def write_records(records: Iterable[EdFiRecord], folder: str | PathLike[str]) -> Counter[str]:
    """Write records into a folder, as ``goals.jsonl`` and so on; how many of each resource there are.

    The files of before are replaced, or removed where there is nothing for them, once everything is written.
    """
    place, counts = Path(folder), Counter[str]()
    place.mkdir(parents=True, exist_ok=True)
    try:
        with ExitStack() as open_files:
            files: dict[str, IO[str]] = {}
            for record in records:
                name = record.resource.name
                if name not in files:
                    part = _file(place, name, UNFINISHED)
                    files[name] = open_files.enter_context(part.open("w", encoding="utf-8", newline="\n"))
                files[name].write(f"{as_line(record.body)}\n")
                counts[name] += 1
        for name in RESOURCES:
            if name in counts:
                _file(place, name, UNFINISHED).replace(_file(place, name))
            else:
                _file(place, name).unlink(missing_ok=True)
    finally:
        for name in RESOURCES:
            _file(place, name, UNFINISHED).unlink(missing_ok=True)
    return counts


def as_line(body: JsonObject) -> str:
    """A record as one line of JSON; the same record is the same line."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def read_records(folder: str | PathLike[str]) -> Iterator[EdFiRecord]:
    """The records in a folder, each after those to which it refers.

    Raises:
        DecodeError: A line that is no JSON object; ``type`` is the file, ``field`` the line.
    """
    for resource in RESOURCES.values():
        file = _file(Path(folder), resource.name)
        if file.exists():
            with file.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, start=1):
                    yield _record(resource, line, number)


def _record(resource: Resource, line: str, number: int) -> EdFiRecord:
    try:
        body = json.loads(line)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise DecodeError(f"{resource.name}.jsonl", None, f"line {number}", "no JSON object")
    return EdFiRecord(resource, body)


def _file(folder: Path, name: str, ending: str = "") -> Path:
    return folder / f"{name}.jsonl{ending}"
