"""Stored streams: each with its rows, those of one aggregate if only these are wanted, and none that was erased."""

from tests.history.example_store import CODECS, example_store, store_of
from tests.participation import stories
from tests.participation.stories import office

from pdflow import participation
from pdflow.participation import Enrol, decider
from pdflow.storage.stored_streams import stored_streams


def test_streams_come_in_the_order_in_which_they_began_with_all_their_rows() -> None:
    store = example_store()
    found = dict(stored_streams(store))
    assert [*found] == [*dict.fromkeys(row.stream for row in store.feed(limit=10_000))]
    assert all(rows == [*store.load(stream)] for stream, rows in found.items())


def test_only_the_streams_of_an_aggregate_are_given_where_one_is_named() -> None:
    store = example_store()
    assert [stream for stream, _ in stored_streams(store, of="engagement")] == ["engagement-e1"]
    assert len([*stored_streams(store, of=participation.decider.name)]) == len([*stored_streams(store)]) - 1


def test_of_an_erased_stream_there_is_what_was_recorded_since() -> None:
    told = [decider.decide(decider.state(), stories.enrolled()[0])]
    store = store_of({"ana": told[0], "ben": told[0]})
    store.erase_stream("ana")
    assert [stream for stream, _ in stored_streams(store, of="participation")] == ["ben"]
    again = decider.decide(decider.state(), Enrol(office(50), person="x"))
    store.append("ana", CODECS["participation"].to_rows(again), expected=len(store.load("ana")))
    [(stream, rows), _] = stored_streams(store, of="participation")
    assert (stream, [row.type for row in rows]) == ("ana", ["participation.enrolled"])
