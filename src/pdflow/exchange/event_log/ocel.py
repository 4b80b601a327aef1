"""OCEL 2.0: a log in which an event is about several objects, as XML, as JSON and as a SQLite file."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import Any, Final
from xml.sax.saxutils import escape

import attrs

from pdflow.errors import StoreError
from pdflow.exchange.event_log.logged_events import LoggedEvent, NamedObject, Value
from pdflow.exchange.event_log.xes import as_text, as_xml, quoted

TYPES: Final[Mapping[type, str]] = {str: "string", bool: "boolean", int: "integer", float: "float", datetime: "time"}


@attrs.frozen
class Contents:
    """What stands at the head of a log: its objects, and the types of events with those of their attributes."""

    objects: Mapping[NamedObject, None]
    attributes: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, log: Iterable[LoggedEvent]) -> Contents:
        """What a log comes to; it is gone through once."""
        objects, attributes = dict[NamedObject, None](), dict[str, dict[str, str]]()
        for event in log:
            objects.update(dict.fromkeys(event.objects))
            types = attributes.setdefault(event.activity, {})
            types.update({name: TYPES[type(value)] for name, value in event.attributes.items() if name not in types})
        return cls(objects, attributes)

    @property
    def kinds(self) -> list[str]:
        """The kinds of objects."""
        return sorted({each.kind for each in self.objects})


def ocel_xml(log: Iterable[LoggedEvent]) -> Iterator[str]:
    """A log as OCEL 2.0 in XML, piece by piece.

    Args:
        log: An EventLog: it is gone through twice.
    """
    contents = Contents.of(log)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<log>\n  <object-types>\n'
    yield from (f"    <object-type name={quoted(kind)}><attributes/></object-type>\n" for kind in contents.kinds)
    yield "  </object-types>\n  <event-types>\n"
    for activity, types in contents.attributes.items():
        declared = (f"<attribute name={quoted(name)} type={quoted(kind)}/>" for name, kind in types.items())
        yield f"    <event-type name={quoted(activity)}><attributes>{''.join(declared)}</attributes></event-type>\n"
    yield "  </event-types>\n  <objects>\n"
    for each in contents.objects:
        yield f"    <object id={quoted(str(each))} type={quoted(each.kind)}><attributes/><objects/></object>\n"
    yield "  </objects>\n  <events>\n"
    yield from map(_xml_event, log)
    yield "  </events>\n</log>\n"


def _xml_event(event: LoggedEvent) -> str:
    attributes = "".join(
        f"<attribute name={quoted(name)}>{escape(as_xml(_text(value)))}</attribute>"
        for name, value in event.attributes.items()
    )
    related = "".join(
        f"<relationship object-id={quoted(str(each))} qualifier={quoted(how)}/>" for each, how in event.objects.items()
    )
    head = f"id={quoted(event.id)} type={quoted(event.activity)} time={quoted(_text(event.at))}"
    return f"    <event {head}><attributes>{attributes}</attributes><objects>{related}</objects></event>\n"


def ocel_json(log: Iterable[LoggedEvent]) -> Iterator[str]:
    """A log as OCEL 2.0 in JSON, piece by piece.

    Args:
        log: An EventLog: it is gone through twice.
    """
    contents = Contents.of(log)
    event_types = (
        {"name": activity, "attributes": [{"name": name, "type": kind} for name, kind in types.items()]}
        for activity, types in contents.attributes.items()
    )
    yield '{"objectTypes": ['
    yield from _joined({"name": kind, "attributes": []} for kind in contents.kinds)
    yield '],\n"eventTypes": ['
    yield from _joined(event_types)
    yield '],\n"objects": ['
    yield from _joined({"id": str(each), "type": each.kind} for each in contents.objects)
    yield '],\n"events": ['
    yield from _joined(map(_json_event, log))
    yield "]}\n"


def _joined(values: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    separator = "\n"
    for value in values:
        yield f"{separator}{json.dumps(value, ensure_ascii=False)}"
        separator = ",\n"


def _json_event(event: LoggedEvent) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.activity,
        "time": _text(event.at),
        "attributes": [
            {"name": name, "value": _text(value) if isinstance(value, datetime) else value}
            for name, value in event.attributes.items()
        ],
        "relationships": [{"objectId": str(each), "qualifier": how} for each, how in event.objects.items()],
    }


def _text(value: Value) -> str:
    return as_text(value).replace("+00:00", "Z") if isinstance(value, datetime) else as_text(value)


def ocel_sqlite(log: Iterable[LoggedEvent], path: str | PathLike[str]) -> int:
    """Write a log as OCEL 2.0 into a new SQLite file; how many events.

    The file appears when it is whole.

    Args:
        log: An EventLog: it is gone through twice.

    Raises:
        StoreError: There is a file of that name already, or it cannot be written.
    """
    place = Path(path)
    unfinished = place.with_name(f"{place.name}.unfinished")
    if place.exists():
        raise StoreError(str(place), "there is a file of that name already")
    try:
        unfinished.unlink(missing_ok=True)
        count = write_ocel_sqlite(log, unfinished)
        unfinished.rename(place)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(str(place), str(error)) from None
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def write_ocel_sqlite(log: Iterable[LoggedEvent], place: Path) -> int:
    """Write a log as OCEL 2.0 into a SQLite file that is not there yet, where it grows; how many events."""
    contents = Contents.of(log)
    with closing(sqlite3.connect(place)) as db, db:
        db.execute("PRAGMA journal_mode = MEMORY")  # who is killed leaves one file, and no journal beside it
        _create_tables(db, contents)
        return sum(_insert(db, event, contents.attributes[event.activity]) for event in log)


def _create_tables(db: sqlite3.Connection, contents: Contents) -> None:
    for table, columns in {
        "event": "ocel_id TEXT PRIMARY KEY, ocel_type TEXT",
        "object": "ocel_id TEXT PRIMARY KEY, ocel_type TEXT",
        "event_object": "ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT",
        "object_object": "ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT",
        "event_map_type": "ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT",
        "object_map_type": "ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT",
        **{f"object_{kind}": "ocel_id TEXT, ocel_time TEXT, ocel_changed_field TEXT" for kind in contents.kinds},
        **{f"event_{_short(activity)}": _columns(types) for activity, types in contents.attributes.items()},
    }.items():
        db.execute(f"CREATE TABLE {_quoted(table)} ({columns})")
    activities = [(activity, _short(activity)) for activity in contents.attributes]
    db.executemany("INSERT INTO event_map_type VALUES (?, ?)", activities)
    db.executemany("INSERT INTO object_map_type VALUES (?, ?)", [(kind, kind) for kind in contents.kinds])
    db.executemany("INSERT INTO object VALUES (?, ?)", ((str(each), each.kind) for each in contents.objects))
    for each in contents.objects:
        db.execute(f"INSERT INTO {_quoted(f'object_{each.kind}')} (ocel_id) VALUES (?)", (str(each),))


def _columns(types: Mapping[str, str]) -> str:
    sqlite_types = {"integer": "INTEGER", "float": "REAL", "boolean": "BOOLEAN"}
    given = (f"{_quoted(name)} {sqlite_types.get(kind, 'TEXT')}" for name, kind in types.items())
    return ", ".join(("ocel_id TEXT PRIMARY KEY", "ocel_time TEXT", *given))


def _insert(db: sqlite3.Connection, event: LoggedEvent, types: Mapping[str, str]) -> int:
    values = (_text(value) if isinstance(value, datetime) else value for value in map(event.attributes.get, types))
    marks = ", ".join("?" * (len(types) + 2))
    db.execute("INSERT INTO event VALUES (?, ?)", (event.id, event.activity))
    db.execute(
        f"INSERT INTO {_quoted(f'event_{_short(event.activity)}')} VALUES ({marks})",
        (event.id, _text(event.at), *values),
    )
    related = [(event.id, str(each), how) for each, how in event.objects.items()]
    db.executemany("INSERT INTO event_object VALUES (?, ?, ?)", related)
    return 1


def _short(activity: str) -> str:
    return re.sub(r"\W", "_", activity)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
