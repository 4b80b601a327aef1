"""Feeds: the events of all streams by position, and those of one command."""

from __future__ import annotations

from pdflow.storage.event_store import EventStore, Found
from pdflow.testing.stores.sample_events import events_of


class FeedContract:
    """Tests of the order and the paging of the feed, and of the events of one command."""

    def test_given_streams_when_feeding_then_events_come_in_the_order_of_appending(self, store: EventStore) -> None:
        one = store.append("p-1", events_of("one", 2), expected=0)
        two = store.append("p-2", events_of("two", 3), expected=0)
        three = store.append("p-1", events_of("three"), expected=2)
        fed = [*store.feed()]
        assert fed == [*one, *two, *three]
        assert [0, *(event.position for event in fed)] == sorted({0, *(event.position for event in fed)})

    def test_given_ten_events_when_feeding_by_three_then_each_page_continues(self, store: EventStore) -> None:
        store.append("p-1", events_of("begin", 10), expected=0)
        pages = [store.feed(limit=3)]
        for _ in range(3):
            pages.append(store.feed(after=pages[-1][-1].position, limit=3))
        assert [*store.feed(after=pages[-1][-1].position)] == []
        assert [len(page) for page in pages] == [3, 3, 3, 1]
        assert [event for page in pages for event in page] == [*store.load("p-1")]

    def test_given_a_command_when_loading_its_events_then_no_others(self, store: EventStore) -> None:
        store.append("p-1", events_of("before"), expected=0)
        recorded = store.append("p-1", events_of("begin", 3), expected=1)
        store.append("p-1", events_of("after"), expected=4)
        assert [*store.of_command(recorded[0].command_id)] == [*recorded]

    def test_given_a_version_and_a_command_when_looking_up_then_both_are_found_at_once(self, store: EventStore) -> None:
        first = store.append("p-1", events_of("begin", 2), expected=0)
        store.append("p-2", events_of("elsewhere"), expected=0)
        second = store.append("p-1", events_of("next", 2), expected=2)
        begin, after = first[0].command_id, second[0].command_id
        found = {
            "all": store.look_up("p-1", "unknown"),
            "some": store.look_up("p-1", begin, after=1),
            "both": store.look_up("p-1", after, after=2),
            "elsewhere": store.look_up("p-2", begin, after=1),
            "nothing": store.look_up("p-3", "unknown", after=4),
        }
        assert {name: ([*each.events], [*each.of_command]) for name, each in found.items()} == {
            "all": ([*first, *second], []),
            "some": ([first[1], *second], [*first]),
            "both": ([*second], [*second]),
            "elsewhere": ([], [*first]),
            "nothing": ([], []),
        }
        assert {type(each) for each in found.values()} == {Found}
        assert {each.erasures for each in found.values()} == {0}
