"""Every number of a simulated year has its source."""

import attrs
import pytest

from pdflow.simulation.world.parameters import (
    ASSUMPTION,
    SCHOOL_YEAR,
    ParameterDescription,
    Parameters,
    described,
)


@pytest.mark.parametrize("parameter", [*described(SCHOOL_YEAR)], ids=lambda parameter: parameter.name)
def test_a_parameter_has_a_unit_and_a_source_or_is_called_an_assumption(parameter: ParameterDescription) -> None:
    assert parameter.unit
    assert parameter.source
    is_source = any(letter.isdigit() for letter in parameter.source)
    assert is_source or parameter.source.startswith((ASSUMPTION, "policy", "field practice", "action steps"))


def test_every_parameter_is_described() -> None:
    assert [parameter.name for parameter in described(SCHOOL_YEAR)] == [
        field.name for field in attrs.fields(Parameters)
    ][1:]


def test_a_set_derived_from_another_keeps_what_it_does_not_change() -> None:
    ours = attrs.evolve(SCHOOL_YEAR, name="ours", no_show=0.5)
    changed = [each.name for each in described(ours) if each.value != getattr(SCHOOL_YEAR, each.name)]
    assert changed == ["no_show"]
