"""The read models in a database of a Django project keep the contract, and answer the lists by one query each."""

from collections.abc import Callable

import pytest
from tests.contrib.conftest import Database

from pdflow.contrib.django.read_models import DjangoReadModels
from pdflow.testing.read_models import ReadModelContract


class TestDjangoReadModels(ReadModelContract):
    @pytest.fixture
    def read_models(self, database: Database) -> DjangoReadModels:
        return DjangoReadModels()

    @pytest.fixture
    def reopen(self, database: Database) -> Callable[[], DjangoReadModels]:
        return DjangoReadModels
