"""What an entry says, what it never says, and what a desk leaves in the log of refusals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from tests.agenda.participations import after
from tests.participation.stories import (
    check_in,
    coached,
    completed,
    day,
    in_cycle_two,
    kim,
    lee,
    observe,
    observed,
    office,
    on,
    rosa,
    supported,
)
from tests.projections.databases import engine_of, sqlite_url
from tests.projections.lives import CALENDAR, CODECS, append, mixed_lives

from pdflow import Command, Desk, Level, NaiveTime, Refused
from pdflow.agenda import EveryDay, Status, drifts_ahead
from pdflow.audience import Audience
from pdflow.participation import Complete, Pause, ReceiveFollowUp, Transfer, VoidRecord, decider
from pdflow.projections import (
    TRAINING,
    ParticipationEntry,
    ProjectedStream,
    RefusalEntry,
    project,
    refusal_log,
)
from pdflow.projections.sqlalchemy import SqlAlchemyReadModels
from pdflow.storage.memory import MemoryStore
from pdflow.testing.read_models import NOON, projected_stream
from pdflow.values import Strategy

DAY = timedelta(days=1)


def projected(*story: Command[Any], at: datetime) -> ProjectedStream:
    store = MemoryStore()
    desk = Desk(decider, store, clock=None)
    for command in story:
        desk.carry_out("p-ana", command)
    return project("p-ana", store.load("p-ana"), CODECS, at, EveryDay())


def participation(*story: Command[Any], at: datetime) -> ParticipationEntry:
    [entry] = projected(*story, at=at).participations
    return entry


def test_given_a_person_in_support_when_projected_then_the_entry_says_how_they_stand() -> None:
    contact = check_in(kim(9), "k1")
    entry = participation(*supported(), contact, at=day(10))
    assert (entry.person, entry.phase, entry.since) == ("ana", "SUPPORT", day(4, 9))
    assert (entry.coach, entry.manager, entry.tier, entry.policy, entry.cycle) == (
        "kim",
        "rosa",
        "INTENSIVE",
        "FULL",
        1,
    )
    assert (entry.last_contact, entry.paused_since, entry.planned_end) == (day(9), None, None)


def test_given_a_leave_and_a_transfer_when_projected_then_they_count_from_their_own_time_on() -> None:
    move = Transfer(office(6), site="South", role_title="coach", from_day=on(20), manager="tom")
    story = [*supported(), move, Pause(rosa(8), reason="leave", until=on(30))]
    before, later = participation(*story, at=day(7)), participation(*story, at=day(21))
    assert (before.site, before.manager, before.paused_since) == ("", "rosa", None)
    assert (later.site, later.manager, later.role_title) == ("South", "tom", "coach")
    assert (later.paused_since, later.paused_until) == (day(8), on(30))


def test_given_training_and_contacts_when_projected_then_the_history_has_each_with_its_minutes() -> None:
    emailed = ReceiveFollowUp(
        lee(12), follow_up="f1", strategy=Strategy.DISCUSSION, minutes=15, given_by="lee", group=None
    )
    history = projected(*coached(), emailed, at=day(13)).learning
    assert [(entry.kind, entry.at, entry.minutes, entry.subject, entry.by) for entry in history] == [
        (TRAINING, day(3), 360, None, None),
        ("OBSERVATION", day(8), 30, None, "kim"),
        ("COACHING", day(10), 45, None, "kim"),
        ("STRATEGY", day(12), 15, "DISCUSSION", "lee"),
    ]
    assert [entry.record for entry in history] == ["d1", "ob1", "s1", "f1"]


def test_given_a_closed_cycle_when_projected_then_its_contacts_keep_their_minutes() -> None:
    history = projected(*in_cycle_two(), at=day(21)).learning
    assert ("COACHING", 45) in {(entry.kind, entry.minutes) for entry in history}
    assert [entry.number for entry in history] == [*range(len(history))]


def test_given_a_voided_record_when_projected_then_it_is_no_part_of_the_history() -> None:
    story = [*supported(), check_in(kim(9), "k1"), VoidRecord(office(9, 9), record="k1", reason="a mistake")]
    assert {entry.kind for entry in projected(*story, at=day(10)).learning} == {TRAINING}


def test_given_a_person_who_has_completed_when_projected_then_nothing_is_owed_and_the_history_stays() -> None:
    found = projected(*completed(), at=day(110))
    assert [entry.phase for entry in found.participations] == ["COMPLETED"]
    assert (found.obligations, found.drifts, found.progress.ask_again_at) == ([], [], None)
    assert found.learning


def test_given_an_obligation_when_asking_its_status_then_it_goes_by_its_dates() -> None:
    owed = projected_stream().obligations[0]
    moments = (owed.opens - DAY, owed.opens, owed.due, owed.due + DAY)
    assert [owed.status(at) for at in moments] == [Status.UPCOMING, Status.DUE, Status.OVERDUE, Status.BREACHED]
    with pytest.raises(NaiveTime):
        owed.status(datetime(2026, 9, 1))  # noqa: DTZ001


def texts(values: object) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, dict):
        for value in values.values():
            yield from texts(value)
    elif isinstance(values, list):
        for value in values:
            yield from texts(value)


@pytest.mark.parametrize("seed", range(3))
def test_given_lives_when_projected_then_no_entry_has_what_only_the_pair_may_read(seed: int) -> None:
    store = MemoryStore()
    batches, times = mixed_lives(Random(seed))
    append(store, batches)
    for stream in {stream for stream, _ in batches}:
        rows = store.load(stream)
        codec = CODECS[rows[0].type.partition(".")[0]]
        everything, open_to_all = set[str](), set[str]()
        for row in rows:
            everything |= {*texts(codec.event_to_dict(row))}
            open_to_all |= {*texts(codec.event_to_dict(row, reader=Audience.TEAM))}
        found = project(stream, rows, CODECS, times[-1] + 20 * DAY, CALENDAR)
        entries = (*found.participations, *found.obligations, *found.drifts, *found.learning, found.progress)
        kept = {str(value) for entry in entries for value in attrs.asdict(entry).values() if value}
        assert kept
        assert kept & (everything - open_to_all) == set()
        assert "level_fallen" not in kept


def test_given_a_level_that_has_fallen_when_projected_then_only_the_agenda_of_the_pair_has_it() -> None:
    fallen = [*observed(), observe(kim(12), "ob2", "ask", level=Level.NOT_YET)]
    state = after(*fallen)
    causes = {drift.cause for drift in drifts_ahead(state, day(13), EveryDay())}
    assert "level_fallen" in causes
    assert {entry.cause for entry in projected(*fallen, at=day(13)).drifts} == causes - {"level_fallen"}


def test_given_a_desk_with_the_log_when_a_command_is_refused_then_each_reason_is_kept(tmp_path: Path) -> None:
    with engine_of(sqlite_url(tmp_path)) as engine:
        read_models = SqlAlchemyReadModels(engine)
        desk = Desk(decider, MemoryStore(), on_refused=refusal_log(read_models), clock=None)
        for command in supported():
            desk.carry_out("p-ana", command)
        complete = Complete(kim(5))
        refused = list[Refused]()
        for _ in range(2):
            with pytest.raises(Refused) as caught:
                desk.carry_out("p-ana", complete)
            refused.append(caught.value)
        logged = read_models.rows(RefusalEntry)
    assert len({entry.attempt for entry in logged}) == 2
    assert sorted(entry.code for entry in logged) == sorted(r.code for each in refused for r in each.reasons)
    assert {(e.at, e.stream, e.command, e.command_id, e.actor, e.role) for e in logged} == {
        (day(5).astimezone(UTC), "p-ana", "Complete", complete.header.id, "kim", "COACH")
    }


def test_given_a_host_s_own_stream_when_projected_then_it_has_no_entries() -> None:
    store = MemoryStore()
    for command in supported()[:1]:
        Desk(decider, store, clock=None).carry_out("p-ana", command)
    [row] = store.load("p-ana")
    found = project("library", [attrs.evolve(row, type="library.lent")], CODECS, NOON, EveryDay())
    assert (found.progress.aggregate, found.progress.version, found.obligations) == (None, 1, ())
