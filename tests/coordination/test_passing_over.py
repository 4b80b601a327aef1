"""What a reaction cannot do is reported with its event and passed over; a store that is away is waited for."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import attrs
import pytest
from tests.coordination.world import ANA, BOB, SECRET, World, begun, deliver, kinds, scheduled
from tests.engagement import stories as s

from pdflow import CommandIdReused, DecodeError, Refused, UnknownCommand, UnknownVersion
from pdflow.coordination import FeedDirectory, MemoryBookmark, Relay
from pdflow.engagement import TrainingDelivered
from pdflow.participation import Pause
from pdflow.storage.event_store import NewEvent
from pdflow.storage.memory import MemoryStore


def spoilt(world: World, type: str, **data: Any) -> None:
    """Spoil the data of the last stored event of this type, as an older build may have stored it."""
    store = world.store
    assert isinstance(store, MemoryStore)
    index = max(i for i, row in enumerate(store._log) if row.type == type)
    row = store._log[index]
    store._log[index] = attrs.evolve(row, data=json.dumps(json.loads(row.data) | data))


def delivered(**spoils: Any) -> World:
    """Both were there on day 10, and what was stored of it is then spoilt."""
    world = scheduled(begun()).catch_up()
    world.ask("eng", deliver("d1", "s1", 10, ana=180, bob=170))
    spoilt(world, TrainingDelivered.name, **spoils)
    return world


def test_minutes_below_none_of_a_former_build_are_handed_on_as_none() -> None:
    world = delivered(there=[{"person": "ana", "minutes": -5}, {"person": "bob", "minutes": 170}])
    world.relay.catch_up()
    assert world.errors == []
    assert [entry.there for entry in world.participation(ANA).attendance.values()] == [0]
    assert [entry.there for entry in world.participation(BOB).attendance.values()] == [170]


def test_an_event_that_cannot_be_read_is_given_as_it_is_stored_and_the_next_is_read() -> None:
    world = delivered().ask("eng", s.join(s.host(11), "cy"))
    spoilt(world, TrainingDelivered.name, there="everybody")
    world.relay.catch_up()
    [(cause, error, addressed)] = world.errors
    assert isinstance(error, DecodeError)
    assert (cause.stream, cause.type, addressed) == ("eng", TrainingDelivered.name, None)
    assert world.participation("participation-eng-cy").person == "cy"


def test_an_event_of_a_newer_pdflow_is_reported_too() -> None:
    world = begun()
    [*_, last] = world.store.feed()
    newer = NewEvent(**{name: getattr(last, name) for name in attrs.fields_dict(NewEvent)} | {"type_version": 99})
    another = attrs.evolve(newer, id=str(uuid4()), command_id=str(uuid4()))
    world.store.append("eng-2", [another], expected=0)
    world.relay.catch_up()
    assert [type(error) for _, error, _ in world.errors] == [UnknownVersion]


def test_a_stream_that_cannot_be_read_holds_nobody_else_up() -> None:
    world = scheduled(begun()).catch_up()
    [first, *_] = world.store.load(ANA)
    assert world.store.rewrite([first.data], lambda event: attrs.evolve(event, data="{}")) == 1
    world.ask("eng", deliver("d1", "s1", 10, ana=180, bob=180))
    world.relay.catch_up()
    [(_, error, addressed)] = [each for each in world.errors if each[2]]
    assert isinstance(error, DecodeError)
    assert addressed is not None
    assert addressed.stream == ANA
    assert world.participation(BOB).attendance


def test_a_refusal_is_an_error_with_its_reasons_and_its_command() -> None:
    found: list[tuple[Any, Exception, Any]] = []
    world = scheduled(begun()).catch_up()
    world.ask(ANA, Pause(s.office(9), until=s.on(40)))
    world.ask("eng", deliver("d1", "s1", 10, ana=180))
    relay = Relay(world.desks, MemoryBookmark(), on_error=lambda *what: found.append(what), secret=SECRET)
    relay.catch_up()
    [(cause, error, addressed)] = found
    assert isinstance(error, Refused)
    assert [reason.code for reason in error.reasons] == ["participation.paused"]
    assert (type(cause.event), addressed.stream, addressed.command) == (TrainingDelivered, ANA, error.command)


def test_an_id_that_was_used_for_something_else_is_reported() -> None:
    world = begun()
    world.relay.catch_up()
    joined = next(row for row in world.store.load("eng") if row.type == "engagement.roster_joined")
    spoilt(world, "engagement.roster_joined", site="elsewhere")
    again = World(world.store)
    again.relay.catch_up()
    assert {type(error) for _, error, _ in again.errors} == {CommandIdReused}
    assert joined.stream == "eng"


def test_a_command_for_which_there_is_no_desk_is_reported() -> None:
    world, found = begun(), list[Exception]()
    Relay(
        world.desks[:1], MemoryBookmark(), on_error=lambda _, error, __: found.append(error), secret=SECRET
    ).catch_up()
    assert [type(error) for error in found] == [UnknownCommand, UnknownCommand]


class Away(MemoryStore):
    """A store whose driver has lost its connection."""

    error: Exception | None = None

    def append(self, *args: Any, **kwargs: Any) -> Any:
        if self.error is not None:
            raise self.error
        return super().append(*args, **kwargs)


class DriverError(Exception):
    """As a database's driver has its own."""


@pytest.mark.parametrize("error", [ConnectionError(), TimeoutError(), DriverError()], ids=lambda e: type(e).__name__)
def test_a_store_that_is_away_is_not_passed_over(error: Exception) -> None:
    store = Away()
    world = begun(World(store))
    store.error = error
    with pytest.raises(type(error)):
        world.relay.catch_up()
    assert world.errors == []
    store.error = None
    assert kinds(world.catch_up(), ANA) == ["Enrolled"]


class Forgetful(FeedDirectory):
    """A host's directory with a mistake in it."""

    def members(self, engagement: str) -> Any:
        raise KeyError(engagement)


def test_a_mistake_in_a_directory_is_reported_and_the_next_event_is_read() -> None:
    world = scheduled(begun(World(directory=Forgetful(SECRET))))
    world.relay.catch_up()
    assert {type(error) for _, error, _ in world.errors} == {KeyError}
    assert kinds(world, ANA) == ["Enrolled"]
