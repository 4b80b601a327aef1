"""Tests of what every adapter of the read models must do: subclass ``ReadModelContract`` and run it on one.

To see what an assertion compared, put ``pytest.register_assert_rewrite("pdflow.testing.read_models")`` in
``conftest.py``.
"""

from pdflow.errors import MissingExtra

try:
    import pytest as pytest
except ImportError as error:
    raise MissingExtra("pytest", "testing") from error

from pdflow.testing.read_models.contract import ReadModelContract
from pdflow.testing.read_models.sample_streams import NOON, projected_stream

__all__ = ["NOON", "ReadModelContract", "projected_stream"]
