"""The contract of the read models: every promise of an adapter, as tests to run on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pdflow.projections import ReadModels
from pdflow.testing.read_models.generations import GenerationContract
from pdflow.testing.read_models.kept_rows import KeptRowContract
from pdflow.testing.read_models.runs import RunContract
from pdflow.testing.read_models.writers import WriterContract


class ReadModelContract(KeptRowContract, GenerationContract, WriterContract, RunContract):
    """Tests of every promise of the read models; subclass it with a fixture ``read_models`` that gives empty ones."""

    @pytest.fixture
    def read_models(self) -> ReadModels:
        """The empty read models to test."""
        raise NotImplementedError("a subclass of ReadModelContract needs a fixture named read_models")

    @pytest.fixture
    def reopen(self) -> Callable[[], ReadModels]:
        """A function that connects to the same rows again, for the same reader; without it, two tests are skipped."""
        pytest.skip("these read models have one connection")
