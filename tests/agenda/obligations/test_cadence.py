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
    plan,
    supported,
    trained,
)

from pdflow.agenda.obligations.cadence import (
    contacts,
    supported_from,
    trained_on,
)
from pdflow.participation import (
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
