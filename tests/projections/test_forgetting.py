"""Once a person is forgotten, their id stands in no row, of the live rows or of a rebuild."""

from datetime import timedelta
from pathlib import Path

import attrs
import pytest
import sqlalchemy as sa
from tests.participation.stories import completed, day, kim, office
from tests.projections.databases import engine_of, sqlite_url

from pdflow import FULL, Desk, Refused, Role, Supporter
from pdflow.agenda import EveryDay
from pdflow.participation import AssignTeam, Complete, Enrol, decider
from pdflow.projections import ParticipationEntry, RefusalEntry, Runner, refusal_log
from pdflow.projections.sqlalchemy import SqlAlchemyReadModels, metadata
from pdflow.storage.erasure import forget
from pdflow.storage.sqlalchemy import SqlAlchemyStore


def everything(engine: sa.Engine) -> str:
    with engine.connect() as connection:
        return repr([row for table in metadata.sorted_tables for row in connection.execute(sa.select(table))])


@pytest.mark.parametrize("person", ["ana", "kim"])
def test_given_read_models_when_a_person_is_forgotten_then_no_row_has_their_id(tmp_path: Path, person: str) -> None:
    with engine_of(sqlite_url(tmp_path)) as engine:
        store, read_models = SqlAlchemyStore(engine), SqlAlchemyReadModels(engine)
        desk = Desk(decider, store, on_refused=refusal_log(read_models), clock=None)
        *story, _ = completed()
        for command in story:
            desk.carry_out("of-ana", command)
        with pytest.raises(Refused):
            desk.carry_out("of-ana", Complete(kim(50)))
        own = attrs.evolve(FULL, name="OURS", coach_may_be_manager=False)
        desk.carry_out("of-ben", Enrol(office(49), person="ben", policy=own))
        for coach in ("ana", "kim"):
            team = AssignTeam(office(50), team=(Supporter(coach, Role.MANAGER),), coach=coach)
            with pytest.raises(Refused):
                desk.carry_out("of-ben", team)
        runner, at = Runner(store, read_models, EveryDay()), day(60)
        runner.catch_up(at)
        assert f"'{person}'" in everything(engine)
        assert f'"coach": "{person}"' in everything(engine)
        runner.forget(person, forget(store, person).streams, at)
        assert f"'{person}'" not in everything(engine)
        assert f'"{person}"' not in everything(engine)
        assert [each.code for each in read_models.rows(RefusalEntry)] == ["team.coach_is_manager"]
        [entry] = [each for each in read_models.rows(ParticipationEntry) if each.stream != "of-ben"]
        assert (entry.phase, entry.cycle) == ("SUPPORT", 1)
        runner.rebuild(at + timedelta(days=1))
        assert f"'{person}'" not in everything(engine)
