"""The read models in a database of a Django project keep the contract, and answer the lists by one query each."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import attrs
import pytest
from django.db import connection, transaction
from sqlalchemy import create_engine
from tests.contrib.conftest import Database, address

from pdflow import OutOfRange, Role
from pdflow.calendar import EveryDay
from pdflow.contrib.django import queries
from pdflow.contrib.django.read_models import DjangoReadModels
from pdflow.projections import ObligationEntry, RefusalEntry, Runner, sqlalchemy as statements
from pdflow.testing.read_models import NOON, ReadModelContract, projected_stream
from pdflow.testing.read_models.runs import store_of_stories


class TestDjangoReadModels(ReadModelContract):
    @pytest.fixture
    def read_models(self, database: Database) -> DjangoReadModels:
        return DjangoReadModels()

    @pytest.fixture
    def reopen(self, database: Database) -> Callable[[], DjangoReadModels]:
        return DjangoReadModels


def test_given_more_streams_than_a_statement_may_name_when_they_are_asked_for_then_those_there_are_found(
    database: Database,
) -> None:
    read_models, streams = DjangoReadModels(), [f"p-{n}" for n in range(25_000)]
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 10_100)
    with read_models.writing() as rows:
        rows.replace([projected_stream("p-1"), projected_stream("p-24999")])
        assert rows.versions(streams).keys() == {"p-1", "p-24999"}
    assert read_models.remove_refusals("ana", streams) == 0


@pytest.mark.parametrize("query", ["week", "drift_by_site", "drift_of_site", "refusal_counts"])
def test_given_a_moment_beyond_the_years_when_a_list_is_asked_then_it_is_out_of_range(query: str) -> None:
    name = {"week": ("kim",), "drift_of_site": ("South",)}.get(query, ())
    calendar = (EveryDay(),) if query == "week" else ()
    with pytest.raises(OutOfRange, match="at"):
        getattr(queries, query)(*name, datetime.max.replace(tzinfo=UTC), *calendar)


PEOPLE = ("ana", "ben", "cyd")
AT = NOON + timedelta(days=40)
A_YEAR_ON = NOON + timedelta(days=400)
SQL = {
    "directors_list": ((), {"limit": 1000}),
    "directors_list of a site": ((), {"site": "South", "limit": 1000}),
    "week": (("lee", AT, EveryDay()), {"roles": (Role.COACH, Role.PARTICIPANT)}),
    "week of nobody else": (("kim", AT, EveryDay()), {}),
    "coach_participations": (("kim",), {}),
    "caseload": ((), {}),
    "caseload of a coach": ((), {"coach": "kim"}),
    "drift_by_site": ((A_YEAR_ON,), {}),
    "drift_of_site": (("South", A_YEAR_ON), {}),
    "person_participations": (("ana",), {}),
    "learning_history": (("ben",), {}),
    "problems": ((), {}),
    "refusals_of_stream": (("p-ana",), {}),
    "refusal_counts": ((NOON,), {}),
}


@pytest.fixture
def rows(database: Database) -> DjangoReadModels:
    """Three people's participations, a stream that cannot be read, and a refused attempt."""
    store, read_models = store_of_stories(*PEOPLE), DjangoReadModels()
    store.append("broken", [attrs.evolve(store.load("p-ana")[0], id="x", data="{}")], expected=0)
    Runner(store, read_models, EveryDay()).catch_up(AT)
    read_models.add_refusals([RefusalEntry("a", 0, NOON, "p-ana", "Resume", "c", "ana", "COACH", "pause.none", None)])
    return read_models


@pytest.mark.parametrize("query", SQL)
def test_given_rows_when_a_list_is_asked_then_it_is_that_of_sqlalchemy(
    rows: DjangoReadModels, database: Database, query: str
) -> None:
    name, (arguments, options) = query.partition(" ")[0], SQL[query]
    engine = create_engine(address(database))
    with engine.connect() as connection:
        expected = [*map(tuple, connection.execute(getattr(statements, name)(*arguments, **options)))]
    engine.dispose()
    found = [*getattr(queries, name)(*arguments, **{key: value for key, value in options.items() if key != "limit"})]
    assert [
        tuple(row) if isinstance(row, tuple) else attrs.astuple(*queries.entries_of(row.entry, [row])) for row in found
    ] == expected
    assert found


def test_given_a_director_s_list_when_it_is_read_by_pages_then_each_continues(rows: DjangoReadModels) -> None:
    everything = queries.entries_of(ObligationEntry, queries.directors_list())
    assert len(everything) > 5
    pages, after = [], None
    while page := queries.entries_of(ObligationEntry, queries.directors_list(after=after)[:2]):
        pages += page
        after = page[-1]
    assert pages == everything


INDEXED = {
    "directors_list": "pdflow_obligations_urgency",
    "directors_list of a site": "pdflow_obligations_site",
    "learning_history": "pdflow_learning_person",
}


@pytest.mark.parametrize("query", INDEXED)
def test_given_rows_when_a_list_is_asked_then_an_index_gives_it_in_order(rows: DjangoReadModels, query: str) -> None:
    arguments, options = SQL[query]
    options = {key: value for key, value in options.items() if key != "limit"}
    asked = getattr(queries, query.partition(" ")[0])(*arguments, **options)[:50]
    with transaction.atomic():
        if connection.vendor == "postgresql":
            connection.cursor().execute("SET LOCAL enable_seqscan = off")
            connection.cursor().execute("SET LOCAL enable_bitmapscan = off")
        plan = asked.explain()
    assert INDEXED[query] in plan
    assert "Sort" not in plan
    assert "TEMP B-TREE" not in plan
