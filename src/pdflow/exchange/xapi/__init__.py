"""Statements for a learning record store (xAPI 1.0.3 and 2.0): attendance, observations, coaching, results.

``Statements(store, source)`` makes them, ``pdflow.exchange.xapi.client`` sends them (extra: http).
"""

from pdflow.exchange.xapi.export import (
    NO_VERB,
    NOBODY_THERE,
    NOT_FOR_READER,
    PassedOver,
    Statements,
    stored_titles,
    stream_statements,
)
from pdflow.exchange.xapi.facts import Titles
from pdflow.exchange.xapi.source import XapiSource

__all__ = [
    "NOBODY_THERE",
    "NOT_FOR_READER",
    "NO_VERB",
    "PassedOver",
    "Statements",
    "Titles",
    "XapiSource",
    "stored_titles",
    "stream_statements",
]
