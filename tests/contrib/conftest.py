"""A Django project for the tests: its ``default`` database is a real one of its own for each test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import django
import pytest
from django.conf import settings as project_settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.signals import connection_created
from django.test.utils import override_settings
from tests import postgres

Database = dict[str, Any]
NUMBERS = count(1)

project_settings.configure(
    SECRET_KEY="for tests only",
    DEBUG=False,
    USE_TZ=True,
    TIME_ZONE="America/Chicago",
    LANGUAGE_CODE="en-us",
    LOGGING_CONFIG=None,
    ALLOWED_HOSTS=["testserver"],
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
        "django.contrib.sessions",
        "pdflow.contrib.django",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        }
    ],
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ROOT_URLCONF="tests.contrib.urls",
    STATIC_URL="static/",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
)
django.setup()


def sqlite_database(path: Path, **options: object) -> Database:
    """The settings of a database in an SQLite file."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": 60, **options}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}


def postgres_database(address: str, **options: object) -> Database:
    """The settings of a PostgreSQL database at an address."""
    parts = urlsplit(address)
    where = {"HOST": parse_qs(parts.query)["host"][0], "USER": parts.username, "NAME": parts.path[1:]}
    return {"ENGINE": "django.db.backends.postgresql", **where, "OPTIONS": options}


def address(database: Database) -> str:
    """The address of a database for SQLAlchemy."""
    if "sqlite" in database["ENGINE"]:
        return f"sqlite:///{database['NAME']}"
    return f"postgresql+psycopg://{database['USER']}@/{database['NAME']}?host={database['HOST']}"


class Project:
    """The databases of the project, by alias; whatever is connected to them is closed when a test is over."""

    def __init__(self) -> None:
        self.connected: list[Any] = []
        connection_created.connect(self._remember, weak=False, dispatch_uid="tests")

    def use(self, database: Database, alias: str = "default") -> None:
        """Make this the database of an alias."""
        self.close()
        every = {"default": database, **connections.databases, alias: database}
        connections.databases.update(connections.configure_settings(every))

    def close(self) -> None:
        """Close what is connected, in whichever thread."""
        for connection in self.connected:
            connection.inc_thread_sharing()
            connection.close()
        self.connected.clear()
        for alias in [*connections.databases]:
            if hasattr(connections._connections, alias):
                delattr(connections._connections, alias)

    def _remember(self, connection: Any, **_: object) -> None:
        self.connected.append(connection)


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory, project_of_session: Project) -> Path:
    """An SQLite file after all migrations."""
    path = tmp_path_factory.mktemp("django") / "migrated.sqlite"
    project_of_session.use(sqlite_database(path))
    call_command("migrate", verbosity=0)
    project_of_session.close()
    return path


@pytest.fixture(scope="session")
def migrated_name(postgres_server: str, project_of_session: Project) -> Iterator[str]:
    """The name of a PostgreSQL database after all migrations."""
    name = f"migrated_{os.getpid()}"
    with postgres.database(postgres_server, name) as address:
        project_of_session.use(postgres_database(address))
        call_command("migrate", verbosity=0)
        project_of_session.close()
        yield name


@pytest.fixture(scope="session")
def project_of_session() -> Project:
    return Project()


@pytest.fixture
def project(project_of_session: Project) -> Iterator[Project]:
    """The project; its databases are gone when the test is over."""
    yield project_of_session
    project_of_session.close()
    for alias in {*connections.databases} - {"default"}:
        del connections.databases[alias]


@pytest.fixture
def sqlite(project: Project, migrated_file: Path, tmp_path: Path) -> Callable[..., Database]:
    """Makes a migrated database in an SQLite file of its own."""

    def make(**options: object) -> Database:
        path = tmp_path / f"django-{next(NUMBERS)}.sqlite"
        shutil.copy(migrated_file, path)
        return sqlite_database(path, **options)

    return make


@pytest.fixture
def postgresql(project: Project, postgres_server: str, migrated_name: str) -> Iterator[Callable[..., Database]]:
    """Makes a migrated database on a PostgreSQL server."""
    with ExitStack() as made:

        def make(**options: object) -> Database:
            name = f"django_{os.getpid()}_{next(NUMBERS)}"
            return postgres_database(
                made.enter_context(postgres.database(postgres_server, name, migrated_name)), **options
            )

        yield make
        project.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def make_database(request: pytest.FixtureRequest) -> Callable[..., Database]:
    """Makes a migrated database of each kind."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def database(project: Project, make_database: Callable[..., Database]) -> Database:
    """The migrated database that is the project's default, one of each kind."""
    made = make_database()
    project.use(made)
    return made


@pytest.fixture
def settings() -> Iterator[Callable[..., None]]:
    """Changes settings of the project until the test is over."""
    with ExitStack() as changes:
        yield lambda **changed: changes.enter_context(override_settings(**changed))
