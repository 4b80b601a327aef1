"""Writers that are killed while they append, and what has to be in the store afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from random import Random
from time import sleep
from typing import Any

from tests.storage.sqlalchemy_writers import AT_ONCE, command

from pdflow.storage.event_store import EventStore, RecordedEvent

WRITERS = ("ana", "ben", "cleo")


class Writer:
    """A process that writes until it is killed."""

    def __init__(self, context: BaseContext, write: Callable[..., object], place: object, name: str) -> None:
        self.answers, answers = context.Pipe(duplex=False)
        self.process: Any = context.Process(target=write, args=(place, name, answers))  # type: ignore[attr-defined]
        self.process.start()
        answers.close()

    def kill(self) -> list[int]:
        """Kill it, once it has written; what it had acknowledged."""
        acknowledged = [self.answers.recv()]
        self.process.kill()
        self.process.join()
        return acknowledged + all_of(self.answers)


def all_of(answers: Connection) -> list[int]:
    """What was sent until the other end was closed."""
    found = []
    with answers:
        try:
            while True:
                found.append(answers.recv())
        except EOFError:
            return found


def killed_in_turn(begin: Callable[[str], Writer], kills: int) -> Mapping[str, set[int]]:
    """Kill writers in turn while the others go on; what each of them had acknowledged."""
    random, acknowledged = Random(1), {name: set[int]() for name in WRITERS}
    writers = {name: begin(name) for name in WRITERS}
    for turn in range(kills):
        name = WRITERS[turn % len(WRITERS)]
        sleep(random.expovariate(1 / 0.01))
        acknowledged[name].update(writers[name].kill())
        writers[name] = begin(name)
    for name, writer in writers.items():
        acknowledged[name].update(writer.kill())
    return acknowledged


def whole_feed(store: EventStore) -> list[RecordedEvent]:
    """Every event of a store, page by page."""
    events: list[RecordedEvent] = []
    while page := store.feed(after=events[-1].position if events else 0):
        events += page
    return events


def all_is_there_once(store: EventStore, acknowledged: Mapping[str, set[int]]) -> None:
    """Assert that whatever a writer had acknowledged is in the store, whole and once."""
    fed = whole_feed(store)
    assert len({event.position for event in fed}) == len({event.id for event in fed}) == len(fed)
    for name in WRITERS:
        mine = [event for event in fed if event.stream == name]
        assert [event.version for event in mine] == [*range(1, len(mine) + 1)]
        stored = [event.command_id for event in mine[::AT_ONCE]]
        assert [event.command_id for event in mine] == [each for each in stored for _ in range(AT_ONCE)]
        assert stored == [command(name, n) for n in range(len(stored))]
        assert acknowledged[name] == {*range(max(acknowledged[name]) + 1)}
        assert len(stored) > max(acknowledged[name])
