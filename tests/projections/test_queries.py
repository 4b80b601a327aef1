"""Each list is answered by an index, in SQLite and in PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs
import pytest
import sqlalchemy as sa
from tests.projections.databases import engine_of, sqlite_url

from pdflow.calendar import EveryDay
from pdflow.people import Role
from pdflow.projections import ObligationEntry, sqlalchemy as queries
from pdflow.projections.sqlalchemy import SqlAlchemyReadModels
from pdflow.testing.read_models import NOON, projected_stream
from pdflow.testing.read_models.sample_streams import refusals

DAY = timedelta(days=1)
PEOPLE = 1500
LAST = projected_stream("p-0700").obligations[0]
QUERIES = {
    "a first page": queries.directors_list(),
    "a later page": queries.directors_list(after=LAST),
    "a page of a site": queries.directors_list(site="site 7"),
    "a later page of a site": queries.directors_list(site="site 7", after=LAST),
    "a week": queries.week("coach 7", NOON, EveryDay()),
    "a week with roles": queries.week("coach 7", NOON, EveryDay(), [Role.COORDINATOR]),
    "a coach's people": queries.coach_participations("coach 7"),
    "a caseload": queries.caseload(coach="coach 7"),
    "all caseloads": queries.caseload(),
    "drift by site": queries.drift_by_site(NOON - 300 * DAY),
    "drift of a site": queries.drift_of_site("site 7", NOON),
    "a person": queries.person_participations("person 7"),
    "a history": queries.learning_history("person 7"),
    "problems": queries.problems(),
    "refusals of a stream": queries.refusals_of_stream("p-0007"),
    "counts of refusals": queries.refusal_counts(NOON),
}


def filled(engine: sa.Engine) -> sa.Engine:
    """A database with enough rows that a planner prefers an index where there is one."""
    streams = []
    for n in range(PEOPLE):
        who = {"person": f"person {n}", "site": f"site {n % 50}"}
        sample = projected_stream(f"p-{n:04}", due=NOON + (n - PEOPLE / 2) * DAY)
        streams.append(
            attrs.evolve(
                sample,
                participations=[attrs.evolve(sample.participations[0], coach=f"coach {n % 60}", **who)],
                obligations=[attrs.evolve(each, owner=f"coach {n % 60}", **who) for each in sample.obligations],
                drifts=[attrs.evolve(each, **who) for each in sample.drifts],
                learning=[attrs.evolve(each, person=f"person {n}") for each in sample.learning],
            )
        )
    read_models = SqlAlchemyReadModels(engine)
    read_models.add_refusals([entry for n in range(PEOPLE) for entry in refusals(f"{n}", f"p-{n:04}", "kim")])
    with read_models.writing() as rows:
        rows.replace(streams)
        rows.advance(PEOPLE, as_of=NOON)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    return engine


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Engine]:
    with engine_of(sqlite_url(tmp_path_factory.mktemp("read"))) as engine:
        yield filled(engine)


@pytest.fixture(scope="module")
def postgres_filled(postgres_database: sa.Engine) -> sa.Engine:
    return filled(postgres_database)


def plan(engine: sa.Engine, statement: sa.Select[Any], explain: str, *settings: str) -> list[str]:
    compiled = statement.compile(engine, compile_kwargs={"literal_binds": True})
    with engine.connect() as connection:
        for setting in settings:
            connection.exec_driver_sql(setting)
        found = connection.exec_driver_sql(f"{explain} {str(compiled).replace('%', '%%')}")
        return [str(row[-1]) for row in found]


@pytest.mark.parametrize("name", QUERIES)
def test_given_rows_when_a_list_is_asked_in_sqlite_then_an_index_is_searched(sqlite: sa.Engine, name: str) -> None:
    steps = plan(sqlite, QUERIES[name], "EXPLAIN QUERY PLAN")
    assert [step for step in steps if step.startswith("SCAN")] in ([], ["SCAN pdflow_generations"]), steps
    assert "INDEX pdflow_" in " ".join(steps)


@pytest.mark.parametrize("name", QUERIES)
def test_given_rows_when_a_list_is_asked_in_postgresql_then_an_index_is_searched(
    postgres_filled: sa.Engine, name: str
) -> None:
    # Of so few rows, a planner would rather read them all.
    steps = " ".join(plan(postgres_filled, QUERIES[name], "EXPLAIN", "SET LOCAL enable_seqscan = off"))
    assert "Seq Scan" not in steps, steps
    assert re.search(r"pdflow_(?!generations)\w+ .*Index Cond: ", steps), steps


def test_given_a_page_when_the_next_is_asked_then_none_is_listed_twice_or_left_out(sqlite: sa.Engine) -> None:
    found, last = list[ObligationEntry](), None
    with sqlite.connect() as connection:
        while page := queries.entries_of(
            ObligationEntry, connection.execute(queries.directors_list(after=last, limit=700))
        ):
            found, last = found + page, page[-1]
    assert len(found) == len({(entry.stream, entry.number) for entry in found}) == 2 * PEOPLE
    assert [entry.rank for entry in found] == sorted(entry.rank for entry in found)
    assert found[0].due == min(entry.due for entry in found)
