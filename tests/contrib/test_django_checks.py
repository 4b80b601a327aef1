"""``manage.py check`` says what is wrong with the settings, and what to do; and the migrations are complete."""

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from psycopg import IsolationLevel
from tests.contrib.conftest import Project

SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}
IMMEDIATE = {**SQLITE, "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
POSTGRESQL = {"ENGINE": "django.db.backends.postgresql", "NAME": "db"}


def found(project: Project, settings, database=IMMEDIATE, **pdflow: object) -> list[str]:
    project.use(database)
    project.use(IMMEDIATE, "other")
    settings(PDFLOW=pdflow)
    messages = run_checks(tags=["pdflow"])
    assert all(message.hint for message in messages)
    return [message.id for message in messages]


@pytest.mark.parametrize(
    "database",
    [
        IMMEDIATE,
        {**IMMEDIATE, "ATOMIC_REQUESTS": True},
        {**SQLITE, "OPTIONS": {"transaction_mode": "exclusive"}},
        POSTGRESQL,
        {**POSTGRESQL, "ENGINE": "django.contrib.gis.db.backends.postgis"},
        {**POSTGRESQL, "OPTIONS": {"isolation_level": IsolationLevel.READ_COMMITTED}},
    ],
)
def test_given_a_right_database_when_checked_then_nothing_is_found(project, settings, database) -> None:
    assert found(project, settings, database) == []


@pytest.mark.parametrize(
    ("database", "id"),
    [
        (SQLITE, "pdflow.E007"),
        ({**SQLITE, "OPTIONS": {"transaction_mode": "DEFERRED"}}, "pdflow.E007"),
        ({**POSTGRESQL, "OPTIONS": {"isolation_level": IsolationLevel.REPEATABLE_READ}}, "pdflow.E008"),
        ({**POSTGRESQL, "OPTIONS": {"isolation_level": IsolationLevel.SERIALIZABLE}}, "pdflow.E008"),
        ({"ENGINE": "django.db.backends.mysql"}, "pdflow.E006"),
        ({**POSTGRESQL, "AUTOCOMMIT": False}, "pdflow.W001"),
    ],
)
def test_given_a_wrong_database_when_checked_then_it_is_found(project, settings, database, id: str) -> None:
    assert found(project, settings, database) == [id]
    assert found(project, settings, database, DATABASE="other") == []


@pytest.mark.parametrize(
    ("pdflow", "id"),
    [
        ({"READR": "x"}, "pdflow.E002"),
        ({"READER": "tests.contrib.readers.nobody"}, "pdflow.E003"),
        ({"DESKS": 7}, "pdflow.E003"),
        ({"SECRET": "sixteen letters, no bytes"}, "pdflow.E004"),
        ({"SECRET": b"short"}, "pdflow.E004"),
        ({"DATABASE": "nowhere"}, "pdflow.E005"),
    ],
)
def test_given_a_wrong_value_when_checked_then_it_is_found(project, settings, pdflow, id: str) -> None:
    assert found(project, settings, **pdflow) == [id]


def test_given_all_values_when_checked_then_nothing_is_found(project, settings) -> None:
    function = "tests.contrib.readers.reader_of"
    assert found(project, settings, READER=function, DESKS=function, SECRET=b"0123456789abcdef", DATABASE="other") == []


def test_given_no_dictionary_when_checked_then_it_is_found(project, settings) -> None:
    settings(PDFLOW=["READER"])
    assert [message.id for message in run_checks(tags=["pdflow"])] == ["pdflow.E001"]


def test_given_a_near_miss_of_a_key_when_checked_then_the_known_one_is_named(settings) -> None:
    settings(PDFLOW={"reader": "x"})
    assert "did you mean READER?" in next(iter(run_checks(tags=["pdflow"]))).msg


def test_given_the_models_when_migrations_are_made_then_there_is_nothing_to_add(project: Project, sqlite) -> None:
    project.use(sqlite())
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_given_the_models_when_checked_then_django_finds_nothing(project: Project, sqlite) -> None:
    project.use(sqlite())
    assert run_checks() == []
