"""A relay killed between any two steps, fifty times over, ends in the same store as one that was never killed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.coordination.story import FIRST, STORY
from tests.coordination.world import World, with_new_relay

from pdflow.storage.event_store import RecordedEvent
from pdflow.storage.sqlite import SqliteStore

KILLS = 50
KILLING = """
import os, shutil, signal, sys
from pdflow import cadre, engagement, participation
from pdflow.coordination import Relay, SqliteBookmark
from pdflow.desk import Desk
from pdflow.storage.sqlite import SqliteStore

_, path, kills = sys.argv

def live(path, ready, go_on):
    "Catch up, waiting for the parent before and after every append and every position kept."
    def step():
        os.write(ready, b".")
        os.read(go_on, 1)

    def stepwise(method):
        def stepping(*args, **kwargs):
            step()
            result = method(*args, **kwargs)
            step()
            return result
        return stepping

    store, bookmark = SqliteStore(path), SqliteBookmark(path)
    store.append, bookmark.keep = stepwise(store.append), stepwise(bookmark.keep)
    deciders = (engagement.decider, participation.decider, cadre.decider)
    desks = [Desk(decider, store, clock=None) for decider in deciders]
    Relay(desks, bookmark, secret=b"known to this host only").catch_up(limit=7)

def killed_after(path, steps):
    "Whether a process at work on this file was killed after so many steps, or was done before."
    ready, tell_ready = os.pipe()
    go_on, tell_go_on = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ready)
        live(path, tell_ready, go_on)
        os._exit(0)
    os.close(tell_ready)
    while os.read(ready, 1):
        if steps == 0:
            os.kill(child, signal.SIGKILL)
        else:
            os.write(tell_go_on, b".")
        steps -= 1
    _, status = os.waitpid(child, 0)
    for end in (ready, go_on, tell_go_on):
        os.close(end)
    if os.WIFSIGNALED(status):
        return True
    assert status == 0
    return False

killed = life = 0
while killed < int(kills):
    copy = shutil.copy(path, f"{path}.{life}")
    life += 1
    while killed_after(copy, steps=(killed * 5 + life) % 9):
        killed += 1
print(killed, life)
"""


def stored(world: World) -> list[tuple[object, ...]]:
    """Every stored event in order, without the time it was recorded."""
    return [columns(row) for row in world.store.feed(limit=10_000)]


def columns(row: RecordedEvent) -> tuple[object, ...]:
    return (row.position, row.stream, row.version, row.id, row.type, row.actor, row.occurred_at, row.data, row.notes)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked here")
def test_killed_fifty_times_it_ends_in_the_same_events_and_states(tmp_path: Path) -> None:
    path = tmp_path / "pd.sqlite"
    with SqliteStore(path) as store:
        world = World(store).ask("eng", *FIRST)
        for stream, commands in STORY:
            world.ask(stream, *commands)
    line = [sys.executable, "-W", "error", "-c", KILLING, str(path), str(KILLS)]
    run = subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    killed, lives = map(int, run.stdout.split())
    assert killed >= KILLS
    with SqliteStore(path) as store:
        once = World(store).catch_up()
        events, states = stored(once), once.states()
    for life in range(lives):
        with SqliteStore(f"{path}.{life}") as store:
            again = World(store)
            assert stored(again) == events
            assert again.states() == states
            assert stored(with_new_relay(again).catch_up()) == events
