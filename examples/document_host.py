"""A host that keeps each participation as one JSON document, and the events in a table of its own.

There is no event store: pdflow decides, and the host's database keeps. Both tables are written in one transaction, and
a document that somebody else has changed meanwhile is not overwritten.
"""

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from pdflow import Actor, Header, Refused
from pdflow.participation import Participation, decider
from pdflow.storage.codec import Codec

SCHEMA = """
CREATE TABLE participation (person TEXT PRIMARY KEY, version INTEGER NOT NULL, document TEXT NOT NULL);
CREATE TABLE event (id TEXT PRIMARY KEY, person TEXT, type TEXT, actor TEXT, at TEXT, data TEXT, notes TEXT);
"""
KEEP = """
INSERT INTO participation VALUES (:person, 1, :document)
ON CONFLICT (person) DO UPDATE SET version = version + 1, document = :document WHERE version = :version
"""
FORMS = [  # day, person, role, and the values of the form
    (0, "ada", "COORDINATOR", {"command": "Enrol", "person": "ana", "site": "North"}),
    (0, "ada", "COORDINATOR", {"command": "AssignTeam", "team": [{"person": "kim", "role": "COACH"}], "coach": "kim"}),
    (3, "kim", "COACH", {"command": "RecordAttendance", "attendance": "a", "session": "d", "held": 360, "there": 345}),
    (4, "kim", "COACH", {"command": "BeginSupport"}),
    (5, "kim", "COACH", {"command": "OpenCoaching", "session": "c1", "growth_area": "waiting"}),
    (5, "ana", "PARTICIPANT", {"command": "SetPriority", "priority": "talk", "statement": "Every child speaks"}),
    (8, "kim", "COACH", {"command": "RecordObservation", "observation": "o1", "setting": "class", "minutes": 30,
                         "focus": [{"on": "talk", "level": "PARTLY"}], "struggles": "Answers her own questions"}),
    (8, "kim", "COACH", {"command": "IdentifyGrowthArea", "growth_area": "waiting", "practice": "wait time",
                         "evidence": ["o1"], "rationale": "It opens talk", "considered": "Grouping"}),
    (9, "kim", "COACH", {"command": "OpenCoaching", "session": "c1", "growth_area": "waiting"}),
]  # fmt: skip

codec = Codec(decider)
db = sqlite3.connect(":memory:")
db.executescript(SCHEMA)


def load(person: str) -> tuple[Participation, int]:
    for version, document in db.execute("SELECT version, document FROM participation WHERE person = ?", (person,)):
        return codec.state_from_dict(json.loads(document)), version
    return decider.state(), 0


def carry_out(person: str, form: dict[str, object], header: Header) -> str:
    command = codec.command_from_dict({**form, "command": f"participation.{form['command']}"}, header)
    state, version = load(person)
    events = decider.decide(state, command)
    document = json.dumps(codec.state_to_dict(decider.fold(events, onto=state)))
    with db:
        if not db.execute(KEEP, {"person": person, "version": version, "document": document}).rowcount:
            raise RuntimeError("somebody else was first: show the form again")
        for row in codec.to_rows(events):
            at = row.occurred_at.isoformat()
            values = (row.id, person, row.type, row.actor, at, row.data, row.notes)
            db.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    return state.phase


for day, who, role, form in FORMS:
    header = Header(uuid4(), Actor(who, role), datetime(2026, 9, 1, 15, tzinfo=UTC) + timedelta(days=day))
    try:
        print(f"day {day}  {who} asks {form['command']:18} -> {carry_out('ana', form, header)}")
    except Refused as refused:
        print(f"day {day}  {who} asks {form['command']:18} -> refused")
        for reason in refused.reasons:
            print(f"       {reason}; remedy: {reason.remedy}, by {', '.join(reason.roles)}")

(document,) = db.execute("SELECT document FROM participation").fetchone()
(count,) = db.execute("SELECT count(*) FROM event").fetchone()
erased = db.execute("UPDATE event SET notes = NULL WHERE notes IS NOT NULL").rowcount
print(f"One document of {len(document)} characters, {count} events beside it; notes erased from {erased} of them.")
db.close()
