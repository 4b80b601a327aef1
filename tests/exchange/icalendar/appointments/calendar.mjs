// Reads a calendar from standard input with ical.js and prints, for each event and to-do, what it found.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const ICAL = createRequire(`${process.env.NODE_MODULES}/`)("ical.js");
const calendar = new ICAL.Component((ICAL.default ?? ICAL).parse(readFileSync(0, "utf-8")));
const moment = (part, name) => part.getFirstPropertyValue(name)?.toJSDate().toISOString();
const found = calendar.getAllSubcomponents().map((part) => ({
  kind: part.name,
  uid: part.getFirstPropertyValue("uid"),
  start: moment(part, "dtstart"),
  end: moment(part, part.name === "vtodo" ? "due" : "dtend"),
  sequence: part.getFirstPropertyValue("sequence"),
  status: part.getFirstPropertyValue("status"),
  summary: part.getFirstPropertyValue("summary"),
  organizer: part.getFirstProperty("organizer").getParameter("cn"),
}));
process.stdout.write(JSON.stringify(found));
