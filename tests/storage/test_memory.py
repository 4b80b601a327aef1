"""The store in memory keeps the contract."""

import pytest

from pdflow.storage.memory import MemoryStore
from pdflow.testing.stores import StoreContract


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> MemoryStore:
        return MemoryStore()
