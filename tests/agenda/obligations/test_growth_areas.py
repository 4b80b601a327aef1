"""Growth areas: when one is identified, and when it is settled."""

import attrs
from tests.agenda.participations import after, coached_again, codes, found, last_day
from tests.participation.stories import (
    ana,
    commit,
    debrief,
    in_cycle_two,
    kim,
    observe,
    observed,
    on,
    settled,
)

from pdflow import (
    FULL,
)
from pdflow.participation import (
    BeginSupport,
)


def test_a_growth_area_is_identified_after_the_first_feedback_not_on_a_mere_observation() -> None:
    assert "growth_area.identify" not in codes(after(*observed()), 9)
    feedback = [observe(kim(12), "ob2", "ask"), debrief(kim(9), "f1", "ob1"), debrief(kim(13), "f2", "ob2")]
    assert last_day(found("growth_area.identify", after(*observed(), *feedback), 14).due) == on(9 + 14)


def test_no_further_growth_area_is_identified_once_the_coaching_asked_for_is_done() -> None:
    feedback = debrief(kim(18), "f1", "ob1")
    assert "growth_area.identify" not in codes(after(*settled(), feedback), 19)
    two = attrs.evolve(FULL, name="ours", coaching_intensive=2)
    assert last_day(found("growth_area.identify", after(*settled(policy=two), feedback), 19).due) == on(18 + 14)


def test_no_growth_area_is_identified_before_support_has_begun_in_a_later_cycle() -> None:
    unseen = attrs.evolve(FULL, name="ours", observations_before_coaching=0)
    trained_again = [*in_cycle_two(policy=unseen), commit(ana(20, 9), "c2", model=40), observe(kim(21), "ob3", "model")]
    assert "growth_area.identify" not in codes(after(*trained_again), 22)
    begun = after(*trained_again, BeginSupport(kim(23)))
    assert last_day(found("growth_area.identify", begun, 24).due) == on(21 + 28)


def test_a_growth_area_is_not_settled_while_it_is_coached_again() -> None:
    assert "growth_area.settle" not in codes(after(*coached_again()[:-1]), 25)
    assert last_day(found("growth_area.settle", after(*coached_again()), 25).due) == on(24 + 14)
