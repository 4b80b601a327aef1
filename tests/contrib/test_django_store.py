"""The store on a database of a Django project keeps the contract, alone and in the project's own transactions."""

from collections.abc import Callable
from typing import Any

import pytest

from pdflow.testing.stores import StoreContract


class TestDjangoStore(StoreContract):
    @pytest.fixture
    def store(self, database: dict[str, Any]) -> Any:
        from pdflow.contrib.django.store import DjangoStore

        return DjangoStore()

    @pytest.fixture
    def reopen(self, database: dict[str, Any]) -> Callable[[], Any]:
        from pdflow.contrib.django.store import DjangoStore

        return DjangoStore
