"""Coaching sessions: a cadence after the growth area was last worked on."""

import attrs
from tests.agenda.participations import after, found, last_day, owed
from tests.participation.stories import (
    ana,
    coached,
    commit,
    identify,
    kim,
    on,
)

from pdflow import (
    FULL,
)
from pdflow.participation import (
    BeginNextCycle,
    BeginSupport,
    CarryGrowthArea,
)


def test_a_growth_area_carried_on_is_coached_a_cadence_after_the_cycle_began() -> None:
    """Named on day 9; the second cycle began on day 20 and has a cadence of 28 days."""
    carried = [*coached(), CarryGrowthArea(kim(19), growth_area="g1", reason="time"), BeginNextCycle(kim(20), cycle=2)]
    begun = after(*carried, commit(ana(20, 9), "c2", model=40), BeginSupport(kim(21)))
    assert last_day(found("coaching.open", begun, 22).due) == on(20 + 28)


def test_of_two_growth_areas_each_is_coached_a_cadence_after_it_was_worked_on() -> None:
    """Both were named on day 9, and the first coached on day 10."""
    two = attrs.evolve(FULL, name="ours", growth_areas_at_once=2, coaching_intensive=2)
    state = after(*coached(policy=two), identify(kim(9), "g2", "ob1"))
    dues = {each.about: last_day(each.due) for each in owed(state, 11) if each.code == "coaching.open"}
    assert dues == {"g1": on(24), "g2": on(23)}
