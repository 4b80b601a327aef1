"""Runs: a runner over these read models leads to the rows that every stream, projected afresh, has at the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import attrs

from pdflow.calendar import EveryDay
from pdflow.deciders import DECIDERS
from pdflow.desk import Desk
from pdflow.kernel.header import Actor, Header
from pdflow.kernel.messages import Command
from pdflow.participation import AssignTeam, Enrol, PlanSession, RecordAttendance, Transfer, decider
from pdflow.people import COORDINATOR, FACILITATOR, Role, Supporter
from pdflow.projections import PROJECTED, Entry, ParticipationEntry, ReadModels, Runner, StreamEntry, project
from pdflow.storage.codec import Codec
from pdflow.storage.event_store import EventStore
from pdflow.storage.memory import MemoryStore
from pdflow.testing.read_models.sample_streams import NOON

CALENDAR: Final = EveryDay()
CODECS: Final = {each.name: Codec(each) for each in DECIDERS}
PEOPLE: Final = ("ana", "ben", "cyd")


def header(person: str, number: int, days: int, role: Role = COORDINATOR) -> Header:
    """The header of a command by Lee, so many days after noon."""
    return Header(UUID(int=PEOPLE.index(person) << 32 | number), Actor("lee", role), NOON + timedelta(days=days))


def story(person: str) -> list[Command[Any]]:
    """Somebody is enrolled, is given a coach from day 2 on, and misses half of a session on day 3."""
    team = (Supporter("kim", Role.COACH), Supporter("lee", Role.FACILITATOR))
    planned, trained = NOON + timedelta(days=3), header(person, 4, 3, FACILITATOR)
    return [
        Enrol(header(person, 1, 0), person=person, site="North", engagement="reading"),
        AssignTeam(header(person, 2, 2), team=team, coach="kim"),
        PlanSession(header(person, 3, 0), plan="p", session="day-1", start=planned, minutes=360),
        RecordAttendance(trained, attendance="a", session="day-1", held=360, there=180),
        Transfer(header(person, 5, 4), site="South", role_title="", from_day=(NOON + timedelta(days=30)).date()),
    ]


def store_of_stories(*people: str) -> MemoryStore:
    """A store with the story of each person, in the order in which things happened."""
    store = MemoryStore()
    desk = Desk(decider, store, clock=None)
    for commands in zip(*map(story, people), strict=True):
        for person, command in zip(people, commands, strict=True):
            desk.carry_out(f"p-{person}", command)
    return store


def all_rows(read_models: ReadModels) -> Mapping[type[Entry], Sequence[Entry]]:
    """Every row of the live generation, by kind."""
    return {kind: read_models.rows(kind) for kind in PROJECTED}


def rows_afresh(store: EventStore, streams: Sequence[str], at: datetime) -> Mapping[type[Entry], Sequence[Entry]]:
    """The rows that these streams have at a moment, without any database."""
    found = [project(stream, store.load(stream), CODECS, at, CALENDAR) for stream in sorted(streams)]
    fields = [field.name for field in attrs.fields(type(found[0]))[1:]]
    of_kinds = [[each.progress for each in found], *([e for each in found for e in getattr(each, f)] for f in fields)]
    return {type(entries[0]): entries for entries in of_kinds if entries}


class RunContract:
    """Tests that the rows are right after each run, at whichever moment."""

    def test_given_events_when_catching_up_then_the_rows_are_those_projected_afresh(
        self, read_models: ReadModels
    ) -> None:
        store, streams = store_of_stories(*PEOPLE), [f"p-{person}" for person in PEOPLE]
        runner = Runner(store, read_models, CALENDAR)
        assert runner.catch_up(NOON + timedelta(days=5), page=4) == len(store.feed())
        assert all_rows(read_models) == rows_afresh(store, streams, NOON + timedelta(days=5))
        assert {entry.coach for entry in read_models.rows(ParticipationEntry)} == {"kim"}
        assert runner.catch_up(NOON + timedelta(days=5)) == 0

    def test_given_no_new_event_when_time_passes_then_the_rows_follow(self, read_models: ReadModels) -> None:
        store, runner = store_of_stories("ana"), Runner(store_of_stories("ana"), read_models, CALENDAR)
        for day in (1, 2, 3, 29, 30, 60, 400):
            runner.catch_up(NOON + timedelta(days=day))
            assert all_rows(read_models) == rows_afresh(store, ["p-ana"], NOON + timedelta(days=day))
        assert [entry.site for entry in read_models.rows(ParticipationEntry)] == ["South"]

    def test_given_a_clock_that_is_slow_when_catching_up_then_the_rows_do_not_go_back(
        self, read_models: ReadModels
    ) -> None:
        runner = Runner(store_of_stories("ana"), read_models, CALENDAR)
        runner.catch_up(NOON + timedelta(days=30))
        before = all_rows(read_models)
        runner.catch_up(NOON + timedelta(days=5))
        assert all_rows(read_models) == before

    def test_given_rows_when_they_are_made_anew_then_they_are_the_same(self, read_models: ReadModels) -> None:
        runner = Runner(store_of_stories(*PEOPLE), read_models, CALENDAR)
        runner.catch_up(NOON + timedelta(days=5))
        before = all_rows(read_models)
        assert runner.rebuild(NOON + timedelta(days=5), page=3) == 18
        assert all_rows(read_models) == before

    def test_given_an_erased_stream_when_it_is_refreshed_then_it_has_no_rows_even_after_a_rebuild(
        self, read_models: ReadModels
    ) -> None:
        store = store_of_stories("ana", "ben")
        runner = Runner(store, read_models, CALENDAR)
        runner.catch_up(NOON)
        rebuilding = read_models.begin_generation()
        with read_models.writing(rebuilding) as rows:
            rows.replace([project("p-ana", store.load("p-ana"), CODECS, NOON, CALENDAR)])
        store.erase_stream("p-ana")
        runner.forget("ana", {"p-ana": "p-ana", "p-former": "p-new"}, NOON)
        assert [entry.stream for entry in read_models.rows(ParticipationEntry)] == ["p-ben"]
        assert [entry.stream for entry in read_models.rows(StreamEntry)] == ["p-ana", "p-ben"]
        with read_models.writing(rebuilding) as rows:
            rows.advance(len(store.feed()))
        assert read_models.publish(rebuilding)
        assert read_models.rows(ParticipationEntry) == []

    def test_given_a_stream_that_cannot_be_read_when_catching_up_then_it_is_listed_and_passed_over(
        self, read_models: ReadModels
    ) -> None:
        store, reported = store_of_stories(*PEOPLE), list[tuple[str, Exception]]()
        [last] = store.load("p-ben")[-1:]
        store.append("p-ben", [attrs.evolve(last, id="new", type_version=99)], expected=last.version)
        runner = Runner(store, read_models, CALENDAR, on_error=lambda *error: reported.append(error))
        runner.catch_up(NOON)
        assert [entry.stream for entry in read_models.rows(ParticipationEntry)] == ["p-ana", "p-cyd"]
        [(stream, error)] = reported
        assert stream == "p-ben"
        problems = {entry.stream: entry.problem for entry in read_models.rows(StreamEntry)}
        assert problems == {"p-ana": None, "p-ben": str(error)[:200], "p-cyd": None}
        assert "version 99" in str(error)
