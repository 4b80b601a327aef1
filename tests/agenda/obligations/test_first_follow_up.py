"""First follow-up after training: what counts as one, and when it is owed."""

import attrs
from tests.agenda.participations import after, codes
from tests.participation.stories import (
    attend,
    check_in,
    day,
    host,
    kim,
    lee,
    observe,
    plan,
    supported,
    trained,
)

from pdflow import (
    FULL,
)
from pdflow.policy import Contact


def test_a_first_follow_up_is_owed_only_where_the_policy_asks_for_one_and_lets_something_count() -> None:
    unasked, uncounted = attrs.evolve(FULL, follow_up_due=None), attrs.evolve(FULL, counts_as_follow_up=frozenset())
    for policy in (unasked, uncounted):
        assert "follow_up.first" not in codes(after(*supported(policy=policy)), 5)


def test_what_took_place_when_training_was_over_is_no_follow_up() -> None:
    assert "follow_up.first" in codes(after(*trained(), check_in(kim(3), "ci1")), 5)
    assert "follow_up.first" not in codes(after(*trained(), check_in(kim(3, 9), "ci1")), 5)


def test_a_first_follow_up_is_only_what_the_policy_counts() -> None:
    visits_only = attrs.evolve(FULL, counts_as_follow_up=frozenset({Contact.OBSERVATION}))
    assert "follow_up.first" in codes(after(*supported(policy=visits_only), check_in(kim(6), "ci1")), 7)
    assert "follow_up.first" not in codes(after(*supported(policy=visits_only), observe(kim(6), "ob1", "ask")), 7)


def test_a_make_up_asks_for_no_second_first_follow_up() -> None:
    short = [*supported(), check_in(kim(6), "ci1"), attend(lee(9), "a2", "d9", there=10, held=10)]
    assert "follow_up.first" in codes(after(*short), 10), "a further session does"
    missed = [plan(host(5), "p3", "d3", start=day(5, 14)), attend(lee(5, 15), "a3", "d3", there=0)]
    made_up = attend(lee(9), "a4", "d4", there=200, held=200, makes_up="d3")
    assert "follow_up.first" not in codes(after(*supported(), *missed, check_in(kim(6), "ci1"), made_up), 10)
