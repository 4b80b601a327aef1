"""How fast a store of events is exported in each form, and the memory that it takes at most.

python examples/year_of_districts.py year.sqlite --people 10000
python examples/export_rates.py year.sqlite

Each form is made by a process of its own; events a second are by the time of the processor, not by the clock. Give
several stores to see whether memory grows with them.
"""

import json
import os
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from exports_of_a_year import EXPORTS

from pdflow.command_line.progress import last_position
from pdflow.participation import Enrolled
from pdflow.storage.sqlite import SqliteStore
from pdflow.storage.stored_streams import feed_of

LOOPS = {
    "cloudevents in batches": (
        "cloudevents",
        "form.CloudEvents(store, 'https://greenleaf.example/pd', audience=Audience.TEAM).batches()",
    ),
    "appointments of all": ("icalendar.appointments", "form.stored_appointments(store)"),
    "rows of a frame": ("event_log", "form.frame(form.EventLog(store))"),
}
"""What is no file: rooms of ``pdflow.exchange``, and what is gone through."""
LOOP = """import sys
import pdflow.exchange.{room} as form
from pdflow import Audience, SqliteStore
with SqliteStore(sys.argv[1]) as store:
    print(f"items: {{sum(1 for item in {items}):,}}", file=sys.stderr)"""


def commands(store: Path, person: str) -> Iterator[tuple[str, list[str]]]:
    """The arguments of Python for each form."""
    forms = {
        **{Path(name).stem: line for name, line in EXPORTS.items()},
        "calendar of one person": ["icalendar", "--person", person],
        **{form: [form] for form in ("xes", "ocel-xml", "ocel-json", "ocel-sqlite", "event-csv")},
    }
    for name, line in forms.items():
        yield name, ["-m", "pdflow", "export", *line, str(store), "--out", "made", "--force"]
    for name, (room, items) in LOOPS.items():
        yield name, ["-c", LOOP.format(room=room, items=items), str(store)]


def measured(arguments: list[str]) -> tuple[int, float, float]:
    """How many items a process made, its seconds of the processor, and the MiB that it had at most."""
    with TemporaryDirectory() as folder, TemporaryFile("w+") as said:
        process = subprocess.Popen([sys.executable, *arguments], cwd=folder, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read()
    if process.returncode:
        sys.exit(text)
    items = sum(int(count.replace(",", "")) for count in re.findall(r"^[\w -]+: ([\d,]+)$", text, re.MULTILINE))
    return items, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("stores", nargs="+", type=Path)
    for place in parser.parse_args().stores:
        with SqliteStore(place) as store:
            events = last_position(store)
            person = next(json.loads(row.data)["person"] for row in feed_of(store) if row.type == Enrolled.name)
        print(f"\n{place}: {events:,} events\n{'form':24}{'items':>12}{'seconds':>10}{'events/s':>10}{'MiB':>8}")
        for name, line in commands(place.absolute(), person):
            items, seconds, memory = measured(line)
            print(f"{name:24}{items:12,}{seconds:10.1f}{events / seconds:10,.0f}{memory:8.0f}", flush=True)
