"""Skill in the commissioned practice: learned, used, kept as habit, faded."""

from math import sqrt
from statistics import fmean, pstdev

import attrs
import pytest
from hypothesis import given, strategies as st

from pdflow.simulation.world.skill import (
    SCHOOL,
    Chances,
    Skill,
    Traits,
    chance_of_right_area,
    coach_quality,
    learned_from_feedback,
    learned_in_session,
    learned_in_training,
    traits_of,
)
from pdflow.simulation.world.skill.gains import share_of_training

ANA = Traits(start=0.3, reach=0.28, use=0.5)
days = st.floats(0, 500)
shares = st.floats(0, 1)


def trained(hours: float = 30, traits: Traits = ANA) -> Skill:
    skill = Skill(SCHOOL, traits)
    skill.train(0, hours)
    return skill


def met(*on: float, learned: float = 0.0) -> Skill:
    skill = trained()
    for day in on:
        skill.meet(day, learned)
    return skill


def in_small_steps(skill: Skill, use: float, fresh: float, until: float, steps: int = 40_000) -> tuple[float, float]:
    """Follow the two rates of change from a contact on day 0, step by step; return the gain and its sum."""
    habit, total, length = 0.0, 0.0, until / steps
    for n in range(steps):
        settling = SCHOOL.habit_rate * use if n * length < SCHOOL.step_days else 0.0
        total += (habit + fresh) * length
        habit, fresh = habit + settling * fresh * length, fresh - (SCHOOL.fading + settling) * fresh * length
    return habit + fresh, total


@pytest.mark.parametrize("until", [10, 21, 100, 365])
def test_the_closed_form_agrees_with_small_steps(until: float) -> None:
    skill = met(0)
    gain, total = in_small_steps(skill, ANA.use, skill.known, until)
    assert skill.on(until) - ANA.start == pytest.approx(gain, rel=1e-3)
    assert skill.sum_of_gain(until) == pytest.approx(total, rel=1e-3)


def test_half_of_what_was_learned_is_gone_after_the_half_life() -> None:
    skill = trained()
    assert skill.on(SCHOOL.half_life) - ANA.start == pytest.approx(skill.known / 2)


@given(first=days, second=days)
def test_skill_never_rises_without_a_contact_nor_falls_below_the_start(first: float, second: float) -> None:
    skill, (sooner, later) = met(0), sorted((first, second))
    assert ANA.start <= skill.on(later) <= skill.on(sooner) + 1e-12


@given(on=st.lists(days, max_size=6), day=days)
def test_reading_a_skill_changes_nothing(on: list[float], day: float) -> None:
    read, unread = trained(), trained()
    for contact in sorted(on):
        read.on(contact - 1)
        read.meet(contact, 0.1)
        unread.meet(contact, 0.1)
    assert read.on(500 + day) == unread.on(500 + day)


@given(on=st.lists(days, max_size=8), learned=shares)
def test_nobody_gets_beyond_their_reach(on: list[float], learned: float) -> None:
    skill = met(*sorted(on), learned=learned)
    assert skill.on(600) <= ANA.start + skill.known <= ANA.start + ANA.reach + 1e-12


@given(day=days)
def test_a_contact_brings_back_what_has_faded(day: float) -> None:
    skill = met(day)
    assert skill.on(day) == pytest.approx(ANA.start + skill.known)


def test_eighteen_check_ins_alone_change_nothing() -> None:
    skill = Skill(SCHOOL, ANA)
    for day in range(14, 14 * 19, 14):
        skill.meet(day)
    assert skill.on(280) == ANA.start


def test_each_contact_leaves_more_habit() -> None:
    long_after = [met(*range(1, 1 + 60 * number, 60)).on(1500) for number in range(5)]
    assert long_after == sorted(long_after)
    assert len({*long_after}) == 5


def test_who_has_time_to_practise_keeps_more() -> None:
    protected, unprotected = (trained(traits=attrs.evolve(ANA, use=use)) for use in (0.5, 0.2))
    for skill in (protected, unprotected):
        skill.meet(42)
    assert protected.on(365) > unprotected.on(365) > trained().on(365)


@pytest.mark.parametrize(("hours", "share"), [(0, 0), (5, 25 / 221), (14, 0.5), (30, 900 / 1096), (49, 49 / 53)])
def test_hours_of_training_count_more_the_more_there_were_before(hours: float, share: float) -> None:
    assert share_of_training(SCHOOL, hours) == pytest.approx(share)
    assert trained(hours).known == pytest.approx(ANA.reach * SCHOOL.from_training * share)


@given(before=st.floats(0, 60), hours=st.floats(0, 60))
def test_training_in_two_parts_teaches_as_much_as_in_one(before: float, hours: float) -> None:
    assert (1 - learned_in_training(SCHOOL, 0, before)) * (
        1 - learned_in_training(SCHOOL, before, hours)
    ) == pytest.approx(1 - learned_in_training(SCHOOL, 0, before + hours))


def test_feedback_and_a_session_together_teach_nearly_what_a_visit_does() -> None:
    both = 1 - (1 - learned_from_feedback(SCHOOL)) * (1 - learned_in_session(SCHOOL, 1, 0.5))
    assert both == pytest.approx(SCHOOL.from_visit, abs=0.002)
    assert learned_in_session(SCHOOL, 1, 0.9) == learned_in_session(SCHOOL, 1, 0.5)


@pytest.mark.parametrize(("quality", "use", "tries"), [(2, 0.5, 2), (1, 0.2, 0.4), (0.5, 0.5, 0.5), (0, 0.5, 0)])
def test_a_session_is_worth_the_coachs_quality_and_the_days_of_use(quality: float, use: float, tries: float) -> None:
    left = 1 - (1 - SCHOOL.feedback_share) * SCHOOL.from_visit
    assert learned_in_session(SCHOOL, quality, use) == pytest.approx(1 - left**tries)


def test_more_looks_find_the_right_area_more_often() -> None:
    found = [chance_of_right_area(SCHOOL, looks) for looks in (1, 2, 3, 10)]
    assert found == pytest.approx([0.45, 0.9 / 1.45, 1.35 / 1.9, 4.5 / 5.05])


def test_one_look_is_wrong_by_more_than_people_differ() -> None:
    assert SCHOOL.error == pytest.approx(0.18 * sqrt(0.55 / 0.45))


def test_coaches_differ_as_much_as_was_found_and_the_best_half_is_better() -> None:
    everybody = [coach_quality(SCHOOL, Chances(n)) for n in range(5_000)]
    best_half = [coach_quality(SCHOOL, Chances(n), 0.5) for n in range(5_000)]
    assert (fmean(everybody), pstdev(everybody)) == pytest.approx((1, 0.55), abs=0.03)
    assert fmean(best_half) == pytest.approx(1.39, abs=0.03)


def test_people_differ_as_the_parameters_say() -> None:
    people = [traits_of(SCHOOL, Chances(n), protected=0.7, take_part=0.9) for n in range(4_000)]
    assert fmean(each.start for each in people) == pytest.approx(0.32, abs=0.01)
    assert fmean(each.reach / (1 - each.start) for each in people) == pytest.approx(0.38, abs=0.01)
    assert fmean(each.use for each in people) == pytest.approx(0.7 * 0.5 + 0.3 * 0.2, abs=0.01)
    assert fmean(each.takes_part for each in people) == pytest.approx(0.9, abs=0.02)
    assert all(0 < each.start <= each.start + each.reach <= 1 for each in people)
