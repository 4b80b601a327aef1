#!/bin/sh
# pm4py 2.7.23.11 writes the times of events to OCEL 2.0 JSON in whole seconds; its XML and SQLite keep fractions.
#
# Two events of one second are no longer in an order of time once they are read again.
# (It installs some 300 MB, which takes minutes.)
#
# Seen with Python 3.11:
#   in memory  08:00:00.250000, 08:00:00.750000
#   JSON       08:00:00, 08:00:00
#   XML        08:00:00.250000, 08:00:00.750000
#   SQLite     08:00:00.250000, 08:00:00.750000
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet pm4py==2.7.23.11
cd "$folder"
venv/bin/python - <<'PYTHON' 2>/dev/null
import json
from pathlib import Path

import pm4py

TIMES = ("2026-09-01T08:00:00.250000Z", "2026-09-01T08:00:00.750000Z")
related = [{"objectId": "ana", "qualifier": "participant"}]
log = {
    "objectTypes": [{"name": "person", "attributes": []}],
    "eventTypes": [{"name": "visit", "attributes": []}],
    "objects": [{"id": "ana", "type": "person"}],
    "events": [
        {"id": f"e{n}", "type": "visit", "time": time, "relationships": related} for n, time in enumerate(TIMES)
    ],
}
Path("log.json").write_text(json.dumps(log))


def times(ocel):
    return [f"{time.time()}" for time in ocel.events["ocel:timestamp"]]


ocel = pm4py.read_ocel2_json("log.json")
pm4py.write_ocel2_json(ocel, "again.json")
pm4py.write_ocel2_xml(ocel, "again.xml")
pm4py.write_ocel2_sqlite(ocel, "again.sqlite")
found = {
    "in memory": times(ocel),
    "JSON": times(pm4py.read_ocel2_json("again.json")),
    "XML": times(pm4py.read_ocel2_xml("again.xml")),
    "SQLite": times(pm4py.read_ocel2_sqlite("again.sqlite")),
}
for form, read in found.items():
    print(f"{form:10} {', '.join(read)}")
fractions = ["08:00:00.250000", "08:00:00.750000"]
assert found == {"in memory": fractions, "JSON": ["08:00:00"] * 2, "XML": fractions, "SQLite": fractions}
PYTHON
