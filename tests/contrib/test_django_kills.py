"""Writers through Django's store that are killed: nothing acknowledged is lost, and nothing is there twice."""

from __future__ import annotations

import os
from multiprocessing import get_context
from random import Random
from time import sleep
from typing import Any

from tests.contrib.conftest import Database
from tests.contrib.django_writers import write_until_killed
from tests.storage.sqlalchemy_writers import AT_ONCE, command
from tests.storage.test_sqlalchemy_kills import WRITERS, all_of, whole_feed

from pdflow.contrib.django.store import DjangoStore

KILLS = int(os.environ.get("PDFLOW_KILLS", "20"))
PROCESS = get_context("forkserver")
PROCESS.set_forkserver_preload(["tests.contrib.django_writers", "django.db.backends.postgresql.base"])


class Writer:
    """A process that writes until it is killed."""

    def __init__(self, database: dict[str, Any], name: str) -> None:
        self.answers, answers = PROCESS.Pipe(duplex=False)
        self.process = PROCESS.Process(target=write_until_killed, args=(database, name, answers))
        self.process.start()
        answers.close()

    def kill(self) -> list[int]:
        """Kill it, once it has written; what it had acknowledged."""
        acknowledged = [self.answers.recv()]
        self.process.kill()
        self.process.join()
        return acknowledged + all_of(self.answers)


def test_given_writers_that_are_killed_when_others_go_on_then_all_that_was_acknowledged_is_there_once(
    database: Database,
) -> None:
    random, acknowledged = Random(1), {name: set[int]() for name in WRITERS}
    writers = {name: Writer(database, name) for name in WRITERS}
    for turn in range(KILLS):
        name = WRITERS[turn % len(WRITERS)]
        sleep(random.expovariate(1 / 0.01))
        acknowledged[name].update(writers[name].kill())
        writers[name] = Writer(database, name)
    for name, writer in writers.items():
        acknowledged[name].update(writer.kill())
    fed = whole_feed(DjangoStore())
    assert len({event.position for event in fed}) == len({event.id for event in fed}) == len(fed)
    for name in WRITERS:
        mine = [event for event in fed if event.stream == name]
        assert [event.version for event in mine] == [*range(1, len(mine) + 1)]
        stored = [event.command_id for event in mine[::AT_ONCE]]
        assert [event.command_id for event in mine] == [each for each in stored for _ in range(AT_ONCE)]
        assert stored == [command(name, n) for n in range(len(stored))]
        assert acknowledged[name] == {*range(max(acknowledged[name]) + 1)}
        assert len(stored) > max(acknowledged[name])
