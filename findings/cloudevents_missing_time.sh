#!/bin/sh
# Reading a CloudEvent that has no time, cloudevents 2.2.0 gives it the present moment, as if the sender had stated it.
#
# In the specification time is optional: an event without one says nothing about when. Read and written again by a
# relay, the event states a time, and another one each time it is read.
#
# Seen with Python 3.11:
#   read:          a time of this moment
#   read again:    another time
#   written again: has a time
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet cloudevents==2.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import json
from datetime import datetime, timedelta, timezone

from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

sent = json.dumps({"specversion": "1.0", "id": "1", "source": "/visits", "type": "visit.held", "data": {}})
before = datetime.now(timezone.utc)
read, again = (JSONFormat().read(CloudEvent, sent) for _ in range(2))
written = json.loads(JSONFormat().write(read))
print("read:         ", "a time of this moment" if read.get_time() - before < timedelta(seconds=9) else read.get_time())
print("read again:   ", "another time" if again.get_time() != read.get_time() else "the same time")
print("written again:", "has a time" if "time" in written else "has none")
assert before <= read.get_time() < again.get_time()
assert "time" in written
PYTHON
