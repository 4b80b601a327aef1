"""At any moment the rows equal what the agenda computes afresh from the states, and so do the lists by SQL."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
import sqlalchemy as sa
from hypothesis import Phase, given, settings, strategies as st
from tests.projections.databases import emptied, engine_of
from tests.projections.lives import CALENDAR, CODECS, append, mixed_lives, states

from pdflow.agenda import Item, Status, directors_list, drifts, week
from pdflow.participation import LIVE, Participation
from pdflow.people import Role
from pdflow.projections import PROJECTED, ObligationEntry, Runner, project, sqlalchemy as queries
from pdflow.storage.memory import MemoryStore
from pdflow.testing.read_models.runs import all_rows

LIVES = int(os.environ.get("PDFLOW_LIVES", "4"))
"""How many examples; a seed shrinks to nothing simpler, so none is shrunk."""
Listed = tuple[str, str, str | None, str | None, Role, datetime, Status]


@pytest.fixture(scope="module")
def engine() -> Iterator[sa.Engine]:
    with engine_of("sqlite://") as engine:
        yield engine


def listed(items: Iterable[Item]) -> list[Listed]:
    return [
        (item.of, owed.code, owed.about, owed.owner, owed.role, owed.due.astimezone(UTC), item.status)
        for item in items
        for owed in [item.owed]
    ]


def listed_by_sql(entries: Iterable[ObligationEntry], at: datetime) -> list[Listed]:
    return [(e.stream, e.code, e.about, e.owner, Role(e.role), e.due, e.status(at)) for e in entries]


def pages(connection: sa.Connection, size: int) -> Iterator[ObligationEntry]:
    """The whole director's list, page by page."""
    last: ObligationEntry | None = None
    while page := queries.entries_of(
        ObligationEntry, connection.execute(queries.directors_list(after=last, limit=size))
    ):
        yield from page
        last = page[-1]


def check_rows(store: MemoryStore, read_models: queries.SqlAlchemyReadModels, at: datetime) -> None:
    streams = sorted({event.stream for event in store.feed(limit=10**6)})
    afresh = [project(stream, store.load(stream), CODECS, at, CALENDAR) for stream in streams]
    kept = all_rows(read_models)
    kinds = dict(zip(PROJECTED, ("participations", "obligations", "drifts", "learning", "progress"), strict=True))
    for kind, field in kinds.items():
        if field == "progress":
            assert kept[kind] == [each.progress for each in afresh]
        else:
            assert kept[kind] == [entry for each in afresh for entry in getattr(each, field)]


def check_lists(store: MemoryStore, engine: sa.Engine, at: datetime, random: Random) -> None:
    here, current = at.astimezone(CALENDAR.zone), dict(states(store))
    with engine.connect() as connection:
        everything = listed(directors_list(current, here, CALENDAR))
        assert listed_by_sql(pages(connection, random.randrange(1, 40)), at) == everything
        for owner in {item[3] for item in everything if item[3]}:
            roles = random.sample([*Role], 2)
            found = connection.execute(queries.week(owner, at, CALENDAR, roles))
            mine = listed_by_sql(queries.entries_of(ObligationEntry, found), at)
            assert mine == listed(week(owner, current, here, CALENDAR, roles))
        drifting = Counter(
            (state.site_at(here) if isinstance(state, Participation) else None, cause)
            for state in current.values()
            for cause in {drift.cause for drift in drifts(state, here, CALENDAR)} - {"level_fallen"}
        )
        found_drift = connection.execute(queries.drift_by_site(at)).all()
        assert {(site, cause): number for site, cause, number in found_drift} == drifting
        running = [each for each in current.values() if isinstance(each, Participation) and each.phase in LIVE]
        teams = [state.team_at(here) for state in running]
        caseload = connection.execute(queries.caseload()).all()
        assert {(coach, tier): n for coach, tier, n in caseload} == Counter((team.coach, team.tier) for team in teams)


@settings(max_examples=LIVES, phases=[Phase.generate])
@given(st.integers(0, 2**32))
def test_given_lives_when_catching_up_at_any_moments_then_rows_and_lists_equal_the_agenda(
    engine: sa.Engine, seed: int
) -> None:
    random, store = Random(seed), MemoryStore()
    batches, times = mixed_lives(random)
    emptied(engine)
    read_models = queries.SqlAlchemyReadModels(engine)
    runner = Runner(store, read_models, CALENDAR)
    span = (times[-1] - times[0]) / timedelta(hours=1) + 24 * random.choice((5, 60, 600))
    for hours in sorted(random.random() * span for _ in range(6)):
        at = times[0] + timedelta(hours=hours)
        append(store, [batches.pop(0) for _ in range(random.randrange(len(batches) + 1))])
        runner.catch_up(at, page=random.choice((1, 20, 500)))
        check_rows(store, read_models, at)
        check_lists(store, engine, at, random)
