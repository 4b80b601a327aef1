"""Every number of a simulated year has its source."""

import attrs
import pytest

from pdflow.simulation.world.parameter import ASSUMPTION, ParameterDescription, described
from pdflow.simulation.world.parameters import SCHOOL_YEAR, Parameters
from pdflow.simulation.world.skill import IMCI, SCHOOL, SkillParameters

SETS = (SCHOOL_YEAR, SCHOOL, IMCI)


@pytest.mark.parametrize(
    "parameter", [pytest.param(each, id=f"{set.name}-{each.name}") for set in SETS for each in described(set)]
)
def test_a_parameter_has_a_unit_and_a_source_or_is_called_an_assumption(parameter: ParameterDescription) -> None:
    assert parameter.unit
    assert parameter.source
    is_source = any(letter.isdigit() for letter in parameter.source)
    assert is_source or parameter.source.startswith((ASSUMPTION, "policy", "field practice", "action steps"))


def test_every_parameter_is_described() -> None:
    fields = [field.name for field in attrs.fields(Parameters)]
    assert ["name", *(parameter.name for parameter in described(SCHOOL_YEAR)), "skill"] == fields
    assert ["name", *(each.name for each in described(IMCI))] == [each.name for each in attrs.fields(SkillParameters)]


def test_a_set_derived_from_another_keeps_what_it_does_not_change() -> None:
    ours = attrs.evolve(SCHOOL_YEAR, name="ours", no_show=0.5)
    changed = [each.name for each in described(ours) if each.value != getattr(SCHOOL_YEAR, each.name)]
    assert changed == ["no_show"]
