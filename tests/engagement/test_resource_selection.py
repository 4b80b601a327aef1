"""Resource selection: what is freely available is vetted before a strategy uses it."""

import pytest
from tests.engagement.stories import after, in_design, payer, requested

from pdflow import Strategy
from pdflow.engagement import ResourceVetted, VetResource

FILMS = {"resource": "films", "title": "lessons on film", "source": "an open library", "strategy": Strategy.DISCUSSION}


@pytest.mark.parametrize("passed", [True, False])
def test_a_resource_is_vetted_whether_it_passes_or_not(passed: bool) -> None:
    command = VetResource(payer(1), **FILMS, judged_on=("fits the outcome",), passed=passed)
    state = (
        after(*in_design())
        .when(command)
        .then(ResourceVetted(command.header, **FILMS, judged_on=("fits the outcome",), passed=passed))
    )
    assert state.resources["films"].passed is passed


@pytest.mark.parametrize("source", ["", " \t"])
def test_a_resource_from_nowhere_is_refused(source: str) -> None:
    command = VetResource(payer(1), **{**FILMS, "source": source}, passed=True)
    after(*in_design()).when(command).refused("resource.no_source")
    after(*requested()).when(command).refused("engagement.not_in_stage")
