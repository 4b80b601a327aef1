"""Forms of the lifecycle of an aggregate; they need no store."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from pdflow.deciders import DECIDERS
from pdflow.exchange.lifecycle import pnml, scxml, xstate
from pdflow.kernel.decider import Decider

AGGREGATES: Final[Mapping[str, Decider[Any]]] = {decider.name: decider for decider in DECIDERS}
LIFECYCLE_FORMS: Final[Mapping[str, tuple[str, Callable[[Decider[Any]], str]]]] = {
    "scxml": ("a lifecycle as SCXML", scxml),
    "xstate": ("a lifecycle as a machine of XState", lambda decider: f"{json.dumps(xstate(decider), indent=2)}\n"),
    "pnml": ("a lifecycle as a Petri net (PNML)", pnml),
}
"""What each is, and how it is made, by name."""
