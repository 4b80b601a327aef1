#!/bin/sh
# The constructor of cloudevents 2.2.0 writes defaults into the caller's attributes: two events made of them share an id.
#
# The specification asks for an id of its own for each distinct event of a source.
#
# Seen with Python 3.11:
#   attributes before: source, type
#   attributes after:  id, source, specversion, time, type
#   two events of two data have one id and one time
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet cloudevents==2.2.0
"$folder/venv/bin/python" - <<'PYTHON'
from cloudevents.core.v1.event import CloudEvent

attributes = {"type": "visit.held", "source": "/visits"}
print("attributes before:", ", ".join(sorted(attributes)))
first, second = CloudEvent(attributes, {"minutes": 30}), CloudEvent(attributes, {"minutes": 45})
print("attributes after: ", ", ".join(sorted(attributes)))
print("one id:", first.get_id() == second.get_id(), " one time:", first.get_time() == second.get_time())
assert set(attributes) == {"id", "source", "specversion", "time", "type"}
assert first.get_id() == second.get_id()
assert first.get_time() == second.get_time()
PYTHON
