"""The hidden skill grows with practice and feedback, and fades without."""

from random import Random

import attrs
import pytest
from hypothesis import given, strategies as st

from pdflow.simulation.world.parameters import SCHOOL_YEAR
from pdflow.simulation.world.skill import Practice
from pdflow.values import Level

skills = st.floats(0, 1)
days = st.floats(0, 400)
gains = st.floats(0, 1)


def trained(start: float = 0.3, gain: float = 0.5) -> Practice:
    practice = Practice(SCHOOL_YEAR, start, 0)
    practice.contact(0, gain)
    return practice


@given(start=skills, gain=gains, sooner=days, later=days)
def test_skill_never_rises_without_practice_or_contact(start: float, gain: float, sooner: float, later: float) -> None:
    practice = trained(start, gain)
    sooner, later = sorted((sooner, later))
    assert practice.on(later) <= practice.on(sooner) + 1e-12


def test_what_is_above_habit_has_halved_after_the_half_life() -> None:
    practice = trained()
    above = practice.skill - practice.habit
    assert practice.on(SCHOOL_YEAR.half_life) - practice.habit == pytest.approx(above / 2)


@given(start=skills, gain=gains, day=days)
def test_skill_falls_no_lower_than_habit_nor_habit_than_the_start(start: float, gain: float, day: float) -> None:
    practice = trained(start, gain)
    assert start - 1e-12 <= practice.habit <= practice.on(day) + 1e-12 <= 1 + 1e-9


@given(start=skills, gain=gains, day=days, more=gains)
def test_a_contact_raises_skill(start: float, gain: float, day: float, more: float) -> None:
    practice = trained(start, gain)
    before = practice.on(day)
    practice.contact(day, more)
    assert before - 1e-12 <= practice.on(day) <= 1 + 1e-9


@given(start=skills, gain=gains, day=days)
def test_practising_alone_stops_the_fading(start: float, gain: float, day: float) -> None:
    alone, idle = trained(start, gain), trained(start, gain)
    alone.use(day)
    assert alone.on(day) >= idle.on(day) - 1e-12
    assert alone.on(400) >= idle.on(400) - 1e-12


def test_a_contact_is_worth_more_than_practising_alone_for_a_week() -> None:
    met, alone = trained(), trained()
    met.contact(7, SCHOOL_YEAR.from_feedback)
    alone.use(7)
    assert met.on(7) > alone.on(7)
    assert met.on(200) > alone.on(200)


def test_who_is_visited_often_keeps_more_than_who_is_visited_once() -> None:
    often, once = trained(), trained()
    for day in range(14, 200, 14):
        often.contact(day, SCHOOL_YEAR.from_feedback)
    once.contact(14, SCHOOL_YEAR.from_feedback)
    assert often.on(200) > once.on(200) + 0.1


def test_the_next_growth_area_begins_with_part_of_what_was_gained() -> None:
    practice = trained()
    assert practice.start < practice.next(0).on(0) < practice.on(0)


def test_a_steady_observer_sees_the_level_that_is_there() -> None:
    sure = attrs.evolve(SCHOOL_YEAR, observed_error=0)
    levels = [Practice(sure, skill, 0).seen(0, Random(1)) for skill in (0.1, 0.5, 0.7, 0.9)]
    assert levels == [Level.NOT_YET, Level.PARTLY, Level.MOSTLY, Level.FULLY]
