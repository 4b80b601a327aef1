#!/bin/sh
# icalendar 7.3.2 writes the end of a recurrence that has a time zone as local time without one.
#
# RFC 5545 (3.3.10) asks for UTC where DTSTART has a TZID or is in UTC. A reader that takes the text for UTC ends the
# recurrence hours too early: recurring-ical-events 3.8.2 finds two of three days.
#
# Seen with Python 3.11:
#   until 09:00 in New York:   FREQ=DAILY;UNTIL=20261007T090000
#   until 09:00 at UTC-04:00:  FREQ=DAILY;UNTIL=20261007T090000
#   until 13:00 in UTC:        FREQ=DAILY;UNTIL=20261007T130000Z
#   days found: 5, 6 October; asked for: 5, 6, 7 October
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet icalendar==7.3.2 recurring-ical-events==3.8.2
"$folder/venv/bin/python" - <<'PYTHON'
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event, vRecur

NEW_YORK = ZoneInfo("America/New_York")
LAST = datetime(2026, 10, 7, 9, tzinfo=NEW_YORK)


def until(moment):
    return vRecur({"freq": "daily", "until": moment}).to_ical().decode()


local, offset, utc = (until(LAST.astimezone(zone)) for zone in (NEW_YORK, timezone(timedelta(hours=-4)), UTC))
print("until 09:00 in New York:  ", local)
print("until 09:00 at UTC-04:00: ", offset)
print("until 13:00 in UTC:       ", utc)

event = Event()
event.add("uid", "visit@example.org")
event.add("dtstamp", datetime(2026, 9, 1, tzinfo=UTC))
event.add("dtstart", datetime(2026, 10, 5, 9, tzinfo=NEW_YORK))
event.add("duration", timedelta(hours=1))
event.add("rrule", {"freq": "daily", "until": LAST})
calendar = Calendar()
calendar.add("prodid", "-//example//EN")
calendar.add("version", "2.0")
calendar.add_component(event)
read = recurring_ical_events.of(Calendar.from_ical(calendar.to_ical()))
days = [found["DTSTART"].dt.day for found in read.between(date(2026, 10, 1), date(2026, 11, 1))]
print("days found:", days)

assert local == offset == "FREQ=DAILY;UNTIL=20261007T090000"
assert utc == "FREQ=DAILY;UNTIL=20261007T130000Z"
assert days == [5, 6]
PYTHON
