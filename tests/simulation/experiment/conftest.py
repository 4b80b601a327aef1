from __future__ import annotations

import pytest
from tests.simulation.example_run import ROSTER

from pdflow.simulation.experiment import Alternative
from pdflow.simulation.run import cast_of


@pytest.fixture(scope="session")
def base() -> Alternative:
    """Twelve people with two coaches, of whose year ten weeks are counted."""
    return Alternative(cast_of(ROSTER, 12, 2), weeks_counted=10)
