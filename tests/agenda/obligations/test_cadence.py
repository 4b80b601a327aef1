"""Cadence of support: what counts as contact, as training and as support of this cycle."""

from tests.agenda.participations import after
from tests.participation.stories import (
    attend,
    check_in,
    coached,
    completed,
    day,
    enrolled,
    host,
    in_coaching,
    in_cycle_two,
    kim,
    lee,
    observe,
    office,
    plan,
    supported,
    trained,
)

from pdflow import AGENCY_CADRE, LIGHT
from pdflow.agenda import EveryDay, agenda, drifts, needs_more_coaching, still_reachable
from pdflow.agenda.obligations.cadence import (
    cadence,
    contacts,
    supported_from,
    trained_on,
)
from pdflow.participation import (
    AdoptPolicy,
    BeginNextCycle,
    CarryGrowthArea,
)


def test_an_observation_a_check_in_and_coaching_are_contacts() -> None:
    assert contacts(after(*supported(), check_in(kim(6), "ci1"))) == [day(6)]
    assert contacts(after(*in_coaching())) == [day(8), day(10)]


def test_a_contact_of_an_earlier_cycle_is_none_of_this_one() -> None:
    carried = [*coached(), CarryGrowthArea(kim(19), growth_area="g1", reason="time"), BeginNextCycle(kim(20), cycle=2)]
    assert [seen.at for seen in after(*carried).observations.values()] == [day(8)], "the growth area rests on it"
    assert contacts(after(*carried)) == []
    assert contacts(after(*carried, observe(kim(20), "ob2", "g1"))) == [day(20)]


def test_training_is_over_with_the_last_session_of_this_cycle_that_the_person_was_there_for() -> None:
    absent = attend(lee(5), "a2", "d2", there=0)
    ahead = [plan(host(6), "p3", "d3", start=day(7), cycle=2), attend(lee(7), "a3", "d3")]
    assert trained_on(after(*trained(), absent)) == day(3)
    assert trained_on(after(*trained(), *ahead)) == day(3)


def test_who_missed_training_is_trained_once_it_is_made_up() -> None:
    missed = [*enrolled(), attend(lee(3), "a1", there=0)]
    assert trained_on(after(*missed)) is None
    assert trained_on(after(*missed, attend(lee(6), "a2", "d2", makes_up="d1"))) == day(6)


def test_between_cycles_support_goes_on_counted_from_the_new_one() -> None:
    assert supported_from(after(*trained())) is None
    assert supported_from(after(*supported())) == day(4, 9)
    assert supported_from(after(*in_cycle_two())) == day(20)
    assert supported_from(after(*completed())) is None


def test_a_policy_dated_earlier_but_typed_later_says_nothing_of_today() -> None:
    light, cadre = AdoptPolicy(office(20), policy=LIGHT), AdoptPolicy(office(10), policy=AGENCY_CADRE)
    in_order, late = after(*supported(), cadre, light), after(*supported(), light, cadre)
    assert (late.policy, late.policy_at(day(30))) == (AGENCY_CADRE, LIGHT)
    assert cadence(late, day(15)) == AGENCY_CADRE.check_in_every
    for at in (day(30), day(60), day(200)):
        assert cadence(late, at) == LIGHT.check_in_every
        assert needs_more_coaching(late, at) == needs_more_coaching(in_order, at)
        assert agenda(late, at, EveryDay()) == agenda(in_order, at, EveryDay())
        assert drifts(late, at, EveryDay()) == drifts(in_order, at, EveryDay())
        assert still_reachable(late, at, EveryDay()) == still_reachable(in_order, at, EveryDay())
