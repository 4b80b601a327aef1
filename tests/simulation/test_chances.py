"""Chances by purpose and occasion: what is drawn once more changes nothing else."""

from statistics import fmean, pstdev

import pytest

from pdflow.simulation.world.skill import Chances

SOME = range(4_000)


def test_the_same_purpose_and_occasion_give_the_same_draw_whatever_was_drawn_before() -> None:
    one, other = Chances(1, "ana"), Chances(1, "ana")
    other.uniform("visit", 1)
    assert one.uniform("visit", 2) == other.uniform("visit", 2)
    assert one.generator("visit", 3).random() == other.generator("visit", 3).random()


def test_other_people_purposes_occasions_and_seeds_draw_something_else() -> None:
    draws = {
        Chances(*of).uniform(purpose, occasion)
        for of in ((1, "ana"), (2, "ana"), (1, "kim"))
        for purpose in ("visit", "absence")
        for occasion in range(5)
    }
    assert len(draws) == 30


def test_draws_are_spread_as_their_distribution() -> None:
    chances = Chances(1)
    uniform = [chances.uniform("u", n) for n in SOME]
    normal = [chances.normal("n", n) for n in SOME]
    assert (fmean(uniform), pstdev(uniform)) == pytest.approx((0.5, 12**-0.5), abs=0.01)
    assert (fmean(normal), pstdev(normal)) == pytest.approx((0, 1), abs=0.05)
    assert 0 < min(uniform) < max(uniform) < 1
