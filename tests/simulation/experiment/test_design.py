"""Designs: alternatives derived by the names of their settings, a grid of them, and what cannot be."""

import pickle

import attrs
import pytest

from pdflow.calendar import EveryDay
from pdflow.errors import OutOfRange, WrongType
from pdflow.policy import FULL, TEXAS_CYCLE, TEXAS_LEADER
from pdflow.simulation.experiment import (
    Alternative,
    CoachLeave,
    Design,
    HiringFreeze,
    Setback,
    SnowWeek,
    UnknownSetting,
    grid,
)
from pdflow.simulation.experiment.replication import fingerprint
from pdflow.simulation.world.parameters import SCHOOL_YEAR


def test_given_a_setting_when_an_alternative_differs_in_it_then_only_that_part_changes(base: Alternative) -> None:
    changed = base.but(check_in_every=28, protected=0.2, reliability=0.9, material=10.0, coaches=3)
    assert attrs.evolve(changed.policy, name="TEXAS_CYCLE", version=2, check_in_every=14) == TEXAS_CYCLE
    assert changed.leaders is not None
    assert attrs.evolve(changed.leaders, name="TEXAS_LEADER", version=2, check_in_every=14) == TEXAS_LEADER
    assert (changed.parameters.protected, changed.parameters.skill.reliability) == (0.2, 0.9)
    assert changed.parameters.no_show == SCHOOL_YEAR.no_show
    assert (changed.costs.material, changed.coaches, changed.weeks_counted) == (10.0, 3, 10)
    assert base.but() == base
    assert base.but(check_in_every=28).but(step_due=5) == base.but(step_due=5, check_in_every=28)


def test_given_a_caseload_then_there_are_as_many_coaches_as_it_takes(base: Alternative) -> None:
    assert [base.but(caseload=caseload).coaches for caseload in (12, 6, 5, 1)] == [1, 2, 3, 12]


def test_given_another_policy_then_leaders_follow_it(base: Alternative) -> None:
    assert base.leaders == TEXAS_LEADER
    assert base.but(policy=FULL).leaders is None
    assert base.but(policy=FULL).but(policy=TEXAS_CYCLE) == base


def test_another_number_of_coaches_serves_the_same_people(base: Alternative) -> None:
    for coaches in (1, 2, 3, 7, 12):
        cast = base.but(coaches=coaches).staff()
        assert [seat.person for seat in cast.seats] == [seat.person for seat in base.cast.seats]
        assert len({*cast.coaches}) == coaches
        assert {seat.coach for seat in cast.seats} == {*cast.coaches}
    three = attrs.evolve(base, cast=base.but(coaches=3).staff(), coaches=5)
    assert len({*three.staff().coaches}) == 5


def test_a_grid_has_every_combination_by_name(base: Alternative) -> None:
    alternatives = grid(base, coaches=(1, 2), check_in_every=(14, 28))
    assert [*alternatives] == [
        "coaches=1, check_in_every=14",
        "coaches=1, check_in_every=28",
        "coaches=2, check_in_every=14",
        "coaches=2, check_in_every=28",
    ]
    assert alternatives["coaches=1, check_in_every=28"].policy.check_in_every == 28
    assert len(Design(alternatives, range(3))) == 12


def test_given_a_name_of_nothing_then_the_nearest_one_is_named(base: Alternative) -> None:
    with pytest.raises(UnknownSetting, match=r"called chek_in_every; did you mean check_in_every\?"):
        base.but(chek_in_every=28)
    with pytest.raises(UnknownSetting):
        base.but(name="ours")


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ({"coaches": 0}, "Alternative.coaches"),
        ({"coaches": 13}, "Alternative.coaches"),
        ({"coaches": 1.5}, "Alternative.coaches"),
        ({"weeks": 0}, "Alternative.weeks"),
        ({"weeks_counted": 41}, "Alternative.weeks_counted"),
        ({"setbacks": [SnowWeek(41)]}, "SnowWeek.week"),
        ({"setbacks": [SnowWeek(2)]}, "SnowWeek.week"),
        ({"setbacks": [CoachLeave(3, coach=3)]}, "CoachLeave.coach"),
        ({"setbacks": [HiringFreeze(3), HiringFreeze(4)]}, "HiringFreeze.coach"),
        ({"coaches": 1, "setbacks": [HiringFreeze(3)]}, "HiringFreeze.coach"),
        ({"attendance_share": 1.5}, "Policy.attendance_share"),
    ],
)
def test_what_cannot_be_is_refused_by_its_place(base: Alternative, settings: dict[str, object], place: str) -> None:
    with pytest.raises(OutOfRange) as refused:
        base.but(**settings)
    assert refused.value.place == place
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)


def test_a_design_needs_alternatives_and_seeds(base: Alternative) -> None:
    with pytest.raises(OutOfRange, match=r"Design\.alternatives"):
        Design({})
    with pytest.raises(OutOfRange, match=r"Design\.seeds"):
        Design({"as planned": base}, [])
    with pytest.raises(WrongType, match=r"Design\.seeds"):
        Design({"as planned": base}, 20)  # type: ignore[arg-type]
    assert Design({"as planned": base}, [3, 1, 3]).seeds == (3, 1)


def test_what_changes_a_count_changes_the_fingerprint_and_nothing_else_does(base: Alternative) -> None:
    settings: list[dict[str, object]] = [
        {"coaches": 3},
        {"check_in_every": 28},
        {"protected": 0.2},
        {"reliability": 0.5},
        {"calendar": EveryDay()},
        {"weeks_counted": 11},
        {"setbacks": [SnowWeek(5)]},
        {"setbacks": [CoachLeave(5)]},
        {"cast": base.but(coaches=3).staff()},
    ]
    prints = {fingerprint(base.but(**each)) for each in settings}
    assert len({*prints, fingerprint(base)}) == len(settings) + 1
    assert fingerprint(base.but(coach_salary=1.0)) == fingerprint(base)
    assert fingerprint(pickle.loads(pickle.dumps(base))) == fingerprint(base)


def test_given_a_setback_that_cannot_be_described_then_it_is_refused(base: Alternative) -> None:
    class Flood(SnowWeek):
        pass

    class Fire:
        week = 5
        befall = SnowWeek.befall

    fire: Setback = Fire()
    assert fingerprint(base.but(setbacks=[Flood(5)])) != fingerprint(base.but(setbacks=[SnowWeek(5)]))
    with pytest.raises(WrongType):
        fingerprint(base.but(setbacks=[fire]))
