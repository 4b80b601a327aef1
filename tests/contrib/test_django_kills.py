"""Writers through Django's store that are killed: nothing acknowledged is lost, and nothing is there twice."""

from __future__ import annotations

import os
from functools import partial
from multiprocessing import get_context

from tests.contrib.conftest import Database
from tests.contrib.django_writers import write_until_killed
from tests.storage.killed_writers import Writer, all_is_there_once, killed_in_turn

from pdflow.contrib.django.store import DjangoStore

KILLS = int(os.environ.get("PDFLOW_KILLS", "20"))
PROCESS = get_context("forkserver")
PROCESS.set_forkserver_preload(["tests.contrib.django_writers", "django.db.backends.postgresql.base"])


def test_given_writers_that_are_killed_when_others_go_on_then_all_that_was_acknowledged_is_there_once(
    database: Database,
) -> None:
    acknowledged = killed_in_turn(partial(Writer, PROCESS, write_until_killed, database), KILLS)
    all_is_there_once(DjangoStore(), acknowledged)
