"""XES: a log for process miners with one trace a stream, by IEEE 1849."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Final
from xml.sax.saxutils import quoteattr

from pdflow.exchange.event_log.logged_events import LoggedEvent, Value

HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Identity" prefix="identity" uri="http://www.xes-standard.org/identity.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000+00:00"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
"""
NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold, not even escaped."""
PLAIN_VALUE: Final = re.compile('[^&<>"\x00-\x1f\ud800-\udfff\ufffe\uffff]*')
"""A text with nothing in it that an attribute has to have escaped, as most are: looked at first, for speed."""
TAGS: Final = {str: "string", bool: "boolean", int: "int", float: "float", datetime: "date"}


def xes(events: Iterable[LoggedEvent]) -> Iterator[str]:
    """A log in XES, piece by piece: a trace for each stream, its events in the order in which they were recorded."""
    yield HEAD
    for case, of_case in groupby(events, key=lambda event: event.case):
        yield f"  <trace>\n    {_attribute('concept:name', case)}\n"
        yield from map(_event, of_case)
        yield "  </trace>\n"
    yield "</log>\n"


def _event(event: LoggedEvent) -> str:
    attributes: dict[str, Value] = {
        "concept:name": event.activity,
        "time:timestamp": event.at,
        "lifecycle:transition": "complete",
        "org:resource": event.resource,
        "org:role": event.role,
        **event.attributes,
    }
    lines = [f"      {_attribute(key, value)}\n" for key, value in attributes.items()]
    return f'    <event>\n      <id key="identity:id" value={quoted(event.id)}/>\n{"".join(lines)}    </event>\n'


def _attribute(key: str, value: Value) -> str:
    return f"<{TAGS[type(value)]} key={quoted(key)} value={quoted(as_text(value))}/>"


def quoted(text: str) -> str:
    """A text as the value of an attribute in XML."""
    return f'"{text}"' if PLAIN_VALUE.fullmatch(text) else quoteattr(as_xml(text))


def as_xml(text: str) -> str:
    r"""A text with what no XML may hold written out, as ``\u0001``, so that two texts stay two."""
    return NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def as_text(value: Value) -> str:
    """A value as XML schemas have it."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="microseconds")
    return str(value).lower() if isinstance(value, bool) else str(value)
