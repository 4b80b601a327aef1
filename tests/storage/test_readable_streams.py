"""A store without the streams of which an event cannot be read."""

from uuid import UUID, uuid5

import attrs
import pytest
from tests.storage.golden_store import golden_streams

from pdflow import MemoryStore, cadre, engagement, participation
from pdflow.errors import DecodeError, WrongType
from pdflow.storage.codec import Codec
from pdflow.storage.readable_streams import readable_streams
from pdflow.storage.stored_streams import feed_of, stored_streams

DECIDERS = (participation.decider, engagement.decider, cadre.decider)


def store_with(damaged: int) -> tuple[MemoryStore, list[str]]:
    """Streams of one participation, so many of which are damaged, one after the other, then one that is not."""
    rows = next(rows for rows in golden_streams().values() if rows[0].type == "participation.enrolled")
    store, names = MemoryStore(), [f"p-{number}" for number in range(damaged + 1)]
    for number, name in enumerate(names):
        made = [
            attrs.evolve(row, id=f"{name}-{row.id}", command_id=str(uuid5(UUID(row.command_id), name)))
            for row in rows[:9]
        ]
        if number < damaged:
            made[2] = attrs.evolve(made[2], data="{broken")
        store.append(name, made, expected=0)
    return store, names


def test_streams_that_are_damaged_are_listed_and_left_out() -> None:
    store, [bad, good] = store_with(1)
    found, wrong = readable_streams(store, DECIDERS)
    assert [(each.stream, each.version) for each in wrong] == [(bad, 3)]
    assert [stream for stream, _ in stored_streams(found)] == [good]
    assert {row.stream for row in feed_of(found)} == {good}
    assert found.load(bad) == ()
    assert [row.id for row in found.load(good)] == [row.id for row in store.load(good)]


def test_pages_of_the_feed_that_hold_nothing_else_do_not_end_it() -> None:
    store, names = store_with(4)
    found, _ = readable_streams(store, DECIDERS)
    assert {row.stream for row in found.feed(limit=1)} == {names[-1]}
    assert [*found.feed(after=store.feed()[-1].position)] == []


def test_a_whole_store_is_as_it_is() -> None:
    store, _ = store_with(0)
    found, wrong = readable_streams(store, DECIDERS)
    assert wrong == []
    assert [row.id for row in found.feed()] == [row.id for row in store.feed()]


def test_an_event_that_cannot_be_read_is_named_with_its_stream_and_version() -> None:
    store, [bad, _] = store_with(1)
    codec = Codec(participation.decider)
    with pytest.raises(DecodeError, match=r"field 'data': damaged: .*, in stream 'p-0' at version 3$") as raised:
        [codec.from_row(row) for row in store.load(bad)]
    assert (raised.value.stream, raised.value.stream_version) == (bad, 3)


def test_what_is_no_store_is_refused() -> None:
    with pytest.raises(WrongType, match="store"):
        readable_streams(None, DECIDERS)  # type: ignore[arg-type]
