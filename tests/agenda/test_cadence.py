"""The rhythm of one person's way: what counts as contact, as trained and as coached, and who owes what another owed."""

from datetime import timedelta
from typing import Any

import attrs
from tests.agenda.owing import after, codes, found, last_day, owed
from tests.participation.stories import (
    Story,
    agree,
    ana,
    attend,
    check_in,
    coached,
    commit,
    completed,
    day,
    debrief,
    enrolled,
    host,
    identify,
    in_coaching,
    in_cycle_two,
    kim,
    lee,
    observe,
    observed,
    office,
    on,
    plan,
    rosa,
    schedule,
    settled,
    supported,
    trained,
    with_growth_area,
)

from pdflow import (
    FULL,
    Handover,
    Role,
    Supporter,
)
from pdflow.agenda.obligations.cadence import (
    contacts,
    heir_of,
    last_session,
    supported_from,
    trained_on,
)
from pdflow.participation import (
    AssignTeam,
    BeginNextCycle,
    BeginSupport,
    CancelVisit,
    CarryGrowthArea,
    CloseCoaching,
    CompareWithModel,
    CompleteActionStep,
    ExtendActionStep,
    HomeStep,
    NameSteps,
    OpenCoaching,
    Pause,
    Practise,
    Resume,
    ShowModel,
)


def team(n: int, coach: str, takes_over_from: str | None = None) -> AssignTeam:
    """On day n somebody alone supports."""
    handovers = () if takes_over_from is None else (Handover(coach, takes_over_from),)
    return AssignTeam(office(n), team=(Supporter(coach, Role.COACH),), coach=coach, handovers=handovers)


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


def coached_again(**more: Any) -> Story:
    """A second session, on the same growth area, closed on day 24."""
    home = HomeStep("st2", "wait five seconds", "a pause")
    return [
        *coached(**more),
        observe(kim(17), "ob2", "g1", "st1", visit="v1"),
        debrief(kim(17, 9), "f2", "ob2"),
        CompleteActionStep(ana(17, 9), step="st1", evidence="ob2"),
        OpenCoaching(kim(24, 8), session="s2", growth_area="g1"),
        ShowModel(kim(24, 8), move="n1", session="s2"),
        CompareWithModel(kim(24, 9), move="n2", session="s2", evidence="ob2"),
        NameSteps(kim(24, 10), move="n3", session="s2", steps=("ask", "wait"), home=(home,)),
        Practise(kim(24, 11), move="n4", session="s2", rounds=2),
        schedule(kim(24, 11), "v2", day(31)),
        CloseCoaching(kim(24, 12), session="s2", minutes=45),
    ]


def test_the_last_session_is_the_one_closed_last() -> None:
    assert last_session(after(*supported())) is None
    assert last_session(after(*coached())) == ("s1", day(10, 12))
    assert last_session(after(*coached_again())) == ("s2", day(24, 12))


def test_between_cycles_support_goes_on_counted_from_the_new_one() -> None:
    assert supported_from(after(*trained())) is None
    assert supported_from(after(*supported())) == day(4, 9)
    assert supported_from(after(*in_cycle_two())) == day(20)
    assert supported_from(after(*completed())) is None


def test_two_who_handed_over_to_each_other_and_left_owe_nothing_any_more() -> None:
    there_and_back = [team(9, "joe", "kim"), team(12, "kim", "joe")]
    assert heir_of(after(*observed(), *there_and_back), "joe") == "kim"
    assert heir_of(after(*observed(), *there_and_back, team(15, "pat")), "kim") is None


def test_a_first_follow_up_is_owed_only_where_the_policy_asks_for_one_and_lets_something_count() -> None:
    unasked, uncounted = attrs.evolve(FULL, follow_up_due=None), attrs.evolve(FULL, counts_as_follow_up=frozenset())
    for policy in (unasked, uncounted):
        assert "follow_up.first" not in codes(after(*supported(policy=policy)), 5)


def test_what_took_place_when_training_was_over_is_no_follow_up() -> None:
    assert "follow_up.first" in codes(after(*trained(), check_in(kim(3), "ci1")), 5)
    assert "follow_up.first" not in codes(after(*trained(), check_in(kim(3, 9), "ci1")), 5)


def test_what_happens_as_coaching_is_closed_is_no_return_to_it() -> None:
    called_off = CancelVisit(kim(10, 13), visit="v1")
    at_its_end, after_it = (observe(kim(10, hour), "ob2", "g1") for hour in (12, 13))
    assert "coaching.return_visit" in codes(after(*coached(), called_off, at_its_end), 11)
    assert "coaching.return_visit" not in codes(after(*coached(), called_off, after_it), 11)


def test_a_visit_across_midnight_is_recorded_on_the_day_it_ends() -> None:
    late = schedule(kim(5), "v1", day(12, 23) + timedelta(minutes=45))
    assert last_day(found("visit.record", after(*supported(), late), 6).due) == on(13)


def test_a_step_is_put_off_by_the_leaves_since_it_was_last_extended() -> None:
    """Agreed for day 16 and extended to day 22, ten days away make it day 32; extended anew afterwards, day 30."""
    twice = attrs.evolve(FULL, extensions_per_step=2)
    first = ExtendActionStep(ana(10), step="st1", due=on(22), reason="ill")
    story = [*with_growth_area(policy=twice), agree(kim(9), "st1", "g1"), first]
    story += [Pause(rosa(11), until=on(21)), Resume(rosa(21))]
    again = ExtendActionStep(ana(23), step="st1", due=on(30), reason="ill again")
    assert last_day(found("step.review", after(*story), 22).due) == on(32)
    assert last_day(found("step.review", after(*story, again), 24).due) == on(30)


def test_the_extension_of_another_step_changes_nothing() -> None:
    steps = [agree(kim(9), "st1", "g1"), agree(kim(9), "st2", "g1")]
    leave = [Pause(rosa(10), until=on(20)), Resume(rosa(20))]
    other = ExtendActionStep(ana(21), step="st2", due=on(30), reason="ill")
    reviews = [
        each for each in owed(after(*with_growth_area(), *steps, *leave, other), 22) if each.code == "step.review"
    ]
    assert [(each.about, last_day(each.due)) for each in reviews] == [("st1", on(26)), ("st2", on(30))]


def test_a_growth_area_is_identified_after_the_first_feedback_not_on_a_mere_observation() -> None:
    assert "growth_area.identify" not in codes(after(*observed()), 9)
    told = [observe(kim(12), "ob2", "ask"), debrief(kim(9), "f1", "ob1"), debrief(kim(13), "f2", "ob2")]
    assert last_day(found("growth_area.identify", after(*observed(), *told), 14).due) == on(9 + 14)


def test_no_further_growth_area_is_identified_once_the_coaching_asked_for_is_done() -> None:
    told = debrief(kim(18), "f1", "ob1")
    assert "growth_area.identify" not in codes(after(*settled(), told), 19)
    two = attrs.evolve(FULL, coaching_intensive=2)
    assert last_day(found("growth_area.identify", after(*settled(policy=two), told), 19).due) == on(18 + 14)


def test_no_growth_area_is_identified_before_support_has_begun_in_a_later_cycle() -> None:
    unseen = attrs.evolve(FULL, observations_before_coaching=0)
    trained_again = [*in_cycle_two(policy=unseen), commit(ana(20, 9), "c2", model=40), observe(kim(21), "ob3", "model")]
    assert "growth_area.identify" not in codes(after(*trained_again), 22)
    begun = after(*trained_again, BeginSupport(kim(23)))
    assert last_day(found("growth_area.identify", begun, 24).due) == on(21 + 28)


def test_a_growth_area_is_not_settled_while_it_is_coached_again() -> None:
    assert "growth_area.settle" not in codes(after(*coached_again()[:-1]), 25)
    assert last_day(found("growth_area.settle", after(*coached_again()), 25).due) == on(24 + 14)


def test_a_growth_area_carried_on_is_coached_a_cadence_after_the_cycle_began() -> None:
    """Named on day 9; the second cycle began on day 20 and has a cadence of 28 days."""
    carried = [*coached(), CarryGrowthArea(kim(19), growth_area="g1", reason="time"), BeginNextCycle(kim(20), cycle=2)]
    begun = after(*carried, commit(ana(20, 9), "c2", model=40), BeginSupport(kim(21)))
    assert last_day(found("coaching.open", begun, 22).due) == on(20 + 28)


def test_of_two_growth_areas_each_is_coached_a_cadence_after_it_was_worked_on() -> None:
    """Both were named on day 9, and the first coached on day 10."""
    two = attrs.evolve(FULL, growth_areas_at_once=2, coaching_intensive=2)
    state = after(*coached(policy=two), identify(kim(9), "g2", "ob1"))
    dues = {each.about: last_day(each.due) for each in owed(state, 11) if each.code == "coaching.open"}
    assert dues == {"g1": on(24), "g2": on(23)}
