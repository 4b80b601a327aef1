"""The hidden skill grows with practice and feedback, and fades without."""

from random import Random

import attrs
import pytest
from hypothesis import given, strategies as st

from pdflow.simulation.world.parameters import SCHOOL_YEAR
from pdflow.simulation.world.skill import Skill
from pdflow.values import Level

skills = st.floats(0, 1)
days = st.floats(0, 400)
gains = st.floats(0, 1)


def trained(start: float = 0.3, gain: float = 0.5) -> Skill:
    skill = Skill(SCHOOL_YEAR, start, 0)
    skill.grow(0, gain)
    return skill


@given(start=skills, gain=gains, sooner=days, later=days)
def test_skill_never_rises_without_practice_or_contact(start: float, gain: float, sooner: float, later: float) -> None:
    skill = trained(start, gain)
    sooner, later = sorted((sooner, later))
    assert skill.on(later) <= skill.on(sooner) + 1e-12


def test_what_is_above_habit_has_halved_after_the_half_life() -> None:
    skill = trained()
    above = skill.value - skill.habit
    assert skill.on(SCHOOL_YEAR.half_life) - skill.habit == pytest.approx(above / 2)


@given(start=skills, gain=gains, day=days)
def test_skill_falls_no_lower_than_habit_nor_habit_than_the_start(start: float, gain: float, day: float) -> None:
    skill = trained(start, gain)
    assert start - 1e-12 <= skill.habit <= skill.on(day) + 1e-12 <= 1 + 1e-9


@given(start=skills, gain=gains, day=days, more=gains)
def test_a_contact_raises_skill(start: float, gain: float, day: float, more: float) -> None:
    skill = trained(start, gain)
    before = skill.on(day)
    skill.grow(day, more)
    assert before - 1e-12 <= skill.on(day) <= 1 + 1e-9


@given(start=skills, gain=gains, day=days)
def test_practising_alone_stops_the_fading(start: float, gain: float, day: float) -> None:
    alone, idle = trained(start, gain), trained(start, gain)
    alone.use(day)
    assert alone.on(day) >= idle.on(day) - 1e-12
    assert alone.on(400) >= idle.on(400) - 1e-12


def test_a_contact_is_worth_more_than_practising_alone_for_a_week() -> None:
    met, alone = trained(), trained()
    met.grow(7, SCHOOL_YEAR.from_feedback)
    alone.use(7)
    assert met.on(7) > alone.on(7)
    assert met.on(200) > alone.on(200)


def test_who_is_visited_often_keeps_more_than_who_is_visited_once() -> None:
    often, once = trained(), trained()
    for day in range(14, 200, 14):
        often.grow(day, SCHOOL_YEAR.from_feedback)
    once.grow(14, SCHOOL_YEAR.from_feedback)
    assert often.on(200) > once.on(200) + 0.1


def test_the_next_growth_area_begins_with_part_of_what_was_gained() -> None:
    skill = trained()
    assert skill.start < skill.next_area(0).on(0) < skill.on(0)


def test_a_steady_observer_sees_the_level_that_is_there() -> None:
    sure = attrs.evolve(SCHOOL_YEAR, observed_error=0)
    levels = [Skill(sure, start, 0).observed(0, Random(1)) for start in (0.1, 0.5, 0.7, 0.9)]
    assert levels == [Level.NOT_YET, Level.PARTLY, Level.MOSTLY, Level.FULLY]
