"""Tests of what every event store must do: subclass ``StoreContract`` or ``AsyncStoreContract``, and run it.

To see what an assertion compared, put ``pytest.register_assert_rewrite("pdflow.testing.stores")`` in ``conftest.py``.
"""

from pdflow.errors import MissingExtra

try:
    import pytest as pytest
except ImportError as error:
    raise MissingExtra("pytest", "testing") from error

from pdflow.testing.stores.async_contract import AsyncStoreContract, EventLoopThread
from pdflow.testing.stores.contract import StoreContract
from pdflow.testing.stores.databases import Begin, DatabaseContract, Host
from pdflow.testing.stores.postgresql import PostgresContract
from pdflow.testing.stores.rewrites import with_another
from pdflow.testing.stores.sample_events import MORNING, as_appended, events_of

__all__ = [
    "MORNING",
    "AsyncStoreContract",
    "Begin",
    "DatabaseContract",
    "EventLoopThread",
    "Host",
    "PostgresContract",
    "StoreContract",
    "as_appended",
    "events_of",
    "with_another",
]
