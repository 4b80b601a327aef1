#!/bin/sh
# ical.js 2.2.1 reads the first value only of an RDATE list within a VTIMEZONE.
#
# RFC 5545 (3.8.5.2) allows a list, and icalendar's add_missing_timezones writes such lists. From the second change of
# clocks on, moments are an hour off.
#
# Seen with Node.js 20.20.2:
#   09:00 in New York on 20 October 2026, one RDATE a line:      13:00Z
#   the same, all RDATE values on one line:                      14:00Z
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent ical.js@2.2.1
cat >read.mjs <<'JAVASCRIPT'
import assert from "node:assert";
import ICAL from "ical.js";

const summer = ["20250309T020000", "20260308T020000"];
const winter = ["20251102T020000", "20261101T020000"];

function observance(name, from, to, dates) {
  return [`BEGIN:${name}`, `DTSTART:${dates[0]}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, ...rdates(dates), `END:${name}`];
}

let rdates;

function start() {
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example//EN", "BEGIN:VTIMEZONE", "TZID:New York",
    ...observance("STANDARD", "-0400", "-0500", ["20241103T020000", ...winter]),
    ...observance("DAYLIGHT", "-0500", "-0400", ["20240310T020000", ...summer]),
    "END:VTIMEZONE", "BEGIN:VEVENT", "UID:visit@example.org", "DTSTAMP:20260901T000000Z",
    "DTSTART;TZID=New York:20261020T090000", "DURATION:PT1H", "END:VEVENT", "END:VCALENDAR", ""];
  ICAL.TimezoneService.reset();
  const calendar = new ICAL.Component(ICAL.parse(lines.join("\r\n")));
  return new ICAL.Event(calendar.getFirstSubcomponent("vevent")).startDate.toJSDate().toISOString();
}

rdates = (dates) => dates.slice(1).map((date) => `RDATE:${date}`);
const oneALine = start();
rdates = (dates) => [`RDATE:${dates.slice(1).join(",")}`];
const onOneLine = start();
console.log("one RDATE a line:               ", oneALine);
console.log("all RDATE values on one line:   ", onOneLine);
assert.equal(oneALine, "2026-10-20T13:00:00.000Z");
assert.equal(onOneLine, "2026-10-20T14:00:00.000Z");
JAVASCRIPT
node read.mjs
